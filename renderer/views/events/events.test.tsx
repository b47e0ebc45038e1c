import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError } from "../../../shared/contract/errors.ts";
import type { EventListEvent } from "../../../shared/contract/event-list.ts";
import { atRest, hurriedClock, passing } from "../../../tests/hurried-clock.ts";
import { type App, createApp } from "../../state/app.ts";
import { setFilter, setRange, showView } from "../../state/commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost, type MemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

const DATA = sampleCase("one");

async function openEvents(list?: MemoryHost["listEvents"]): Promise<App> {
  const host = createMemoryHost({ data: () => DATA });
  const app = createApp(list === undefined ? host : { ...host, listEvents: list }, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  opened = list === undefined ? app : null;
  act(() => showView(app, "events"));
  await rested();
  return app;
}

/** Null where the host is a test's own, which may never end. */
let opened: App | null = null;
/** Longer than a typing hand rests, and then until the records are there that were asked for. */
const rested = () => (opened === null ? passing(300) : atRest(opened));
const grid = () => screen.getByRole("grid", { name: "Records of the logs" });
const rowCount = () => Number(grid().getAttribute("aria-rowcount")) - 1;

hurriedClock();
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(700);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("events", () => {
  test("are listed newest first, and a filter of records narrows them", async () => {
    const app = await openEvents();
    const all = rowCount();
    expect(all).toBe(2);
    act(() => setFilter(app, "eventid:4624"));
    await rested();
    expect(rowCount()).toBeGreaterThan(0);
    expect(rowCount()).toBe(1);
    expect(within(grid()).getAllByText("4624").length).toBe(rowCount());
  });

  test("a filter about sessions hides none, and that is said", async () => {
    const app = await openEvents();
    const all = rowCount();
    act(() => setFilter(app, "confidence:exact"));
    await rested();
    expect(screen.getByText(/This filter asks for what only sessions/)).toBeTruthy();
    expect(rowCount()).toBe(all);
  });

  test("where none matches, one click shows all again", async () => {
    const app = await openEvents();
    act(() => {
      setFilter(app, "eventid:1");
      setRange(app, { from: 0, to: 10 });
    });
    await rested();
    fireEvent.click(screen.getByRole("button", { name: "Show all records" }));
    expect(app.view.get()).toMatchObject({ filter: "", window: null });
  });

  test("a record leads to its session, and that to the record", async () => {
    const app = await openEvents();
    fireEvent.click(within(grid()).getAllByRole("row")[1]!);
    await rested();
    const details = screen.getByRole("complementary", { name: "Details" });
    fireEvent.click(within(details).getByRole("button", { name: /anna/ }));
    expect(app.view.get().selection).toMatchObject({ type: "session" });
    fireEvent.click(within(details).getAllByRole("button", { name: /#/ })[0]!);
    await rested();
    fireEvent.click(within(details).getByRole("button", { name: "Show among the records around it" }));
    expect(app.view.get()).toMatchObject({ view: "events", selection: { type: "event" } });
  });

  test("listing can be stopped, and what came until then stays", async () => {
    const stop = vi.fn();
    let tell: (event: EventListEvent) => void = () => undefined;
    const app = await openEvents((_case, _ask, onEvent) => {
      tell = onEvent;
      return stop;
    });
    fireEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(stop).toHaveBeenCalledOnce();
    expect(screen.getByText(/Listing was stopped/)).toBeTruthy();
    // What comes late is nobody's any more.
    act(() => tell({ type: "failed", error: appError("hostLost") }));
    expect(app.events.get().phase).toBe("stopped");
  });

  test("a host that fails is said in words", async () => {
    await openEvents((_case, _ask, onEvent) => {
      onEvent({ type: "failed", error: appError("caseUnknown") });
      return () => undefined;
    });
    expect(screen.getByRole("alert").textContent).toMatch(/\w/);
  });
});
