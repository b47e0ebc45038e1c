import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CurvePoint, largestAt, mergedColumns, neededPoints, type TimeColumn } from "./thin-out.ts";

const span = (first: string, last: string) => `${first} to ${last}`;

function columns(values: readonly number[]): readonly TimeColumn[] {
  return values.map((value, at) => ({
    key: String(at),
    label: `c${at}`,
    tick: at % 5 === 4 ? `t${at}` : undefined,
    values: [value, 1],
  }));
}

describe("columns that are put together", () => {
  test("few stay as they are", () => {
    const given = columns([3, 1, 2]);
    expect(mergedColumns(given, 3, span)).toEqual(
      given.map((each, at) => ({ ...each, first: at, last: at })),
    );
  });

  test("many are added up with their neighbours and keep the first mark of the axis", () => {
    const drawn = mergedColumns(columns([1, 2, 3, 4, 5, 6, 7]), 3, span);
    expect(drawn.map(({ label, values, tick, first, last }) => [label, values, tick, first, last])).toEqual([
      ["c0 to c2", [6, 3], undefined, 0, 2],
      ["c3 to c5", [15, 3], "t4", 3, 5],
      ["c6", [7, 1], undefined, 6, 6],
    ]);
  });

  test("nothing is lost, whatever the room", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { maxLength: 300 }),
        fc.integer({ min: 0, max: 50 }),
        (values, most) => {
          const drawn = mergedColumns(columns(values), most, span);
          expect(drawn.length).toBeLessThanOrEqual(Math.max(1, most));
          expect(drawn.reduce((sum, each) => sum + each.values[0]!, 0)).toBe(
            values.reduce((a, b) => a + b, 0),
          );
          expect(drawn.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(values.length);
        },
      ),
    );
  });
});

describe("points that a curve needs", () => {
  const points = (values: readonly number[]): readonly CurvePoint[] =>
    values.map((value, x) => ({ x, label: "", values: [value] }));

  test("a single spike among ten thousand stays", () => {
    const values = Array.from({ length: 10_000 }, (_, at) => (at === 7_321 ? 9 : 1));
    const needed = neededPoints(points(values), 200);
    expect(needed).toContain(7_321);
    expect(needed.length).toBeLessThanOrEqual(800);
  });

  test("ascending, with both ends and both extremes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(100), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 20 }),
        (values, parts) => {
          const needed = neededPoints(points(values), parts);
          expect(needed).toEqual([...new Set(needed)].sort((a, b) => a - b));
          expect([needed[0], needed.at(-1)]).toEqual([0, values.length - 1]);
          const kept = needed.map((at) => values[at]!);
          expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...values), Math.max(...values)]);
        },
      ),
    );
  });
});

test("the largest column is that of the largest sum", () => {
  expect(largestAt([])).toBe(-1);
  expect(largestAt(columns([1, 7, 7]))).toBe(1);
});
