import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { fewSessions } from "../../../shared/testing/few-sessions.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { atRest, hurriedClock } from "../../../tests/hurried-clock.ts";
import { type App, createApp } from "../../state/app.ts";
import { setFilter, showView } from "../../state/commands.ts";
import { compareWith, endComparing, saveComparison } from "../../state/compare-commands.ts";
import { setMasked } from "../../state/masking.ts";
import { closeCase, openDemo } from "../../state/open-commands.ts";
import { changedCase } from "../../testing/changed-case.ts";
import { createMemoryHost, type MemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

const SCREEN = fewSessions(sampleCase("normal"), 150);
const OTHER = changedCase(SCREEN);
const FILES = [{ token: "o1", name: "case-2024-03.zip", bytes: 1000 }] as never;

async function open(later: CaseData = OTHER): Promise<{ readonly app: App; readonly host: MemoryHost }> {
  const host = createMemoryHost({ data: () => SCREEN, later: () => later });
  const app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  act(() => showView(app, "compare"));
  onScreen = app;
  return { app, host };
}
let onScreen: App;
const rested = () => atRest(onScreen);

async function compared(later?: CaseData) {
  const opened = await open(later);
  act(() => compareWith(opened.app, FILES));
  await rested();
  return opened;
}

// The part that compares is loaded when it is first needed, which no clock of the page knows of.
beforeAll(() => import("../../data/compare-job/compare-server.ts"));
hurriedClock();
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(3000);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test("without another case says what it is for, and asks for one", async () => {
  const { app } = await open();
  await settled(async () => {
    fireEvent.click(screen.getAllByRole("button", { name: "Compare with…" })[0]!);
    await Promise.resolve();
  });
  await rested();
  expect(app.compare.state.get().phase).toBe("done");
  expect(screen.getByRole("region", { name: "Before" }).textContent).toContain("case-2024-03.zip");
  expect(screen.getByRole("region", { name: "Now" }).textContent).toContain("the case on screen");
});

describe("two cases", () => {
  test("stand side by side with what differs, kind by kind", async () => {
    const { app } = await compared();
    const table = screen.getByRole("treegrid", { name: "Differences" });
    expect(within(table).getByText("Changed sessions")).toBeTruthy();
    expect(within(table).getByText("Added sessions")).toBeTruthy();
    expect(table.textContent).toContain("→");
    expect(table.textContent).toContain("end now recorded");
    const { rows } = app.compare.state.get().summary!;
    fireEvent.click(screen.getByRole("button", { name: /^Added \d/ }));
    await rested();
    expect(within(table).queryByText("Changed sessions")).toBeNull();
    expect(app.compare.state.get().summary!.rows).toMatchObject({ changed: 0, added: rows.added });
    // What is counted is counted whatever is shown.
    expect(app.compare.state.get().summary!.counts.sessions.changed).toBe(rows.changed);
  });

  test("follow the filter of the page", async () => {
    const { app } = await compared();
    const all = app.compare.state.get().summary!.counts.sessions;
    act(() => setFilter(app, "user:anna"));
    await rested();
    const few = app.compare.state.get().summary!.counts.sessions;
    expect(few.changed + few.added + few.same).toBeGreaterThan(0);
    expect(few.changed + few.added + few.same).toBeLessThan(all.changed + all.added + all.same);
    act(() => setFilter(app, "user:nobody"));
    await rested();
    expect(screen.getByText("No difference")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Show everything" }));
    await rested();
    expect(app.compare.state.get().summary!.counts.sessions.changed).toBe(all.changed);
  });

  test("can be swapped, and call out the old events that are gone then", async () => {
    await compared();
    fireEvent.click(screen.getByRole("button", { name: "Swap the two" }));
    await rested();
    expect(screen.getByRole("region", { name: "Before" }).textContent).toContain("the case on screen");
    expect(screen.getByRole("region", { name: "Called out" }).textContent).toContain(
      "holds fewer old events than before",
    );
    fireEvent.click(screen.getByRole("button", { name: "Inputs and logs" }));
    expect(screen.getByText("fewer old events")).toBeTruthy();
    expect(screen.getAllByText("1".repeat(64))).toHaveLength(1);
  });

  test("show a difference in full by keyboard, and close it with Escape", async () => {
    await compared();
    const table = screen.getByRole("treegrid", { name: "Differences" });
    fireEvent.keyDown(table, { key: "ArrowDown" });
    fireEvent.keyDown(table, { key: "ArrowDown" });
    await rested();
    const details = screen.getByRole("complementary", { name: "Details" });
    expect(within(details).getByText("What changed")).toBeTruthy();
    expect(within(details).getAllByRole("columnheader", { name: "Before" })).toHaveLength(2);
    expect(details.querySelectorAll("tr.differs").length).toBeGreaterThan(0);
    // What only one side has takes no room for the other.
    const added = within(table).getByText("Added sessions").closest("[role=row]")!.nextElementSibling!;
    fireEvent.click(added.querySelector("[role=gridcell]")!);
    await rested();
    const pane = screen.getByRole("complementary", { name: "Details" });
    expect(
      within(pane)
        .getAllByRole("columnheader")
        .map(({ textContent }) => textContent),
    ).toEqual(["Fact", "Now"]);
    fireEvent.keyDown(document.body, { key: "Escape" });
    expect(screen.queryByRole("complementary", { name: "Details" })).toBeNull();
  });

  test("that are equal say so", async () => {
    await compared(SCREEN);
    expect(screen.getByText("No difference")).toBeTruthy();
    expect(screen.getByText("Both tell of the same sessions and failed sign-ins.")).toBeTruthy();
  });

  test("show no name while names are hidden", async () => {
    const { app } = await compared();
    act(() => setMasked(app, true));
    await rested();
    const page = screen.getByRole("region", { name: "Compare" }).textContent ?? "";
    expect(app.compare.state.get().phase).toBe("done");
    for (const name of ["anna", "PC-014", "SRV-RDS"]) expect(page).not.toContain(name);
    expect(page).toMatch(/user-\d/);
  });
});

test("the other side that cannot be read leaves the case on screen as it is, and says why", async () => {
  const { app, host } = await open();
  const asked = vi.spyOn(host, "openCase").mockImplementation((_, onEvent) => {
    onEvent({ type: "started", caseId: "x" as never });
    onEvent({ type: "failed", error: { code: "noLog", params: {} } });
    return () => undefined;
  });
  act(() => compareWith(app, FILES));
  await rested();
  expect(app.compare.state.get().phase).toBe("unread");
  expect(screen.getByRole("alert").textContent).not.toBe("");
  expect(app.dataset.get().data).toBe(SCREEN);
  asked.mockRestore();
  fireEvent.click(screen.getByRole("button", { name: "Compare again" }));
  await rested();
  expect(app.compare.state.get().phase).toBe("done");
});

test("reading the other side can be stopped", async () => {
  const { app, host } = await open();
  const stopped = vi.fn();
  vi.spyOn(host, "openCase").mockImplementation((_, onEvent) => {
    onEvent({ type: "started", caseId: "x" as never });
    return stopped;
  });
  act(() => compareWith(app, FILES));
  fireEvent.click(screen.getByRole("button", { name: "Stop" }));
  expect(stopped).toHaveBeenCalledOnce();
  expect(screen.getByText("Comparing was stopped.")).toBeTruthy();
});

test("what is shown is saved, and nothing before it is compared", async () => {
  const { app, host } = await open();
  await settled(() => saveComparison(app, "csv"));
  expect(host.saved).toHaveLength(0);
  act(() => compareWith(app, FILES));
  await rested();
  fireEvent.click(screen.getByRole("button", { name: /^Gone \d/ }));
  await rested();
  await settled(() => saveComparison(app, "csv"));
  expect(host.saved.at(-1)!.name).toBe("differences.csv");
  const lines = new TextDecoder().decode(host.saved.at(-1)!.bytes).trimEnd().split("\r\n").slice(1);
  expect(lines.every((line) => line.startsWith("gone,"))).toBe(true);
});

test("comparing ends with its button, and with the case", async () => {
  const { app } = await compared();
  act(() => endComparing(app));
  expect(screen.getByText("Hold this case against another one")).toBeTruthy();
  act(() => compareWith(app, FILES));
  await rested();
  act(() => closeCase(app));
  expect(app.compare.state.get()).toMatchObject({ phase: "none", summary: null });
});
