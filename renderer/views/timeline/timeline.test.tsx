import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CaseData } from "../../../shared/types/case.ts";
import { AXIS_HEIGHT, GUTTER } from "../../components/time-canvas/stage.ts";
import { type App, createApp } from "../../state/app.ts";
import { setKinds, setPrefs, setRange } from "../../state/commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { crowdedCase, DAY, HOUR, type SampleName, sampleCase } from "../../testing/sample-case.ts";
import { Root } from "../frame/root.tsx";

/** Ticks of Monday 2024-03-04T00:00Z. */
const MONDAY = 63 * DAY;
const WIDTH = 1000 + GUTTER;

function settled(work: () => Promise<unknown>): Promise<void> {
  return act(async () => {
    await work();
  });
}

async function openTimeline(what: SampleName | CaseData): Promise<App> {
  const data = () => (typeof what === "string" ? sampleCase(what) : what);
  const app = createApp(createMemoryHost({ data }), null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  act(() => app.view.patch({ view: "timeline" }));
  return app;
}

const surface = () => screen.getByRole("group", { name: /^Timeline of sessions/ });
const tree = () => screen.getByRole("tree", { name: "Lanes and sessions" });
const nodes = () =>
  within(tree())
    .getAllByRole("treeitem")
    .map((node) => node.textContent ?? "");
const activeNode = () => document.getElementById(tree().getAttribute("aria-activedescendant") ?? "");
/** Lets the movement be drawn and shared. */
const settle = () => settled(() => new Promise((done) => setTimeout(done, 250)));

beforeEach(() => {
  // No layout in this environment: the canvas needs some room.
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(WIDTH);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(700);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("lanes", () => {
  test("people are lanes; who was only refused and the automatic ones are folded", async () => {
    const app = await openTimeline("normal");
    expect(nodes()[0]).toBe("People, 6 lanes");
    expect(
      nodes()
        .slice(1, 7)
        .map((text) => text.split(",")[0])
        .sort(),
    ).toEqual(["admin-it", "anna", "ben", "carla", "dmitri", "reception"]);
    expect(nodes().some((text) => text.startsWith("svc-backup"))).toBe(false);
    act(() => setKinds(app, ["desktop", "batch", "service"]));
    expect(nodes()).toContain("Automatic, 2 lanes");
    expect(nodes().some((text) => text.startsWith("svc-backup"))).toBe(false);
    fireEvent.click(within(tree()).getByText("Automatic, 2 lanes"));
    expect(nodes().some((text) => text.startsWith("svc-backup, batch"))).toBe(true);
  });

  test("by name, and by first seen, the order changes and the lanes do not", async () => {
    const app = await openTimeline("normal");
    act(() => setPrefs(app, { laneOrder: "name" }));
    const names = nodes()
      .slice(1, 7)
      .map((text) => text.split(",")[0]);
    expect(names).toEqual([...names].sort());
  });

  test("a user stands within each computer, with the computer's time on", async () => {
    await openTimeline("normal");
    fireEvent.click(screen.getByRole("button", { name: "user in computer" }));
    const headings = within(tree())
      .getAllByRole("treeitem")
      .filter((node) => node.getAttribute("aria-level") === "1");
    expect(headings.map((node) => node.textContent?.split(",")[0])).toEqual([
      "PC-022",
      "SRV-RDS",
      "PC-014",
      "Only refused",
    ]);
    expect(headings[0]!.textContent).toMatch(/^PC-022, 2 lanes, \d+ h, 1 start$/);
    expect(nodes().filter((text) => /^(ben|reception),/.test(text))).toHaveLength(2);
    fireEvent.click(headings[0]!);
    expect(nodes().filter((text) => /^(ben|reception),/.test(text))).toHaveLength(0);
  });

  test("by computer every computer has a lane, the longest on first", async () => {
    await openTimeline("normal");
    fireEvent.click(screen.getByRole("button", { name: "by computer" }));
    expect(nodes().map((text) => text.split(",")[0])).toEqual(["PC-022", "SRV-RDS", "PC-014"]);
  });

  test.each<SampleName>(["one", "single", "odd"])("a case such as '%s' has its lanes", async (name) => {
    await openTimeline(name);
    expect(nodes().length).toBeGreaterThan(0);
    // Control characters and marks that turn writing around are shown, not obeyed.
    for (const text of nodes()) expect(text).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
  });

  test("a case without sessions says so or shows what its computers did", async () => {
    await openTimeline("empty");
    expect(screen.getByRole("main").textContent).toMatch(/No sessions|no sessions|PC-014|Nothing/);
  });
});

describe("the list beside the canvas", () => {
  test("is walked by keys, opens lanes, chooses sessions, and says where one stands", async () => {
    const app = await openTimeline("normal");
    const press = (key: string) => fireEvent.keyDown(tree(), { key });
    expect(activeNode()?.textContent).toBe("People, 6 lanes");
    press("ArrowDown");
    expect(activeNode()?.textContent).toMatch(/^reception, /);
    expect(activeNode()?.getAttribute("aria-level")).toBe("2");
    expect(activeNode()?.getAttribute("aria-posinset")).toBe("1");
    expect(activeNode()?.getAttribute("aria-setsize")).toBe("6");
    press("ArrowRight");
    expect(activeNode()?.getAttribute("aria-level")).toBe("3");
    expect(activeNode()?.textContent).toMatch(/^reception on PC-022\. On from /);
    press("Enter");
    const selection = app.view.get().selection;
    expect(selection?.type).toBe("session");
    expect(activeNode()?.getAttribute("aria-selected")).toBe("true");
    press("ArrowLeft");
    expect(activeNode()?.textContent).toMatch(/^reception, /);
    press("ArrowLeft");
    press("ArrowLeft");
    expect(activeNode()?.getAttribute("aria-expanded")).toBe("false");
    expect(nodes().some((text) => text.startsWith("reception,"))).toBe(false);
  });

  test("stands where the canvas stands", async () => {
    const app = await openTimeline("normal");
    fireEvent.keyDown(surface(), { key: "ArrowDown" });
    expect(activeNode()?.textContent).toMatch(/^reception on PC-022\. /);
    fireEvent.keyDown(surface(), { key: "ArrowRight" });
    const second = activeNode()?.textContent;
    fireEvent.keyDown(surface(), { key: "ArrowLeft" });
    expect(activeNode()?.textContent).not.toBe(second);
    fireEvent.keyDown(surface(), { key: "Enter" });
    const chosen = app.view.get().selection;
    expect(chosen?.type === "session" && activeNode()?.getAttribute("aria-selected")).toBe("true");
  });

  test("where the keys lead on the canvas is said aloud, with how the session began, ended, and its kind", async () => {
    await openTimeline("normal");
    const said = () => surface().parentElement?.querySelector("[aria-live]")?.textContent;
    expect(said()).toBe("");
    fireEvent.keyDown(surface(), { key: "ArrowDown" });
    expect(said()).toMatch(/^reception on PC-022\. On from .+ (Signed out|It has no end|Ended).+\(\d+\)$/);
    expect(said()).toBe(activeNode()?.textContent);
    const first = said();
    fireEvent.keyDown(surface(), { key: "ArrowRight" });
    expect(said()).not.toBe(first);
    expect(said()).toBe(activeNode()?.textContent);
  });

  test("holds some sixty entries of however many sessions, and knows how many there are", async () => {
    await openTimeline(crowdedCase(20_000, 10, 400));
    const counted = () => within(tree()).getAllByRole("treeitem").length;
    expect(counted()).toBeLessThanOrEqual(61);
    const press = (key: string) => fireEvent.keyDown(tree(), { key });
    press("ArrowDown");
    press("ArrowRight");
    expect(activeNode()?.getAttribute("aria-level")).toBe("3");
    expect(activeNode()?.getAttribute("aria-setsize")).toBe("500");
    expect(screen.getByText(/^Zoom in, or use the sessions table/)).toBeTruthy();
    expect(counted()).toBeLessThanOrEqual(61);
    press("End");
    expect(counted()).toBeLessThanOrEqual(61);
  });

  test("tells what happened to a computer, its clock too, in its lane and at its time", async () => {
    const app = await openTimeline("normal");
    fireEvent.click(screen.getByRole("button", { name: "by computer" }));
    const lane = nodes().find((text) => text.startsWith("PC-014,"));
    expect(lane).toMatch(/, 2 starts, 1 stop without shutdown, 2 clock changes$/);
    fireEvent.click(within(tree()).getByText(lane!));
    const inside = within(tree())
      .getAllByRole("treeitem")
      .filter((node) => node.getAttribute("aria-level") === "2")
      .map((node) => node.textContent ?? "");
    expect(inside.filter((text) => text.startsWith("clock"))).toEqual([
      "clock set forward 2 h by anna: Tue 5 Mar 14:00:00",
      "clock set back 2 h by admin-it: Tue 5 Mar 15:00:00",
    ]);
    // Arrows walk over marks and sessions alike; a mark asks who was on then.
    const press = (key: string) => fireEvent.keyDown(tree(), { key });
    for (let i = 0; i < 40 && !activeNode()?.textContent?.startsWith("clock set forward"); i++)
      press("ArrowDown");
    expect(activeNode()?.textContent).toMatch(/^clock set forward 2 h by anna/);
    press("Enter");
    expect(app.view.get().moment).toBe(MONDAY + DAY + 13 * HOUR);
    press("ArrowLeft");
    expect(activeNode()?.textContent).toBe(lane);
    press("ArrowRight");
    expect(activeNode()?.getAttribute("aria-posinset")).toBe("1");
  });

  test("the pointer over a change of the clock tells it, also where it lies on a session", async () => {
    const app = await openTimeline("normal");
    fireEvent.click(screen.getByRole("button", { name: "by computer" }));
    const from = MONDAY + DAY;
    act(() => setRange(app, { from, to: from + DAY }));
    const clientX = GUTTER + ((WIDTH - GUTTER) * 13) / 24;
    const tips = new Set<string>();
    for (let clientY = AXIS_HEIGHT + 4; clientY < 300; clientY += 4) {
      fireEvent.pointerMove(surface(), { clientX, clientY, pointerId: 1 });
      tips.add(document.querySelector(".tip")?.textContent ?? "");
    }
    const words = "clock set forward 2 h by anna: Tue 5 Mar 14:00:00";
    expect(tips).toContain(words);
    expect([...tips].some((tip) => tip.startsWith(`${words}anna on PC-014`))).toBe(true);
  });

  test("shows the sessions of the range only", async () => {
    const app = await openTimeline("normal");
    fireEvent.keyDown(tree(), { key: "ArrowDown" });
    const all = within(tree())
      .getAllByRole("treeitem")
      .filter((node) => node.getAttribute("aria-level") === "3");
    act(() => setRange(app, { from: MONDAY, to: MONDAY + DAY }));
    const some = within(tree())
      .getAllByRole("treeitem")
      .filter((node) => node.getAttribute("aria-level") === "3");
    expect(some.length).toBe(1);
    expect(all.length).toBeGreaterThan(3);
  });
});

describe("time", () => {
  test("movements are shared when they settle, not before", async () => {
    const app = await openTimeline("normal");
    const told = vi.fn();
    app.view.subscribe(told);
    for (let i = 0; i < 5; i++) fireEvent.keyDown(surface(), { key: "w" });
    expect(told).not.toHaveBeenCalled();
    await settle();
    expect(told).toHaveBeenCalledTimes(1);
    const { window } = app.view.get();
    expect(window!.to - window!.from).toBeLessThan(2 * DAY);
    fireEvent.keyDown(surface(), { key: "Home" });
    await settle();
    expect(app.view.get().window).toBeNull();
  });

  test("a press on the ruler asks who was on, one that is dragged zooms into what it passes over", async () => {
    const app = await openTimeline("one");
    const at = (x: number) => ({ clientX: GUTTER + x, clientY: AXIS_HEIGHT / 2, pointerId: 1, button: 0 });
    surface().setPointerCapture = () => undefined;
    fireEvent.pointerDown(surface(), at(400));
    fireEvent.pointerUp(surface(), at(400));
    expect(app.view.get().moment).toBeGreaterThan(MONDAY + 8 * HOUR);
    expect(app.view.get().moment).toBeLessThan(MONDAY + 11 * HOUR);
    expect(screen.getByRole("region", { name: "Who was on" }).textContent).toContain("anna");
    fireEvent.pointerDown(surface(), at(600));
    fireEvent.pointerMove(surface(), at(650));
    fireEvent.pointerMove(surface(), at(800));
    fireEvent.pointerUp(surface(), at(800));
    await settle();
    const { window } = app.view.get();
    expect((window!.to - window!.from) / HOUR).toBeCloseTo(24 * 1.037 * 0.2, 0);
  });

  test("the moment is typed as people write it; what cannot be read takes the old answer away and says so", async () => {
    const app = await openTimeline("normal");
    const box = screen.getByLabelText("Who was on at");
    fireEvent.change(box, { target: { value: "Wed 6 Mar 14:05" } });
    // Berlin is an hour ahead.
    expect(app.view.get().moment).toBe(MONDAY + 2 * DAY + 13 * HOUR + 5 * 600_000_000);
    fireEvent.change(box, { target: { value: "soon" } });
    fireEvent.blur(box);
    expect(box.getAttribute("aria-invalid")).toBe("true");
    expect(app.view.get().moment).toBeNull();
    expect(screen.getByRole("alert").textContent).toMatch(/Not a moment.*6 Mar 14:05/);
    expect(box.getAttribute("aria-describedby")).toBe(screen.getByRole("alert").id);
    fireEvent.change(box, { target: { value: "Wed 6 Mar 14:05" } });
    expect(screen.queryByRole("alert")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Put the question away" }));
    expect(app.view.get().moment).toBeNull();
  });

  test("Day shows a whole day on the clock of the zone", async () => {
    const app = await openTimeline("normal");
    act(() => setRange(app, { from: MONDAY + 10 * HOUR, to: MONDAY + 12 * HOUR }));
    fireEvent.click(screen.getByRole("button", { name: "Day" }));
    expect(app.view.get().window).toEqual({ from: MONDAY - HOUR, to: MONDAY + 23 * HOUR });
  });
});

describe("context menu", () => {
  test("of a lane: only this, not this", async () => {
    const app = await openTimeline("normal");
    fireEvent.keyDown(tree(), { key: "ArrowDown" });
    fireEvent.contextMenu(tree());
    await settle();
    const menu = screen.getByRole("menu", { name: "reception" });
    fireEvent.click(within(menu).getByRole("menuitem", { name: "Not reception" }));
    expect(app.view.get().filter).toBe("-user:CORP\\reception");
    expect(nodes().some((text) => text.startsWith("reception,"))).toBe(false);
  });

  test("of a session: open, zoom, who was on, only and not its user and computer, copy", async () => {
    await openTimeline("normal");
    fireEvent.keyDown(surface(), { key: "ArrowDown" });
    fireEvent.contextMenu(surface());
    await settle();
    const menu = screen.getByRole("menu", { name: "reception on PC-022" });
    expect(
      within(menu)
        .getAllByRole("menuitem")
        .map((item) => item.textContent),
    ).toEqual([
      "Open detailsEnter",
      "Zoom to this session",
      "Who was on at this moment",
      "Only reception",
      "Only PC-022",
      "Not reception",
      "Not PC-022",
      "Copy",
    ]);
  });
});
