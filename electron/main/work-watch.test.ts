import { beforeEach, expect, test } from "vitest";
import type { PageState, PageWork, WorkDone } from "../../shared/contract/page-state.ts";
import { createWorkWatch, LONG_MS } from "./work-watch.ts";

let clock = 0;
let watch: ReturnType<typeof createWorkWatch>;
beforeEach(() => {
  clock = 1000;
  watch = createWorkWatch(() => clock);
});
const state = (work: PageWork | null, done: WorkDone | null = null): PageState => ({
  language: "en",
  hasCase: false,
  canSave: false,
  views: [],
  work,
  done,
});
const reading = (part: number | null = null): PageState => state({ kind: "reading", part });
const READ: WorkDone = { kind: "reading", failed: false, logs: 3, sessions: 12 };

test("the bar follows the work and goes with it", () => {
  const parts = [reading(), reading(0), reading(0.5), reading(1), state(null, READ), state(null, READ)];
  expect(parts.map((part) => watch(part).bar)).toEqual([2, 0, 0.5, 1, -1, -1]);
});

test("long work that has ended is told of once", () => {
  watch(reading());
  clock += LONG_MS - 1;
  expect(watch(reading(0.9)).over).toBe(null);
  clock += 1;
  expect(watch(state(null, READ)).over).toEqual(READ);
  expect(watch(state(null, READ)).over).toBe(null);
});

test.each<[string, number, PageState]>([
  ["was quick", LONG_MS - 1, state(null, READ)],
  ["was stopped", LONG_MS, state(null)],
  ["is not what ended", LONG_MS, state(null, { kind: "saving", failed: false })],
])("work that %s is not", (_, ms, end) => {
  watch(reading());
  clock += ms;
  expect(watch(end).over).toBe(null);
});

test("a page that goes from one kind of work to another is followed through both", () => {
  watch(reading());
  clock += LONG_MS;
  expect(watch(state({ kind: "saving", part: null }, READ)).over).toEqual(READ);
  clock += LONG_MS - 1;
  expect(watch(state(null, { kind: "saving", failed: false })).over).toBe(null);
});

test("a page that claims an end without work is not believed", () => {
  clock += 10 * LONG_MS;
  expect(watch(state(null, READ)).over).toBe(null);
});
