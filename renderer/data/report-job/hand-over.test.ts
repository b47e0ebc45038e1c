import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sampleCase } from "../../testing/sample-case.ts";
import { CaseAssembly, type CasePiece, casePieces } from "./case-pieces.ts";
import { type CaseTaker, handOver } from "./hand-over.ts";

const data = sampleCase("normal");

/** What a taker was told, in order; it wants all there is. */
function taker(more: Partial<CaseTaker> = {}) {
  const told: (string | number)[] = [];
  const pieces: CasePiece[] = [];
  const own: CaseTaker = {
    post: (piece) => pieces.push(structuredClone(piece)),
    isWanted: () => true,
    onPart: (part) => told.push(part),
    onWhole: () => told.push("whole"),
    onLost: () => told.push("lost"),
    ...more,
  };
  return { own, told, pieces };
}

/** Every look at the clock finds that a slice is over. */
const slowly = () => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += 100));
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a case that fits into one slice is there before anything else happens", () => {
  vi.spyOn(performance, "now").mockReturnValue(0);
  const { own, told, pieces } = taker();
  handOver(data, own);
  expect(told).toEqual(["whole"]);
  const assembly = new CaseAssembly();
  for (const piece of pieces) assembly.add(piece);
  expect(assembly.data).toEqual(data);
});

test("a large one goes over a slice a turn, the first one at once", () => {
  slowly();
  const { own, told, pieces } = taker();
  const all = [...casePieces(data)].length;
  handOver(data, own);
  expect([pieces.length, told]).toEqual([1, [1 / all]]);
  vi.advanceTimersToNextTimer();
  expect([pieces.length, told]).toEqual([2, [1 / all, 2 / all]]);
  vi.runAllTimers();
  expect([pieces.length, told.length, told.at(-1)]).toEqual([all, all, "whole"]);
});

test("who wants it no more gets nothing more, and is told nothing", () => {
  slowly();
  let isWanted = true;
  const { own, told, pieces } = taker({ isWanted: () => isWanted });
  handOver(data, own);
  isWanted = false;
  vi.runAllTimers();
  expect([pieces.length, told.length]).toEqual([1, 1]);
});

test("a piece that cannot be posted ends it", () => {
  slowly();
  let left = 2;
  const { own, told } = taker({
    post: () => {
      if (left-- === 0) throw new RangeError("no memory");
    },
  });
  handOver(data, own);
  vi.runAllTimers();
  expect(told.at(-1)).toBe("lost");
  expect(told).not.toContain("whole");
});
