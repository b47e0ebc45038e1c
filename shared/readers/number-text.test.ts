import { expect, test } from "vitest";
import { narrow, parseInteger } from "./number-text.ts";

test.each([
  ["0", 0, 0],
  ["52202", 52_202, 0],
  ["4294967296", 0, 1],
  ["18446744073709551615", 0xffff_ffff, 0xffff_ffff],
  ["-1", 0xffff_ffff, 0xffff_ffff],
  ["0x3e7", 0x3e7, 0],
  ["0X00000000000003E7", 0x3e7, 0],
  ["0x8020000000000000", 0, 0x8020_0000],
  ["true", 1, 0],
  ["False", 0, 0],
])("%s", (text, low, high) => {
  const out = { low: 9, high: 9 };
  expect(parseInteger(text, out)).toBe(true);
  expect(out).toEqual({ low, high });
});

test.each([
  "",
  "-",
  "0x",
  "1.5",
  "%%1842",
  "1e3",
  "0b1",
  "18446744073709551616",
  "-9223372036854775809",
  " 1",
  "1n",
])("%j is no number", (text) => {
  const out = { low: 9, high: 9 };
  expect(parseInteger(text, out)).toBe(false);
  expect(out).toEqual({ low: 9, high: 9 });
});

test("narrowing keeps 32 bits and refuses more", () => {
  expect(narrow(5, 0)).toBe(5);
  expect(narrow(0xffff_ffff, 0xffff_ffff)).toBe(0xffff_ffff);
  expect(narrow(5, 1)).toBe(-1);
  expect(narrow(5, 0xffff_ffff)).toBe(-1);
});
