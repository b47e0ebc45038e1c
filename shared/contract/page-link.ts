import type { Result } from "./errors.ts";
import type { FileRef } from "./host.ts";

/**
 * How a page in Electron gets the port to its host. The preload script stands between page and main process:
 *
 *   page     window.postMessage({ type: PORT_REQUEST, nonce }, location.origin)
 *   preload  checks window and origin, passes the nonce to the main process
 *   main     checks the sender, makes a channel, sends one end with the nonce
 *   preload  checks the nonce, window.postMessage({ type: PORT_REPLY, nonce }, origin, [port])
 *
 * A page takes only the reply with the nonce of its own request. A new request replaces the port of an earlier one.
 */
export const PORT_REQUEST = "logonscope-port-request";
export const PORT_REPLY = "logonscope-port";

/** Channels between preload script and main process. No other channel exists. */
export const PORT_CHANNEL = "logonscope:port";
export const ADOPT_CHANNEL = "logonscope:adopt";

/** The page's own origin. It is the key of its storage: it must never change. */
export const PAGE_ORIGIN = "app://logonscope";

/** Name of the object that the preload script puts on `window`; absent in a plain browser. */
export const PAGE_GLOBAL = "logonscope";

/** That object. `DroppedFile` is the DOM's `File`, which this folder does not know. */
export interface PageLink<DroppedFile> {
  /**
   * Makes dropped or picked files known to the host, which then holds their paths; the page gets tokens. Files without
   * a path on disk are left out.
   */
  adopt(files: readonly DroppedFile[]): Promise<Result<readonly FileRef[]>>;
}

/** True for the request a page may send: text of a length that a random id has, nothing else. */
export function isNonce(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9-]{16,64}$/.test(value);
}
