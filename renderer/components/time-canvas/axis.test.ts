import { describe, expect, test } from "vitest";
import { clockOf } from "../../data/clock.ts";
import { T } from "../../data/texts.ts";
import { axisContext, axisTicks } from "./axis.ts";
import { shades } from "./shades.ts";

const HOUR = 36_000_000_000;
const DAY = 24 * HOUR;
const names = { weekdays: T.weekdays, months: T.months, dayDot: T.dayDot };
const utc = clockOf("UTC", null).axis;
const berlin = clockOf("Europe/Berlin", null).axis;
/** Monday 2024-03-04T00:00Z. */
const MONDAY = 63 * DAY;
/** 2024-03-31: the clocks of Berlin go from 02:00 to 03:00. */
const SPRING = 90 * DAY;

const labels = (from: number, to: number, width: number, clock = utc) =>
  axisTicks({ from, to, width }, clock, names).map((tick) => tick.label);

describe("axis", () => {
  test("a working week shows days and no hours where there is no room", () => {
    expect(labels(MONDAY, MONDAY + 5 * DAY - HOUR, 300)).toEqual([
      "Mon 4 Mar",
      "Tue 5",
      "Wed 6",
      "Thu 7",
      "Fri 8",
    ]);
  });

  test("one day shows hours", () => {
    const found = labels(MONDAY, MONDAY + DAY - 1, 600);
    expect(found[0]).toBe("Mon 4 Mar");
    expect(found).toContain("12:00");
  });

  test("a year shows months, January with its year", () => {
    const found = labels(0, 366 * DAY, 1200);
    expect(found).toContain("Jan 2024");
    expect(found).toContain("Jun");
    expect(found).toContain("Jan 2025");
  });

  test("decades show years", () => {
    const found = labels(-3650 * DAY, 3650 * DAY, 600);
    expect(found.every((label) => /^\d{4}$/.test(label))).toBe(true);
    expect(found.length).toBeGreaterThan(3);
  });

  test("a minute wide window does not walk through the whole day", () => {
    const ticks = axisTicks(
      { from: MONDAY + 14 * HOUR, to: MONDAY + 14 * HOUR + 600_000_000, width: 900 },
      utc,
      names,
    );
    expect(ticks.length).toBeLessThan(20);
    expect(ticks.length).toBeGreaterThan(0);
  });

  test("ticks stand where their label says, also on the short day in spring", () => {
    const ticks = axisTicks({ from: SPRING - HOUR, to: SPRING + DAY, width: 1400 }, berlin, names);
    const noon = ticks.find((tick) => tick.label === "12:00");
    // 12:00 in Berlin is 10:00 UTC once summer time is on.
    expect(noon?.time).toBe(SPRING + 10 * HOUR);
    const midnight = ticks.find((tick) => tick.major && tick.label.startsWith("Sun 31"));
    expect(midnight?.time).toBe(SPRING - HOUR);
    for (let i = 1; i < ticks.length; i++) expect(ticks[i]!.time).toBeGreaterThanOrEqual(ticks[i - 1]!.time);
  });

  test.each([
    // The clocks of these go forward (23 h, 23.5 h) and back (25 h, 24.5 h) on these days of 2024.
    ["Europe/Berlin", 2024, 3, 31, 23],
    ["Europe/Berlin", 2024, 10, 27, 25],
    ["America/New_York", 2024, 3, 10, 23],
    ["America/New_York", 2024, 11, 3, 25],
    ["Australia/Lord_Howe", 2024, 10, 6, 23.5],
    ["Australia/Lord_Howe", 2024, 4, 7, 24.5],
  ])("%s %i-%i-%i is a day of %f hours, told and ruled so", (zone, year, month, day, hours) => {
    const { axis, format } = clockOf(zone, null);
    const number = axis.dayOfDate(year, month, day);
    const from = axis.momentOf(number, 0);
    const to = axis.momentOf(number + 1, 0);
    expect((to - from) / HOUR).toBe(hours);
    const ticks = axisTicks({ from, to: to - 1, width: 4000 }, axis, names);
    expect(ticks[0]).toMatchObject({ time: from, major: true });
    expect(ticks[0]!.label).toContain(`· ${hours} h`);
    // Half-hour lines: as many as there are, all where the clock on the wall shows what they say, none twice.
    expect(ticks.length).toBe(hours * 2);
    expect(new Set(ticks.map((tick) => tick.time)).size).toBe(ticks.length);
    for (const tick of ticks.slice(1)) expect(format.shortClock(tick.time)).toBe(tick.label);
    const nights = shades({ from, to, width: 1000 }, axis).filter((shade) => shade.kind === "night");
    expect(nights[0]!.to).toBeCloseTo(((axis.momentOf(number, 360) - from) / (to - from)) * 1000, 6);
  });

  test("a few seconds are ruled by seconds and their tenths", () => {
    const at = MONDAY + 14 * HOUR;
    expect(labels(at, at + 30_000_000, 900)).toContain("14:00:01.5");
    expect(labels(at, at + 600_000_000, 900)).toContain("14:00:10");
  });

  test("weekends and nights are shaded while a day is wide enough", () => {
    const week = shades({ from: MONDAY, to: MONDAY + 7 * DAY, width: 700 }, utc);
    expect(week.filter((shade) => shade.kind === "weekend")).toEqual([
      { from: 500, to: 600, kind: "weekend" },
      { from: 600, to: 700, kind: "weekend" },
    ]);
    expect(week.some((shade) => shade.kind === "night")).toBe(true);
    expect(shades({ from: 0, to: 3650 * DAY, width: 700 }, utc)).toEqual([]);
  });

  test("what labels leave out is said once", () => {
    expect(axisContext({ from: MONDAY, to: MONDAY + DAY, width: 600 }, utc, names)).toBe("Mar 2024");
    expect(axisContext({ from: MONDAY, to: MONDAY + 40 * DAY, width: 600 }, utc, names)).toBe(
      "Mar – Apr 2024",
    );
    expect(axisContext({ from: 0, to: 800 * DAY, width: 600 }, utc, names)).toBe("2024 – 2026");
  });
});
