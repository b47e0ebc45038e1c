import { act, cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GUTTER } from "../../components/time-canvas/stage.ts";
import { domainLanes } from "../../data/domain.ts";
import { type App, createApp } from "../../state/app.ts";
import { setKinds, setPrefs } from "../../state/commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { domainCase } from "../../testing/domain-case.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { Root } from "../frame/root.tsx";

const TOLD = "Domain controller data shows when users authenticated, not how long they stayed.";

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1000 + GUTTER);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(700);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function settled(work: () => Promise<unknown>): Promise<void> {
  return act(async () => {
    await work();
  });
}

async function openTimeline(data = domainCase): Promise<App> {
  const app = createApp(createMemoryHost({ data }), null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  act(() => app.view.patch({ view: "timeline" }));
  return app;
}
const nodes = () =>
  within(screen.getByRole("tree", { name: "Lanes and sessions" }))
    .getAllByRole("treeitem")
    .map((node) => node.textContent ?? "");

test("what domain controllers tell has lanes of its own, which say that it is no length of stay", async () => {
  const app = await openTimeline();
  const at = nodes().findIndex((text) => text.startsWith("Authentications"));
  expect(nodes()[at]).toBe(`Authentications, 4 lanes, ${TOLD}`);
  expect(nodes().slice(at + 1, at + 5)).toEqual([
    "anna, 12, 12 authentications",
    "ben, 12, 12 authentications",
    "carla, 12, 12 authentications",
    "dmitri, 12, 12 authentications, 6 refusals by a domain controller, 1 lockout",
  ]);
  act(() => setPrefs(app, { laneBy: "computer" }));
  expect(nodes().filter((text) => /^DC\d\.corp\.local, 2[0-9]/.test(text))).toHaveLength(2);
});

test("a case without domain controllers has none", async () => {
  await openTimeline(() => sampleCase("normal"));
  expect(nodes().some((text) => text.startsWith("Authentications"))).toBe(false);
});

test("marks name the controller, the place, and what was inferred", () => {
  const lanes = domainLanes(domainCase(), "user");
  expect(lanes[0]!.marks[0]).toMatchObject({
    kind: "seen",
    controller: "DC1.corp.local",
    from: "10.0.0.17",
    inferred: "PC1",
  });
  // No computer account came from the address of the last one.
  expect(lanes[3]!.marks[0]).toMatchObject({ from: "10.0.0.20", inferred: "" });
  expect(lanes[3]!.marks.find(({ kind }) => kind === "lockedOut")).toMatchObject({ from: "KIOSK7" });
});

test("the details of a session that a controller recorded say so, too", async () => {
  const app = await openTimeline();
  act(() => setKinds(app, ["desktop", "machine"]));
  const { sessions, strings } = app.dataset.get().data!;
  const computerOf = (row: number) => strings[sessions.computer[row]!];
  const rows = Array.from({ length: sessions.length }, (_, row) => row);
  const onController = rows.find((row) => computerOf(row) === "DC1.corp.local")!;
  const onDesk = rows.find((row) => computerOf(row) === "PC1.corp.local")!;
  act(() => app.view.patch({ selection: { type: "session", row: onController } }));
  expect(screen.getByRole("note").textContent).toBe(TOLD);
  act(() => app.view.patch({ selection: { type: "session", row: onDesk } }));
  expect(screen.queryByRole("note")).toBeNull();
});

test("the summary of several computers tells what the controllers saw, each attempt once", async () => {
  const app = await openTimeline();
  act(() => app.view.patch({ view: "summary" }));
  expect(screen.getByRole("note").textContent).toBe(
    `2 domain controllers: 48 authentications of 4 users, 6 refused attempts in all logs (what several logs tell of one attempt counts once), 1 lockout. ${TOLD}`,
  );
});
