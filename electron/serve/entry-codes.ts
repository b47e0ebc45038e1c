import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isSameText } from "./checks.ts";

export const CODE_HEADER = "x-logonscope-code";
/** A random name that a browser gives itself, kept where only pages of this origin read it. */
export const BROWSER_HEADER = "x-logonscope-browser";

interface EntryCode {
  readonly code: string;
  /** When it ends unless somebody has used it; null for never. */
  readonly until: number | null;
  /** Who used it; it lets nobody else in. */
  browser: string | null;
}

/**
 * What stands in an address instead of the token. The address comes into command lines, which every user of a machine
 * can read, and into the history of a browser: a code lets in the first browser that shows it, and after that only the
 * same one, so that another of its tabs may be opened by the same address.
 */
export class EntryCodes {
  readonly #codes: EntryCode[] = [];
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A new code, good for its first use within so long; null for however long the program runs. */
  make(lifeMs: number | null): string {
    const code = randomBytes(24).toString("base64url");
    this.#codes.push({ code, until: lifeMs === null ? null : this.#now() + lifeMs, browser: null });
    return code;
  }

  /** Whether a request shows a code that may be used by its browser, which is then the only one. */
  accept(headers: IncomingHttpHeaders): boolean {
    const code = headers[CODE_HEADER];
    const browser = headers[BROWSER_HEADER];
    if (typeof code !== "string" || typeof browser !== "string" || !/^[\w-]{36}$/.test(browser)) return false;
    // All of them are looked at, so that the time tells nothing.
    const [found] = this.#codes.filter((each) => isSameText(each.code, code));
    if (found === undefined) return false;
    if (found.browser !== null) return isSameText(found.browser, browser);
    if (found.until !== null && this.#now() > found.until) return false;
    found.browser = browser;
    return true;
  }
}
