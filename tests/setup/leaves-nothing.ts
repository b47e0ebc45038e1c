import { afterAll, expect, vi } from "vitest";

/*
 * Many files share one process, one after another in no fixed order: that saves starting a process and reading the
 * same modules for each. It holds as long as no file leaves anything behind, which is checked after every one.
 */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "uncaughtException", "unhandledRejection"] as const;

/** Set by React's tools as soon as a page is drawn, to a value that they put back each time. */
const OF_TOOLS = ["IS_REACT_ACT_ENVIRONMENT"];

function surroundings() {
  const page = globalThis as {
    readonly document?: { readonly body: { readonly innerHTML: string } };
    readonly localStorage?: { readonly length: number };
  };
  return {
    folder: process.cwd(),
    environment: { ...process.env },
    globals: Object.getOwnPropertyNames(globalThis)
      .filter((name) => !OF_TOOLS.includes(name))
      .sort(),
    listeners: SIGNALS.map((name) => `${name} ${process.listenerCount(name)}`),
    fakeTimers: vi.isFakeTimers(),
    page: page.document?.body.innerHTML,
    stored: page.localStorage?.length,
  };
}

const before = surroundings();

afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  const after = surroundings();
  vi.useRealTimers();
  expect(after, "this file leaves something behind for the next").toEqual(before);
});
