import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isPageState, type PageState } from "../../shared/contract/page-state.ts";
import { createMemoryHost, type MemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { type App, createApp } from "./app.ts";
import { cancelOpen, openDemo } from "./open-commands.ts";
import { tellPageState } from "./page-state.ts";
import { VIEWS } from "./view-state.ts";

let host: MemoryHost;
let app: App;
let stop: () => void;
const start = (options: Partial<Parameters<typeof createMemoryHost>[0]> = {}): void => {
  host = createMemoryHost({
    data: () => sampleCase("normal"),
    capabilities: { pageState: true },
    ...options,
  });
  app = createApp(host, null);
  stop = tellPageState(app);
};
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const last = (): PageState | undefined => host.states.at(-1);

afterEach(() => {
  stop();
  vi.useRealTimers();
});

describe("what the host is told", () => {
  beforeEach(() => start());

  test("is the titles of the views at once, and then what can be done", async () => {
    await settle();
    expect(last()).toMatchObject({ language: "en", hasCase: false, canSave: false, work: null, done: null });
    expect(last()?.views).toHaveLength(VIEWS.length);
    await openDemo(app);
    await settle();
    expect(last()).toMatchObject({ hasCase: true, canSave: true, work: null });
    expect(host.states.every(isPageState)).toBe(true);
  });

  test("is counts of what was read, and nothing by its name", async () => {
    stop();
    start({ openMs: 1 });
    await openDemo(app);
    await vi.waitFor(() => expect(app.job.get().phase).toBe("done"));
    await settle();
    const { data } = app.dataset.get();
    expect(last()?.done).toEqual({
      kind: "reading",
      failed: false,
      logs: data?.sources.length,
      sessions: data?.sessions.length,
    });
    expect(JSON.stringify(host.states)).not.toMatch(/anna|PC-014|\.evtx/i);
  });

  test("is not told twice, and not at all once nobody asks", async () => {
    await settle();
    const before = host.states.length;
    app.desk.patch({ about: true });
    await settle();
    expect(host.states).toHaveLength(before);
    stop();
    await openDemo(app);
    await settle();
    expect(host.states).toHaveLength(before);
  });
});

test("reading goes on in whole percents, and what was stopped came to nothing", async () => {
  vi.useFakeTimers();
  start({ openMs: 2000 });
  await openDemo(app);
  await vi.advanceTimersByTimeAsync(1000);
  const parts = host.states.flatMap(({ work }) => (work === null ? [] : [work]));
  expect(parts[0]).toEqual({ kind: "reading", part: null });
  expect(parts.length).toBeGreaterThan(5);
  expect(
    parts.slice(1).every(({ part }) => part !== null && Number.isInteger(Math.round(part * 1e6) / 1e4)),
  ).toBe(true);
  expect(last()).toMatchObject({ canSave: false, done: null });
  cancelOpen(app);
  await vi.advanceTimersByTimeAsync(0);
  expect(last()).toMatchObject({ work: null, done: null });
});

test("reading that fails is told as that, also beside a case that stays", async () => {
  start();
  const running = { phase: "running", caseId: null, progress: null } as const;
  const failed = { kind: "reading", failed: true, logs: 0, sessions: 0 };
  app.job.set(running);
  await settle();
  app.job.set({ phase: "failed", error: { code: "noLog", params: {} }, sources: [] });
  await settle();
  expect(last()).toMatchObject({ hasCase: false, work: null, done: failed });
  await openDemo(app);
  const before = app.job.get();
  app.job.set(running);
  await settle();
  expect(last()?.done).toBe(null);
  // The case that was there is put back, with a word on why.
  app.job.set(before);
  app.desk.patch({ toast: { text: "No log.", bad: true } });
  await settle();
  expect(last()).toMatchObject({ hasCase: true, work: null, done: failed });
});

test("an export that takes long is work, and has an end", async () => {
  start();
  await settle();
  const saving = { name: "a.csv", bytes: 1, printing: false, shown: true, stop: () => {} };
  app.saving.set(saving);
  await settle();
  expect(last()).toMatchObject({ work: { kind: "saving", part: null }, done: null });
  app.desk.patch({ toast: { text: "Saved", bad: false, saved: "s1" as never } });
  app.saving.set(null);
  await settle();
  expect(last()).toMatchObject({ work: null, done: { kind: "saving", failed: false } });
  app.saving.set(saving);
  await settle();
  app.desk.patch({ toast: { text: "No room", bad: true } });
  app.saving.set(null);
  await settle();
  expect(last()?.done).toEqual({ kind: "saving", failed: true });
});

test("fetching logs and reading them is one piece of work, and an old word on screen is none of its", async () => {
  start();
  await settle();
  app.live.patch({ run: new Map() });
  await settle();
  expect(last()?.work).toEqual({ kind: "reading", part: null });
  const told = host.states.length;
  // One log could not be had, the others are read.
  app.live.patch({ run: null });
  app.job.set({ phase: "running", caseId: null, progress: null });
  app.desk.patch({ toast: { text: "One log could not be saved.", bad: true } });
  await settle();
  expect(host.states).toHaveLength(told);
  await openDemo(app);
  app.desk.patch({ toast: { text: "One log could not be saved.", bad: true } });
  await settle();
  app.live.patch({ run: new Map() });
  await settle();
  app.job.set({ phase: "done", caseId: null, elapsedMs: 1, from: "read" });
  app.live.patch({ run: null });
  await settle();
  expect(last()?.done).toMatchObject({ kind: "reading", failed: false });
  // What was stopped, or gave nothing new, came to nothing.
  app.live.patch({ run: new Map() });
  await settle();
  app.live.patch({ run: null });
  await settle();
  expect(last()).toMatchObject({ work: null, done: null });
  app.live.patch({ run: new Map() });
  await settle();
  app.live.patch({ run: null, error: { code: "collectDenied", params: {} } });
  await settle();
  expect(last()?.done).toMatchObject({ failed: true });
  // That error stays in its dialog; reading logs afterwards is another matter.
  app.job.set({ phase: "running", caseId: null, progress: null });
  await settle();
  app.job.set({ phase: "done", caseId: null, elapsedMs: 1, from: "read" });
  await settle();
  expect(last()?.done).toMatchObject({ failed: false });
});
