const KEY = "logonscope-token";

/** What is needed of `window`. */
export interface TokenPlace {
  readonly location: Pick<Location, "hash" | "pathname" | "search">;
  readonly history: Pick<History, "replaceState" | "state">;
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem">;
}

/**
 * The token of this page: from the fragment of its address, where the start of the server put it, and from then on
 * from the storage of its tab, so that it is neither seen in the address nor lost by a reload. Null when the page was
 * opened without one.
 */
export function takeToken({ location, history, sessionStorage }: TokenPlace): string | null {
  const fragment = location.hash.slice(1);
  if (/^[A-Za-z0-9_-]{32}$/.test(fragment)) {
    sessionStorage.setItem(KEY, fragment);
    history.replaceState(history.state, "", location.pathname + location.search);
    return fragment;
  }
  return sessionStorage.getItem(KEY);
}
