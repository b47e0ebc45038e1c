import type { Session } from "electron";
import { PAGE_ORIGIN } from "../../shared/contract/page-link.ts";
import { assetAt, type PageAssets } from "../host/page-assets.ts";
import { pageHeaders } from "../host/page-headers.ts";
import { PAGE_SCHEME_NAME } from "./page-origin.ts";

/** Serves the page's files from memory as `app://logonscope/...`; anything else does not exist. */
export function servePage(session: Session, assets: PageAssets): void {
  session.protocol.handle(PAGE_SCHEME_NAME, (request) => answerPageRequest(assets, request));
}

/** The answer to one request: a listed file by GET or HEAD, or a bare refusal. Every answer carries the headers. */
export function answerPageRequest(assets: PageAssets, request: Pick<Request, "method" | "url">): Response {
  if (request.method !== "GET" && request.method !== "HEAD") return refusal(405);
  if (!request.url.startsWith(`${PAGE_ORIGIN}/`)) return refusal(404);
  const [target = ""] = request.url.slice(PAGE_ORIGIN.length).split(/[?#]/, 1);
  const asset = assetAt(assets, target);
  if (asset === null) return refusal(404);
  const body = request.method === "HEAD" ? null : asset.body;
  return new Response(body, { status: 200, headers: pageHeaders(asset.type) });
}

function refusal(status: 404 | 405): Response {
  return new Response(null, { status, headers: pageHeaders("text/plain; charset=utf-8") });
}
