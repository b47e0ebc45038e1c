import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filetimeToIso, filetimeToTicks, isoToTicks, systemTimeToIso, systemTimeToTicks } from "./time.ts";

const BASE = 133_485_408_000_000_000n;
const low = (value: bigint): number => Number(value & 0xffff_ffffn);
const high = (value: bigint): number => Number(value >> 32n);
const ticks = (value: bigint): number => filetimeToTicks(low(value), high(value));
const iso = (value: bigint): string => filetimeToIso(low(value), high(value));

describe("FILETIME", () => {
  test("the origin is 2024-01-01", () => {
    expect(ticks(BASE)).toBe(0);
    expect(ticks(BASE + 1n)).toBe(1);
    expect(ticks(BASE - 1n)).toBe(-1);
    expect(iso(BASE)).toBe("2024-01-01T00:00:00.0000000Z");
  });

  test("every step between 1995 and 2052 is exact", () => {
    const from = BASE - 9_007_199_254_740_991n;
    const to = BASE + 9_007_199_254_740_991n;
    fc.assert(
      fc.property(fc.bigInt({ min: from, max: to }), (value) => BigInt(ticks(value)) === value - BASE),
    );
  });

  test("prints what the calendar says, to the last digit", () => {
    const epoch = 116_444_736_000_000_000n;
    // Years 1601 to 9999, where Date prints four digits.
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2_650_467_743_999_999_999n }), (value) => {
        const seconds = (value - epoch) / 10_000_000n - ((value - epoch) % 10_000_000n < 0n ? 1n : 0n);
        const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
        return iso(value) === `${date}.${String(value % 10_000_000n).padStart(7, "0")}Z`;
      }),
    );
  });

  test("the ends of what Windows prints", () => {
    expect(iso(0n)).toBe("1601-01-01T00:00:00.0000000Z");
    expect(iso(0x7fff_35f4_f06c_7fffn)).toBe("30827-12-31T23:59:59.9999999Z");
    expect(iso(0xffff_ffff_ffff_ffffn)).toBe("0xffffffffffffffff");
    expect(ticks(0xffff_ffff_ffff_ffffn)).toBeNaN();
  });

  test("text and halves give the same double, also where ticks are rounded", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 0x7fff_35f4_f06c_7fffn }),
        (value) => isoToTicks(iso(value)) === ticks(value),
      ),
    );
  });
});

describe("ISO text", () => {
  test.each([
    ["2024-01-01T00:00:00Z", 0],
    ["2024-01-01 00:00:00", 0],
    ["2024-01-01T00:00:00.1Z", 1_000_000],
    ["2024-01-01T00:00:00.123456789Z", 1_234_567],
    ["2024-01-01T01:00:00+01:00", 0],
    ["2023-12-31T19:30:00.0000001-0430", 1],
    ["2024-02-29T00:00:00Z", 59 * 864_000_000_000],
  ])("%s", (text, expected) => {
    expect(isoToTicks(text)).toBe(expected);
  });

  test.each([
    "",
    "yesterday",
    "2023-02-29T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-01-01",
    "2024-01-01T24:00:00Z",
  ])("%j is no time", (text) => {
    expect(isoToTicks(text)).toBeNaN();
  });
});

describe("SYSTEMTIME", () => {
  test("is taken as UTC; the day of the week does not matter", () => {
    expect(systemTimeToTicks([2024, 1, 9, 1, 0, 0, 1, 5])).toBe(10_050_000);
    expect(systemTimeToIso([2024, 1, 9, 1, 0, 0, 1, 5])).toBe("2024-01-01T00:00:01.0050000Z");
  });

  test.each([
    [[0, 0, 0, 0, 0, 0, 0, 0]],
    [[2024, 2, 0, 30, 0, 0, 0, 0]],
    [[2024, 1, 0, 1, 0, 0, 0, 1000]],
    [[2024, 1]],
  ])("%j is no time", (words) => {
    expect(systemTimeToTicks(words)).toBeNaN();
    expect(systemTimeToIso(words)).toBe("");
  });
});
