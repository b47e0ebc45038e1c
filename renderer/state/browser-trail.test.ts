import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { createApp } from "./app.ts";
import { type BrowserPlace, followBrowser, isFollowed } from "./browser-trail.ts";
import { goBack, goForward, setFilter, showView } from "./commands.ts";
import { closeCase, openDemo } from "./open-commands.ts";

// Steps that follow each other quickly would join.
beforeEach(() => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000;
    return now;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The history of a browser as far as it matters here. */
function browser() {
  const entries: unknown[] = ["the page before", null];
  let at = 1;
  const listeners = new Set<(event: { readonly state: unknown }) => void>();
  const page: BrowserPlace & { readonly at: () => unknown; left: boolean } = {
    left: false,
    at: () => entries[at],
    history: {
      get state() {
        return entries[at];
      },
      pushState(state) {
        entries.splice(at + 1, entries.length, state);
        at++;
      },
      replaceState(state) {
        entries[at] = state;
      },
      go(by = 0) {
        at = Math.max(0, Math.min(entries.length - 1, at + by));
        if (at === 0) page.left = true;
        for (const listener of listeners) listener({ state: entries[at] });
      },
    },
    addEventListener: (_, listener) => void listeners.add(listener),
    removeEventListener: (_, listener) => void listeners.delete(listener),
  };
  return page;
}

async function opened() {
  const data = sampleCase("one");
  const app = createApp(createMemoryHost({ data: () => data }), null);
  const page = browser();
  const stop = followBrowser(app, page);
  await openDemo(app);
  return { app, page, stop };
}

test("the browser's Back and Forward walk the places, and leave behind the first one", async () => {
  const { app, page } = await opened();
  expect(isFollowed(page.history)).toBe(true);
  const first = app.view.get().view;
  showView(app, "timeline");
  showView(app, "sessions");
  setFilter(app, "user:anna");
  page.history.go(-1);
  expect(app.view.get()).toMatchObject({ view: "sessions", filter: "" });
  page.history.go(-2);
  expect(app.view.get().view).toBe(first);
  expect(page.left).toBe(false);
  page.history.go(2);
  expect(app.view.get().view).toBe("sessions");
});

test("steps inside the page take the browser along", async () => {
  const { app, page } = await opened();
  showView(app, "timeline");
  showView(app, "sessions");
  goBack(app);
  expect(app.view.get().view).toBe("timeline");
  goForward(app);
  goBack(app);
  page.history.go(-1);
  expect(app.view.get().view).not.toBe("timeline");
  expect(page.left).toBe(false);
});

test("places of another case, or of an earlier load of the page, mean nothing", async () => {
  const { app, page, stop } = await opened();
  showView(app, "timeline");
  closeCase(app);
  await openDemo(app);
  showView(app, "failures");
  page.history.go(-1);
  page.history.go(-1);
  expect(page.left).toBe(false);
  stop();
  const { view } = app.view.get();
  page.history.go(1);
  expect(app.view.get().view).toBe(view);
});
