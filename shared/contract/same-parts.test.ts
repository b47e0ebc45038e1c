import fc from "fast-check";
import { expect, test } from "vitest";
import type { NumberArray } from "./plain-value.ts";
import { samePart } from "./same-parts.ts";

const TYPES = [Uint8Array, Uint32Array, Int32Array, Float64Array] as const;

/** Columns of few kinds and contents, so that many are equal: all one value, or one that differs in a single place. */
const column = fc
  .record({
    type: fc.constantFrom(...TYPES),
    length: fc.constantFrom(8, 5000, 5001),
    value: fc.constantFrom(0, 1, Number.NaN),
    at: fc.option(fc.nat(7)),
  })
  .map(({ type, length, value, at }): NumberArray => {
    const made = new type(length).fill(value);
    if (at !== null) made[at * Math.floor(length / 8)] = 3;
    return made;
  });

const LONG = 4096;

function bytesOf({ buffer, byteOffset, byteLength }: NumberArray): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

test("names the first column of the same type and content, for those that are worth it", () => {
  fc.assert(
    fc.property(fc.array(column, { maxLength: 12 }), (columns) => {
      const same = (a: NumberArray, b: NumberArray) =>
        a.constructor === b.constructor && bytesOf(a) === bytesOf(b);
      const expected = columns.map((each, at) =>
        each.byteLength < LONG ? at : columns.findIndex((other) => same(other, each)),
      );
      const found = Array.from(samePart(columns));
      // Never a wrong one; one that is missed stands for itself.
      for (const [at, first] of found.entries()) expect(first === at || first === expected[at]).toBe(true);
    }),
  );
});

test("finds a column that is empty, wherever it lies in its buffer", () => {
  const zeros = () => new Float64Array(2000);
  const ones = new Float64Array(2000).fill(1);
  const inside = new Float64Array(3000).subarray(500, 2500);
  expect([...samePart([zeros(), ones, inside, zeros(), ones.slice()])]).toEqual([0, 1, 0, 0, 1]);
});

test("columns that differ only where nobody samples are not the same", () => {
  const other = new Uint32Array(100_000);
  other[4] = 1;
  expect([...samePart([new Uint32Array(100_000), other])]).toEqual([0, 1]);
});
