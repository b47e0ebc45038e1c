import { expect, test } from "vitest";
import { type BreakdownGroup, compareGroups } from "./breakdown.ts";

function group(code: number, count: number): BreakdownGroup {
  return { code, text: `g${code}`, count, share: 0, ticks: 0, firstRow: 0 };
}

test("two breakdowns side by side, the largest change first", () => {
  const before = [group(1, 10), group(2, 5), group(3, 4)];
  const after = [group(2, 5), group(1, 4), group(4, 9)];
  const shown = (weight: number) =>
    compareGroups(before, after, weight).map(({ before: a, after: b }) => [
      (a ?? b)!.code,
      a?.count ?? null,
      b?.count ?? null,
    ]);
  expect(shown(1)).toEqual([
    [4, null, 9],
    [1, 10, 4],
    [3, 4, null],
    [2, 5, 5],
  ]);
  // Half as much time: five of ten are to be expected.
  expect(shown(0.5).map(([code]) => code)).toEqual([4, 2, 3, 1]);
  expect(compareGroups([], [], 1)).toEqual([]);
});
