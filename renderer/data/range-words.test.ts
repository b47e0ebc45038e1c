import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_KINDS, filterSessions } from "../../shared/engine/filter/filter.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { DAY, HOUR, sampleCase } from "../testing/sample-case.ts";
import { clockOf } from "./clock.ts";
import { filterWithRange, rangeInFileName, rangePresets, rangeText } from "./range-words.ts";
import { failureRows, sessionRows, visibleFailures, visibleRows } from "./rows.ts";

const clock = clockOf("UTC", null);
/** 2024-03-04. */
const MONDAY = 63 * DAY;
const data = sampleCase("normal");

describe("a range in words", () => {
  test.each([
    [MONDAY, MONDAY + DAY, "4 Mar 2024"],
    [MONDAY, MONDAY + 5 * DAY, "4 – 8 Mar 2024"],
    [MONDAY - 10 * DAY, MONDAY + DAY, "23 Feb – 4 Mar 2024"],
    [MONDAY - 70 * DAY, MONDAY + DAY, "25 Dec 2023 – 4 Mar 2024"],
    [MONDAY + 8 * HOUR, MONDAY + 9 * HOUR, "4 Mar 2024 08:00 – 09:00"],
    [MONDAY + 8 * HOUR, MONDAY + 33 * HOUR, "4 Mar 08:00 – 5 Mar 2024 09:00"],
  ])("%d %d", (from, to, words) => {
    expect(rangeText(clock, { from, to })).toBe(words);
  });

  test("presets end with the log", () => {
    const [last, before, week] = rangePresets(clock, { from: MONDAY, to: MONDAY + 9.5 * DAY }, null);
    expect(last?.range).toEqual({ from: MONDAY + 9 * DAY, to: MONDAY + 10 * DAY });
    expect(before?.range.to).toBe(last?.range.from);
    expect(week && week.range.to - week.range.from).toBe(7 * DAY);
  });

  test("a file name carries its days", () => {
    expect(rangeInFileName(clock, null)).toBe("");
    expect(rangeInFileName(clock, { from: MONDAY, to: MONDAY + 5 * DAY })).toBe("-2024-03-04--2024-03-08");
  });
});

describe("a range and the rows", () => {
  const range = fc
    .tuple(fc.integer({ min: 60, max: 80 * 24 }), fc.integer({ min: 1, max: 400 }))
    .map(([from, hours]) => ({ from: from * HOUR, to: (from + hours) * HOUR }));
  const filter = fc.constantFrom("", "user:anna", "type:10 or user:ben", "-computer:PC-014", "duration:>8h");

  test("the rows in a range are those the engine keeps for it, and those of the filter that an export names", () => {
    fc.assert(
      fc.property(range, filter, (window, text) => {
        const shown = visibleRows(data, { filter: text, kinds: DEFAULT_KINDS, window }, "UTC");
        const kept = filterSessions(
          data.sessions,
          text,
          { strings: data.strings, zone: UTC },
          { kinds: DEFAULT_KINDS, ...window },
        );
        expect(kept.ok && [...kept.value]).toEqual([...shown]);
        const named = filterWithRange(text, window);
        expect([...sessionRows(data, named, "UTC", DEFAULT_KINDS)]).toEqual([...shown]);
      }),
    );
  });

  test("failures too", () => {
    fc.assert(
      fc.property(range, (window) => {
        const shown = visibleFailures(data, { filter: "user:ben", window }, "UTC");
        expect([...failureRows(data, filterWithRange("user:ben", window), "UTC").rows]).toEqual([
          ...shown.rows,
        ]);
      }),
    );
  });

  test("without a range nothing is left out", () => {
    const choice = { filter: "", kinds: DEFAULT_KINDS, window: null };
    expect(visibleRows(data, choice, "UTC")).toBe(sessionRows(data, "", "UTC", DEFAULT_KINDS));
  });
});
