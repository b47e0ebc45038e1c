import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/**
 * Who may talk to the server. The address alone keeps other machines out; these keep out other pages of the same
 * browser (foreign Origin), names of theirs that were pointed at this machine (foreign Host), and other programs and
 * users of this machine (token).
 */
export interface Gate {
  /** Values of `Host` that mean this server, in lower case: `name:port`. */
  readonly hosts: readonly string[];
  readonly token: string;
}

export const TOKEN_HEADER = "x-logonscope-token";
/** Names the page a call belongs to; chosen by the page, only told apart, never trusted. */
export const PAGE_HEADER = "x-logonscope-page";

/** Names under which a browser on this machine reaches the server; `name` is the installation's own one. */
export function hostsOf(name: string, port: number): readonly string[] {
  return [`${name}.localhost:${port}`, `127.0.0.1:${port}`, `localhost:${port}`];
}

/**
 * Whether a request comes by one of our names and, where the browser says so, from a page of ours. A browser sends
 * `Origin` with everything but plain navigation and reading; then it must be the very host that was asked. Somebody
 * may follow a link to the page from anywhere, but no other site may have parts of it, or frame it.
 */
export function isOwnRequest(
  gate: Gate,
  request: Pick<IncomingMessage, "headers" | "headersDistinct">,
): boolean {
  const { headers } = request;
  const host = headers.host?.toLowerCase();
  // Of two names the parser keeps one, and what stands between might have meant the other.
  if (host === undefined || !gate.hosts.includes(host) || request.headersDistinct.host?.length !== 1)
    return false;
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== `http://${host}`) return false;
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return true;
  return headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}

/** Whether a request to the API was not made for another site's page, as far as the browser says. */
export function isOwnCall(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin";
}

/** Whether an API request holds the token and was not made for another site's page. Takes the same time for any token. */
export function isAllowedCall(gate: Gate, headers: IncomingHttpHeaders): boolean {
  if (!isOwnCall(headers)) return false;
  const token = headers[TOKEN_HEADER];
  return typeof token === "string" && isSameText(token, gate.token);
}

/** Id of a page: what `crypto.randomUUID` or some random hex gives; null for anything else. */
export function pageIdOf(headers: IncomingHttpHeaders): string | null {
  const id = headers[PAGE_HEADER];
  return typeof id === "string" && /^[A-Za-z0-9-]{16,64}$/.test(id) ? id : null;
}

/** Compares digests, so that neither length nor first difference shows in the time it takes. */
export function isSameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
