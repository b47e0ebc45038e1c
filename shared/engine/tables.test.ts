import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildCase, type SessionSketch } from "../testing/case-builder.ts";
import { breakdownFailures, breakdownSessions } from "./breakdown.ts";
import { durationBounds } from "./durations.ts";
import { ABSENT, mayOverlap, POSSIBLY, PRESENT, presenceAt } from "./filter/overlap.ts";
import { orderByKeys } from "./radix-order.ts";
import { sortFailures, sortSessions } from "./sort.ts";

const all = (length: number) => Uint32Array.from({ length }, (_, row) => row);
const NONE = Number.NaN;

describe("durations follow the bounds", () => {
  test.each<[string, SessionSketch, [number, number, number]]>([
    ["exact", { start: 10, end: 30 }, [20, 20, 20]],
    ["bounded", { start: 10, end: 30, confidence: "bounded", endLower: 30, endUpper: 90 }, [20, 20, 80]],
    [
      "bounded, end at the upper bound",
      { start: 10, end: 90, confidence: "bounded", endLower: 30, endUpper: 90 },
      [80, 20, 80],
    ],
    ["open", { start: 10, confidence: "open", endLower: 50 }, [NONE, 40, NONE]],
    [
      "unknown with a reboot after it",
      { start: 10, confidence: "unknown", endLower: 20, endUpper: 70 },
      [NONE, 10, 60],
    ],
    ["unknown without an upper bound", { start: 10, confidence: "unknown", endLower: 20 }, [NONE, 10, NONE]],
    ["start between bounds", { startLower: 5, startUpper: 10, end: 30 }, [NONE, 20, 25]],
    ["start without lower bound", { startUpper: 10, end: 30 }, [NONE, 20, NONE]],
    ["clock ran backwards", { start: 30, end: 10 }, [0, 0, 0]],
  ])("%s", (_, sketch, [exact, min, max]) => {
    const { sessions } = buildCase({ sessions: [sketch] });
    expect(durationBounds(sessions, 0)).toEqual({ exact, min, max });
  });
});

describe("who may have been there", () => {
  const states = (sketch: SessionSketch, times: readonly number[]) => {
    const { sessions } = buildCase({ sessions: [sketch] });
    return times.map((time) => presenceAt(sessions, 0, time));
  };
  test("exact: from the start up to, not including, the end", () => {
    expect(states({ start: 10, end: 30 }, [9, 10, 29, 30])).toEqual([ABSENT, PRESENT, PRESENT, ABSENT]);
  });
  test("bounded: possibly between the bounds", () => {
    const sketch: SessionSketch = { start: 10, end: 30, confidence: "bounded", endLower: 30, endUpper: 50 };
    expect(states(sketch, [9, 29, 30, 49, 50])).toEqual([ABSENT, PRESENT, POSSIBLY, POSSIBLY, ABSENT]);
  });
  test("open and unknown: surely up to the last own record, then possibly, never after an upper bound", () => {
    const open: SessionSketch = { start: 10, confidence: "open", endLower: 20, lastEvidence: 15 };
    expect(states(open, [9, 15, 16, 900])).toEqual([ABSENT, PRESENT, POSSIBLY, POSSIBLY]);
    expect(states({ start: 10, confidence: "open", endLower: 20 }, [9, 10, 900])).toEqual([
      ABSENT,
      POSSIBLY,
      POSSIBLY,
    ]);
    const gap: SessionSketch = { start: 10, confidence: "unknown", endLower: 20, endUpper: 50 };
    expect(states(gap, [10, 49, 50])).toEqual([POSSIBLY, POSSIBLY, ABSENT]);
  });
  test("unknown start: possibly from its lower bound, surely from its upper bound", () => {
    expect(states({ startUpper: 20, end: 30 }, [-900, 19, 20, 30])).toEqual([
      ABSENT,
      ABSENT,
      PRESENT,
      ABSENT,
    ]);
    expect(states({ startLower: 5, startUpper: 20, end: 30 }, [4, 5, 20])).toEqual([
      ABSENT,
      POSSIBLY,
      PRESENT,
    ]);
  });
  test("overlap counts a session of no length at the first moment of the window", () => {
    const { sessions } = buildCase({ sessions: [{ start: 10, end: 10 }] });
    expect([
      mayOverlap(sessions, 0, 10, 11),
      mayOverlap(sessions, 0, 11, 12),
      mayOverlap(sessions, 0, 9, 10),
    ]).toEqual([true, false, false]);
  });
});

describe("sorting", () => {
  const data = buildCase({
    sessions: [
      { user: "ben", start: 30, end: 31, logonIds: [2] },
      { user: "Anna", start: 10, end: 40, logonIds: [2 ** 40] },
      { start: 20, confidence: "open", endLower: 25 },
      { user: "anna", startUpper: 5, end: 6 },
    ],
  });
  const order = (column: Parameters<typeof sortSessions>[3], direction: "ascending" | "descending") => [
    ...sortSessions(data.sessions, data.strings, all(4), column, direction),
  ];

  test("columns, both directions, unknown last", () => {
    expect(order("user", "ascending")).toEqual([1, 3, 0, 2]);
    expect(order("user", "descending")).toEqual([0, 3, 1, 2]);
    expect(order("start", "ascending")).toEqual([3, 1, 2, 0]);
    expect(order("start", "descending")).toEqual([0, 2, 1, 3]);
    expect(order("duration", "descending")).toEqual([1, 2, 0, 3]);
    expect(order("leadLogonId", "descending")).toEqual([1, 0, 2, 3]);
    expect(order("kind", "descending")).toEqual([0, 1, 2, 3]);
  });

  test("failures by reason are in the order of the words", () => {
    const { failures, strings } = buildCase({
      failures: [
        { time: 1, status: 0xc000006d, subStatus: 0xc000006a },
        { time: 2, status: 0xc0000234 },
        { time: 3, status: 0xc000006d, subStatus: 0xc0000072 },
      ],
    });
    // "The account is disabled", "The account is locked out", "Wrong password"
    expect([...sortFailures(failures, strings, all(3), "reason", "ascending")]).toEqual([2, 1, 0]);
    expect([...sortFailures(failures, strings, all(3), "time", "descending")]).toEqual([2, 1, 0]);
  });

  test("the radix order agrees with a stable comparison sort, small and large", () => {
    const value = fc.oneof(
      fc.double({ noNaN: false }),
      fc.integer({ min: -3, max: 3 }).map(Number),
      fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        fc.boolean(),
        (few, descending, large) => {
          const keys = Float64Array.from(
            { length: large ? 5000 : few.length },
            (_, i) => few[i % few.length]!,
          );
          const rows = Uint32Array.from(keys, (_, i) => i * 2);
          const expected = [...rows].sort((a, b) => {
            const [x, y] = [keys[a / 2]!, keys[b / 2]!];
            if (Number.isNaN(x) || Number.isNaN(y))
              return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
            return (x < y ? -1 : x > y ? 1 : 0) * (descending ? -1 : 1) || a - b;
          });
          expect([...orderByKeys(rows, keys, descending)]).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("breakdown: counts, shares, time, one row to open", () => {
  const data = buildCase({
    sessions: [
      { user: "Anna", sid: "S-1", computer: "PC1", logonType: 2, start: 0, end: 10 },
      {
        user: "anna",
        sid: "S-1",
        computer: "PC2",
        logonType: 10,
        start: 0,
        end: 5,
        sourceAddress: "10.0.0.1",
      },
      { user: "ben", computer: "PC1", logonType: 2, start: 0, confidence: "open", endLower: 7 },
      { computer: "PC1", startUpper: 3, end: 9 },
    ],
    failures: [{ time: 1, user: "x" }, { time: 2, user: "X" }, { time: 3 }],
  });
  const by = (what: Parameters<typeof breakdownSessions>[3]) =>
    breakdownSessions(data.sessions, data.strings, all(4), what).map((g) => [
      g.text ?? g.code,
      g.count,
      g.ticks,
      g.firstRow,
    ]);
  expect(by("user")).toEqual([
    ["Anna", 2, 15, 0],
    [0, 1, 6, 3],
    ["ben", 1, 7, 2],
  ]);
  expect(by("type")).toEqual([
    [2, 2, 17, 0],
    [10, 1, 5, 1],
    [255, 1, 6, 3],
  ]);
  expect(by("source")).toEqual([
    [0, 3, 23, 0],
    ["10.0.0.1", 1, 5, 1],
  ]);
  expect(breakdownSessions(data.sessions, data.strings, all(4), "computer").map((g) => g.share)).toEqual([
    0.75, 0.25,
  ]);
  expect(
    breakdownFailures(data.failures, data.strings, all(3), "user").map((g) => [g.text, g.count]),
  ).toEqual([
    ["x", 2],
    [null, 1],
  ]);
  expect(breakdownSessions(data.sessions, data.strings, all(0), "user")).toEqual([]);
});

test("large orders: ascending, dense, far apart, both directions", () => {
  const kinds: Record<string, fc.Arbitrary<number>> = {
    "ranks of texts": fc.integer({ min: 0, max: 300 }),
    "times of a year": fc.integer({ min: 0, max: 3.2e14 }).map((ticks) => ticks + 1e15),
    "times before the epoch too": fc.integer({ min: -1e16, max: 1e16 }),
    "dense, but for one": fc.constantFrom(1, 2, 3, 5e9),
    "dense, but not whole": fc.constantFrom(1, 1.5, 2, 3),
  };
  for (const [kind, value] of Object.entries(kinds)) {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: value }, fc.constant(Number.NaN)), {
          minLength: 20,
          maxLength: 50,
        }),
        fc.boolean(),
        fc.boolean(),
        (few, descending, ascending) => {
          const keys = Float64Array.from({ length: 4400 }, (_, i) => few[(i * i) % few.length]!);
          // Sorts NaN to the end, as a log whose last starts are unknown.
          if (ascending) keys.sort();
          const rows = Uint32Array.from(keys, (_, i) => i + 7);
          const sign = descending ? -1 : 1;
          const known = [...rows].filter((row) => !Number.isNaN(keys[row - 7]!));
          const expected = [
            ...known.sort((a, b) => (keys[a - 7]! - keys[b - 7]!) * sign || a - b),
            ...[...rows].filter((row) => Number.isNaN(keys[row - 7]!)),
          ];
          expect([...orderByKeys(rows, keys, descending)], kind).toEqual(expected);
        },
      ),
      { numRuns: 12 },
    );
  }
});
