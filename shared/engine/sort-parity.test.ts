import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coarseOrder } from "./coarse-order.ts";
import { orderByKeys } from "./radix-order.ts";
import { orderByRanks, reversedRanks } from "./rank-order.ts";
import { textRanks } from "./text-ranks.ts";

/** So many rows as a table of a busy server has; every path of the order by codes is taken from a few dozen on. */
const MANY = 30_011;
const everyRow = Uint32Array.from({ length: MANY }, (_, row) => row);

/** The same numbers in every run: values need spread, not surprise. */
function noise(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** By comparison, stable by position, what is not known last in both directions. */
function plainly(keys: Float64Array, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  const positions = [...keys.keys()];
  positions.sort((a, b) => {
    const [x, y] = [keys[a]!, keys[b]!];
    const missing = Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return missing || (x < y ? -sign : x > y ? sign : 0) || a - b;
  });
  return Uint32Array.from(positions);
}

/** What `coarseOrder` makes of keys: it takes their bounds from its caller. */
function coarsely(keys: Float64Array, descending: boolean): Uint32Array | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return coarseOrder(keys, least, most, descending);
}

/** Place of the first difference, -1 for none: comparing tens of thousands one by one with a matcher takes seconds. */
function difference(a: Uint32Array, b: Uint32Array): number {
  return a.length === b.length ? a.findIndex((one, at) => one !== b[at]) : Math.min(a.length, b.length);
}

const DAY = 864_000_000_000;

/** Values of columns, and whether their codes tell them apart; those that do not are sorted by all their bits. */
const COLUMNS: readonly (readonly [string, (random: number, row: number) => number, boolean])[] = [
  ["times of a year", (random) => Math.floor(random * 365 * DAY), true],
  ["times of a year, one in 1601", (random, row) => (row === 77 ? -154_000 : random * 365) * DAY, true],
  // A digit more: all but one share a few short codes, and the long ones tell them apart.
  ["one minute far up in a year", (random, row) => (row === 5 ? 0 : 300 * DAY + random * DAY * 0.02), true],
  // Not even the long codes tell these apart: each would be moved past thousands of others.
  ["a moment far up in a century", (random, row) => (row === 5 ? 0 : 36_500 * DAY + random * 9999), false],
  ["seconds, and three years once", (random, row) => (row === 9 ? 1e15 : Math.floor(random * 9e11)), true],
  ["equal but for a few", (_, row) => (row % 5000 === 4999 ? row : 7), true],
  ["a thousand values", (random) => Math.floor(random * 1000), true],
  ["a range near the smallest of all", (random) => Math.floor(random * 9) * Number.MIN_VALUE, false],
  ["a range above the largest of all", (random) => (random - 0.5) * 2 * Number.MAX_VALUE, false],
  ["without bounds", (random) => (random < 0.1 ? Number.POSITIVE_INFINITY : random), false],
  ["from the smallest to the largest", (random) => 10 ** Math.floor(random * 600 - 300), false],
  ["both zeros", (random) => (random < 0.3 ? -0 : random < 0.6 ? 0 : random - 0.8), true],
];

describe.each(COLUMNS)("many keys: %s", (_, value, told) => {
  test.each([
    ["ascending", false, 0],
    ["descending", true, 0],
    ["ascending, some not known", false, 0.2],
    ["descending, some not known", true, 0.2],
  ] as const)("%s", (_, descending, unknown) => {
    const random = noise(4711);
    const keys = Float64Array.from({ length: MANY }, (_, row) => {
      const key = value(random(), row);
      return random() < unknown ? Number.NaN : key;
    });
    const expected = plainly(keys, descending);
    expect(difference(orderByKeys(everyRow, keys, descending), expected)).toBe(-1);
    const coarse = coarsely(keys, descending);
    expect(coarse !== null).toBe(told);
    if (coarse !== null) expect(difference(coarse, expected)).toBe(-1);
    // Rows that are not all of a table: the order is of their places, the answer of their numbers.
    const some = everyRow.map((row) => row * 3 + 1);
    expect(
      difference(
        orderByKeys(some, keys, descending),
        expected.map((at) => at * 3 + 1),
      ),
    ).toBe(-1);
  });
});

test("one key, none that is known, all the same", () => {
  for (const descending of [false, true]) {
    expect([...orderByKeys(Uint32Array.of(4), Float64Array.of(1), descending)]).toEqual([4]);
    for (const same of [Number.NaN, 3]) {
      expect(orderByKeys(everyRow, new Float64Array(MANY).fill(same), descending)).toEqual(everyRow);
    }
  }
});

describe("texts by their ranks", () => {
  const plain = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const word = fc.oneof(
    fc.constantFrom("anna", "Anna", "ANNA", "ß", "SS", "İ", "\ud800", "a\u0000"),
    fc.string(),
  );

  test("are those of a comparison, in both directions, without a text last", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          word.filter((text) => text !== ""),
          { minLength: 1, maxLength: 30 },
        ),
        fc.integer({ min: 1 }),
        fc.boolean(),
        (words, seed, descending) => {
          const strings = ["", ...words];
          const random = noise(seed);
          const column = Uint32Array.from({ length: 2000 }, () => Math.floor(random() * strings.length));
          const rows = Uint32Array.from({ length: 1500 }, () => Math.floor(random() * column.length));
          const ranks = textRanks(column, strings);
          const sorted = orderByRanks(rows, column, descending ? reversedRanks(ranks, true) : ranks);
          const sign = descending ? -1 : 1;
          const expected = [...rows.keys()]
            .sort((a, b) => {
              const [x, y] = [column[rows[a]!]!, column[rows[b]!]!];
              if (x === 0 || y === 0) return Number(x === 0) - Number(y === 0) || a - b;
              const [s, t] = [strings[x]!, strings[y]!];
              return (plain(s.toLowerCase(), t.toLowerCase()) || plain(s, t)) * sign || a - b;
            })
            .map((at) => rows[at]!);
          expect([...sorted.rows]).toEqual(expected);
          expect(sorted.start.at(-1)).toBe(rows.length);
          for (let rank = 0; rank < ranks.length; rank++) {
            const codes = new Set(
              sorted.rows.slice(sorted.start[rank], sorted.start[rank + 1]).map((row) => column[row]!),
            );
            expect(codes.size).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
