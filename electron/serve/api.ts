import { rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { FrameSplitter } from "../../shared/contract/frame-splitter.ts";
import { isFileName } from "../../shared/contract/guards.ts";
import { type ServedHost, serveHost } from "../../shared/contract/rpc-host.ts";
import { failureForLog } from "../host/failure-for-log.ts";
import { pageHeaders } from "../host/page-headers.ts";
import type { PageHost } from "../host/page-host.ts";
import { sameBytes } from "../host/same-bytes.ts";
import { pageIdOf } from "./checks.ts";
import { openPageConnection, type PageConnection } from "./page-connection.ts";
import { readBody } from "./read-body.ts";
import type { Spool } from "./spool.ts";

/*
 * What a page may ask, after the gate (which itself answers `POST /api/enter`, the way to the token):
 *
 *   GET  /api/stream        one long answer: frames from the host. It is the page's life line.
 *   POST /api/call          frames to the host; what they ask for is answered on the stream
 *   POST /api/upload?name=  a file, as it is; answered with its FileRef as JSON
 */
export interface Api {
  /** Answers a request whose path begins with `/api/`. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
  close(): void;
}

export interface ApiOptions {
  readonly openPage: () => PageHost;
  readonly spool: Spool;
  /** Cases and uploads of a page whose connection broke are kept so long. */
  readonly keepMs?: number;
  readonly log?: (text: string) => void;
}

/** Calls are small: the longest names ten thousand files by token. */
const MAX_CALL_BYTES = 4 * 1024 * 1024;
const CALL_TIMEOUT_MS = 30_000;
const MAX_PAGES = 32;
const MAX_UPLOADS = 8;
const KEEP_MS = 60_000;

interface Page {
  readonly host: PageHost;
  connection: PageConnection | null;
  served: ServedHost | null;
  farewell: NodeJS.Timeout | null;
}

export function createApi({ openPage, spool, keepMs = KEEP_MS, log = () => {} }: ApiOptions): Api {
  const pages = new Map<string, Page>();
  let uploads = 0;

  const forget = (id: string, page: Page): void => {
    if (page.farewell !== null) clearTimeout(page.farewell);
    pages.delete(id);
    page.connection = null;
    page.served?.close();
    page.host.close();
  };

  const openStream = (id: string, response: ServerResponse): void => {
    let page = pages.get(id);
    if (page === undefined) {
      if (pages.size >= MAX_PAGES) {
        refuse(response, 503);
        return;
      }
      page = { host: openPage(), connection: null, served: null, farewell: null };
      pages.set(id, page);
    }
    // The same page with a new connection: the old one is dead, whether it knows or not.
    page.served?.close();
    if (page.farewell !== null) clearTimeout(page.farewell);
    page.farewell = null;
    const connection = openPageConnection(response, pageHeaders("application/octet-stream"));
    const own = page;
    own.connection = connection;
    own.served = serveHost(connection.wire, own.host, {
      onRefused: (reason) => log(`refused a message of the page: ${reason}`),
      onFailure: (name, failure) => log(`${name} failed: ${failureForLog(failure)}`),
      sameBytes,
    });
    const ended = connection.wire.onClose;
    connection.wire.onClose = () => {
      ended?.();
      if (own.connection !== connection) return;
      own.connection = null;
      own.farewell = setTimeout(() => forget(id, own), keepMs);
      own.farewell.unref();
    };
  };

  const takeCall = async (id: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const connection = pages.get(id)?.connection;
    if (!connection) return refuse(response, 409);
    const body = await readBody(request, MAX_CALL_BYTES, CALL_TIMEOUT_MS);
    if (typeof body === "string") return refuse(response, body === "tooLarge" ? 413 : 400);
    try {
      const splitter = new FrameSplitter(MAX_CALL_BYTES);
      const frames = splitter.push(body);
      if (!splitter.atBoundary) return refuse(response, 400);
      for (const frame of frames) connection.receive(frame);
    } catch {
      return refuse(response, 400);
    }
    answer(response, 204);
  };

  const takeUpload = async (
    id: string,
    name: string | null,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const page = pages.get(id);
    if (page === undefined) return refuse(response, 409);
    if (!isFileName(name)) return refuse(response, 400);
    if (uploads >= MAX_UPLOADS) return refuse(response, 503);
    uploads++;
    try {
      const received = await spool.receive(request);
      if (typeof received === "string") return refuse(response, received === "tooLarge" ? 413 : 400);
      if (pages.get(id) !== page) {
        // The page has gone while its file was still coming.
        await rm(received.path, { force: true });
        return refuse(response, 409);
      }
      answer(response, 200, JSON.stringify(page.host.adoptTemporary(received.path, name, received.bytes)));
    } catch (failure) {
      log(`upload failed: ${failureForLog(failure)}`);
      refuse(response, 500);
    } finally {
      uploads--;
    }
  };

  return {
    async handle(request, response, url) {
      const id = pageIdOf(request.headers);
      if (id === null) return refuse(response, 400);
      const route = `${request.method} ${url.pathname}`;
      if (route === "GET /api/stream") openStream(id, response);
      else if (route === "POST /api/call") await takeCall(id, request, response);
      else if (route === "POST /api/upload")
        await takeUpload(id, url.searchParams.get("name"), request, response);
      else refuse(response, ROUTES.has(url.pathname) ? 405 : 404);
    },
    close() {
      for (const [id, page] of [...pages]) forget(id, page);
    },
  };
}

const ROUTES = new Set(["/api/stream", "/api/call", "/api/upload"]);

/** Ends a request with a status and closes its connection, so that an unread body is not waited for. */
export function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader("Connection", "close");
  answer(response, status, `${status}\n`, "text/plain; charset=utf-8");
}

export function answer(response: ServerResponse, status: number, body = "", type = "application/json"): void {
  response.writeHead(status, { ...pageHeaders(type), "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}
