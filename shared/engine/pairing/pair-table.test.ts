import { expect, test } from "vitest";
import { NOT_FOUND, PairTable } from "./pair-table.ts";

test("pairs chosen to fall together, one half taking back what the other did, are found like others", () => {
  const table = new PairTable();
  const pairs = 300_000;
  // What a hash without a seed would have made one number of all of them: looking them up would take hours.
  const lowOf = (high: number): number => (Math.imul(high, 0x9e37_79b1) << 4) | (high & 15);
  for (let high = 0; high < pairs; high++) table.set(lowOf(high), high, high);
  let wrong = 0;
  for (let high = 0; high < pairs; high++) if (table.get(lowOf(high), high) !== high) wrong++;
  expect(wrong).toBe(0);
  expect(table.get(lowOf(7), 8)).toBe(NOT_FOUND);
});

test("a pair is replaced where it stands, and left out where it does not", () => {
  const table = new PairTable();
  table.set(1, 2, 3);
  table.replace(1, 2, 4);
  table.replace(2, 1, 5);
  expect(table.get(1, 2)).toBe(4);
  expect(table.get(2, 1)).toBe(NOT_FOUND);
});
