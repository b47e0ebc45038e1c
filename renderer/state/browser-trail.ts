import type { App } from "./app.ts";

/** What stands in the browser's history for each place of a case that was looked at. */
interface Mark {
  /** This page, as long as it is loaded: marks of an earlier load mean nothing any more. */
  readonly logonscope: string;
  readonly epoch: number;
  readonly place: number;
}

/** The part of a window that is needed here. */
export interface BrowserPlace {
  readonly history: Pick<History, "state" | "pushState" | "replaceState" | "go">;
  addEventListener(type: "popstate", listener: (event: { readonly state: unknown }) => void): void;
  removeEventListener(type: "popstate", listener: (event: { readonly state: unknown }) => void): void;
}

/**
 * Lets the Back and Forward of the browser walk the places that were looked at, instead of leaving the program. Every
 * place has an entry in the browser's history; whoever steps back inside the page takes the browser along.
 */
export function followBrowser(app: App, page: BrowserPlace): () => void {
  const id = Math.random().toString(36).slice(2);
  const here = (): Mark => ({ logonscope: id, epoch: app.history.epoch, place: app.history.place });
  let last = here();
  let walking = false;
  page.history.replaceState(last, "");

  const onView = (): void => {
    if (walking) return;
    const next = here();
    const before = last;
    last = next;
    const isNew = next.epoch !== before.epoch;
    if (isNew) page.history.replaceState({ ...next, place: 0 }, "");
    if (next.place > (isNew ? 0 : before.place)) page.history.pushState(next, "");
    else if (!isNew && next.place < before.place) page.history.go(next.place - before.place);
  };
  const onPop = ({ state }: { readonly state: unknown }): void => {
    if (!isMark(state) || state.logonscope !== id || state.epoch !== app.history.epoch) return;
    walking = true;
    while (app.history.place > state.place && app.history.back());
    while (app.history.place < state.place && app.history.forward());
    walking = false;
    last = here();
  };
  const stop = app.view.subscribe(onView);
  page.addEventListener("popstate", onPop);
  return () => {
    stop();
    page.removeEventListener("popstate", onPop);
  };
}

/** Whether the browser's own Back and Forward walk this page. */
export function isFollowed(history: Pick<History, "state">): boolean {
  return isMark(history.state);
}

function isMark(state: unknown): state is Mark {
  return typeof state === "object" && state !== null && "logonscope" in state;
}
