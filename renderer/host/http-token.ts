import { isObject } from "../../shared/contract/shapes.ts";

const TOKEN_KEY = "logonscope-token";
const BROWSER_KEY = "logonscope-browser";

type SmallStorage = Pick<Storage, "getItem" | "setItem">;

/** What is needed of `window`. */
export interface TokenPlace {
  readonly location: Pick<Location, "hash" | "pathname" | "search" | "origin">;
  readonly history: Pick<History, "replaceState" | "state">;
  readonly sessionStorage: SmallStorage;
  readonly localStorage: SmallStorage;
}

/**
 * The token of this page. The fragment of its address holds a code, which the server gives the token for: to the first
 * browser that shows it, and to other tabs of the same browser. From then on the token is in the storage of its tab, so
 * that it is neither seen in the address nor lost by a reload. Null when the page was opened without a code that holds.
 * Rejects when the server does not answer.
 */
export async function takeToken(place: TokenPlace): Promise<string | null> {
  const { location, history, sessionStorage } = place;
  const code = location.hash.slice(1);
  if (/^[A-Za-z0-9_-]{32}$/.test(code)) {
    history.replaceState(history.state, "", location.pathname + location.search);
    const token = await tokenFor(location.origin, code, browserName(place));
    if (token !== null) {
      sessionStorage.setItem(TOKEN_KEY, token);
      return token;
    }
  }
  return sessionStorage.getItem(TOKEN_KEY);
}

/** Shows a code to the server at an origin; null when it does not let this browser in. */
export async function tokenFor(origin: string, code: string, browser: string): Promise<string | null> {
  const response = await fetch(`${origin}/api/enter`, {
    method: "POST",
    headers: { "x-logonscope-code": code, "x-logonscope-browser": browser },
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
  });
  if (!response.ok) return null;
  const answered: unknown = await response.json();
  return isObject(answered) && typeof answered.token === "string" ? answered.token : null;
}

/**
 * A random name of this browser, the same in all its tabs: it tells them apart from whoever else has seen the address.
 * By itself it opens nothing.
 */
function browserName({ localStorage }: TokenPlace): string {
  try {
    const kept = localStorage.getItem(BROWSER_KEY);
    if (kept !== null && /^[\w-]{36}$/.test(kept)) return kept;
    const made = crypto.randomUUID();
    localStorage.setItem(BROWSER_KEY, made);
    return made;
  } catch {
    // A browser that keeps nothing: another tab of it is a stranger.
    return crypto.randomUUID();
  }
}
