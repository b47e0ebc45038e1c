import { beforeEach, describe, expect, test } from "vitest";
import { BROWSER_HEADER, CODE_HEADER, EntryCodes } from "./entry-codes.ts";

const MINE = "00000000-0000-4000-8000-000000000001";
const THEIRS = "00000000-0000-4000-8000-000000000002";
let now = 0;
let codes: EntryCodes;
const shows = (code: string, browser: string) =>
  codes.accept({ [CODE_HEADER]: code, [BROWSER_HEADER]: browser });

beforeEach(() => {
  now = 1000;
  codes = new EntryCodes(() => now);
});

describe("a code in an address", () => {
  test("lets in one browser, as often as it comes", () => {
    const code = codes.make(null);
    expect(code).toMatch(/^[\w-]{32}$/);
    expect([shows(code, MINE), shows(code, THEIRS), shows(code, MINE)]).toEqual([true, false, true]);
  });

  test("that was handed to a program ends when nobody used it in time", () => {
    const [late, used] = [codes.make(60_000), codes.make(60_000)];
    expect(shows(used, MINE)).toBe(true);
    now += 60_001;
    expect(shows(late, MINE)).toBe(false);
    // Who was let in may open another tab by it.
    expect([shows(used, MINE), shows(used, THEIRS)]).toEqual([true, false]);
  });

  test("that was printed waits for its first use", () => {
    const code = codes.make(null);
    now += 86_400_000;
    expect(shows(code, MINE)).toBe(true);
  });

  test("is none without a browser that names itself, and is not used up by who cannot", () => {
    const code = codes.make(null);
    for (const browser of ["", "x", `${MINE}0`, `${MINE.slice(1)}\n`])
      expect(shows(code, browser)).toBe(false);
    expect(codes.accept({ [CODE_HEADER]: code })).toBe(false);
    expect(codes.accept({ [BROWSER_HEADER]: MINE })).toBe(false);
    expect(shows(code, MINE)).toBe(true);
  });

  test("of another start, or near to one, is none", () => {
    const code = codes.make(null);
    const other = new EntryCodes().make(null);
    for (const guess of [
      other,
      code.slice(1),
      `${code}A`,
      code.toLowerCase() === code ? "" : code.toLowerCase(),
    ])
      expect(shows(guess, MINE)).toBe(false);
  });
});
