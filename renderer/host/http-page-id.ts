const KEY = "logonscope-page";

type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Under which the browser host knows this page. A page that loads itself again keeps its id, and with it the files that
 * the host knows of it; the mark is used up at once, so that a copy of the tab is a page of its own.
 */
export function takePageId(storage: TabStorage): string {
  const kept = storage.getItem(KEY);
  storage.removeItem(KEY);
  return kept !== null && /^[\w-]{36}$/.test(kept) ? kept : crypto.randomUUID();
}

/** Lets the next load of this tab be the same page. */
export function keepPageId(storage: TabStorage, id: string): void {
  storage.setItem(KEY, id);
}
