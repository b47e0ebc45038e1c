import { describe, expect, test } from "vitest";
import { TICKS_PER_DAY, TICKS_PER_HOUR } from "../../../shared/engine/time/calendar.ts";
import { UTC } from "../../../shared/engine/time/zone.ts";
import { pictureClock } from "../../../shared/export/pictures/picture-clock.ts";
import { timeTicks } from "../../../shared/export/pictures/picture-parts.ts";
import type { ReportPicture } from "../../../shared/export/pictures/picture-types.ts";
import { ENGLISH_PICTURES } from "../../../shared/export/pictures/picture-words.ts";
import { picturesOf } from "../../../shared/export/pictures/pictures-of.ts";
import { buildCase, type CaseSketch, type SessionSketch } from "../../../shared/testing/case-builder.ts";
import { REPORT_NAMES, type ReportName } from "../../../shared/types/report.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { zoneByName } from "../clock.ts";
import { reportOf } from "./report-of.ts";

const HOUR = TICKS_PER_HOUR;
const DAY = TICKS_PER_DAY;

function pictures(name: ReportName, data: ReturnType<typeof buildCase>, zone = "UTC") {
  const view = {
    report: { name, by: "type", days: 90, calendar: null, accounts: null },
    filter: "",
    kinds: ["desktop"],
    window: null,
    moment: null,
  } as const;
  return picturesOf(reportOf(data, view, zoneByName(zone)).answer, ENGLISH_PICTURES);
}
const anna = (start: number, end: number, more: Partial<SessionSketch> = {}): SessionSketch => ({
  computer: "PC1",
  user: "anna",
  start,
  end,
  endLower: end,
  endUpper: end,
  ...more,
});
function of<Kind extends ReportPicture["kind"]>(
  all: readonly ReportPicture[],
  kind: Kind,
): ReportPicture & { readonly kind: Kind } {
  const found = all.find((picture) => picture.kind === kind);
  if (found === undefined) throw new Error(`no picture of the kind ${kind}`);
  return found as ReportPicture & { readonly kind: Kind };
}
const built = (sessions: readonly SessionSketch[], more: CaseSketch = {}) =>
  buildCase({ sessions, newest: (400 * DAY) as never, ...more });

describe("pictures of reports", () => {
  test("every report of a case with something in it has one, without a number that cannot be drawn", () => {
    const data = sampleCase("normal");
    let drawn = 0;
    for (const name of REPORT_NAMES) {
      const all = pictures(name, data, "Europe/Berlin");
      drawn += all.length;
      expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
      for (const picture of all) {
        const numbers =
          picture.kind === "bars"
            ? picture.bars.map(({ value }) => value)
            : picture.kind === "ranges"
              ? picture.ranges.flatMap(({ from, to, sureFrom = from, sureTo = to }) => [
                  from,
                  to,
                  sureFrom,
                  sureTo,
                ])
              : picture.kind === "week"
                ? picture.values
                : (picture.kind === "columns" ? picture.columns : picture.points).flatMap(({ values }) => [
                    ...values,
                  ]);
        expect(numbers.every(Number.isFinite), `${name}: ${picture.title}`).toBe(true);
        expect(structuredClone(picture)).toEqual(picture);
      }
    }
    expect(drawn).toBeGreaterThan(15);
  });
  test("nothing is drawn of nothing", () => {
    for (const name of REPORT_NAMES) expect(pictures(name, buildCase({}))).toEqual([]);
  });
  test("hours by user: solid to the least, hatched to the most, in words where nothing bounds it", () => {
    const ranges = of(
      pictures(
        "hours",
        built([
          anna(8 * HOUR, 12 * HOUR, { confidence: "bounded", endLower: 10 * HOUR, endUpper: 14 * HOUR }),
          anna(8 * HOUR, 9 * HOUR, {
            user: "ben",
            confidence: "open",
            lastEvidence: 9 * HOUR,
            endUpper: Number.NaN,
          }),
        ]),
      ),
      "ranges",
    ).ranges;
    expect(ranges[0]).toMatchObject({ label: "anna", sureTo: 2, to: 6, cells: ["4 h", "2 h – 6 h"] });
    expect(ranges[1]).toMatchObject({ label: "ben", sureTo: 1, cells: ["1 h", "≥ 1 h"] });
    expect(ranges[1]!.to).toBeGreaterThan(1);
  });
  test("hours by user are short enough to be read, and tell of days that only the totals have", () => {
    const long = { confidence: "bounded", endReason: "powerLoss", endUpper: 3 * DAY } as const;
    const bars = of(
      pictures("hours", built([anna(2 * HOUR, 20.9 * HOUR, { ...long, endLower: 20.9 * HOUR })])),
      "ranges",
    );
    expect(bars.ranges[0]!.cells).toEqual(["18.9 h", "18.9 h – 22 h"]);
    expect(bars.note).toContain("Without 2 days on which no record shows the user");
    expect(of(pictures("hours", built([anna(0, HOUR)])), "ranges").note).toBe(
      "Hatched is possible, not certain.",
    );
  });
  test("a time down is named by its day, then by the computer without its domain", () => {
    const run = {
      computer: "pc1.corp",
      clean: true,
      bugcheck: null,
      startRecord: null,
      endRecord: null,
    } as const;
    const boots = [
      { ...run, index: 0, start: HOUR, end: 2 * HOUR },
      { ...run, index: 1, start: 4 * HOUR, end: 5 * HOUR },
    ] as never;
    const data = { ...built([anna(0, HOUR)]), boots } as ReturnType<typeof buildCase>;
    expect(of(pictures("boots", data), "ranges").ranges.map(({ label }) => label)).toEqual([
      "2024-01-01 pc1",
    ]);
  });
  test("marks on two days or three name day and clock, and are short", () => {
    expect(
      timeTicks(ENGLISH_PICTURES, pictureClock(UTC, ENGLISH_PICTURES), 2 * HOUR, 50 * HOUR).map(
        ({ text }) => text,
      ),
    ).toEqual(["02:00", "14:00", "2 Jan 02:00", "2 Jan 14:00", "3 Jan 02:00"]);
  });
  test("hours by day add up to the hours of the report; a day of 25 hours holds 25", () => {
    const night = Date.UTC(2024, 9, 26, 12) - Date.UTC(2024, 0, 1);
    const start = night * 10_000;
    const columns = of(
      pictures("hours", built([anna(start, start + 48 * HOUR)]), "Europe/Berlin"),
      "columns",
    );
    expect(columns.columns.map(({ values }) => values[0])).toEqual([10, 25, 13]);
    expect(columns.starts).toHaveLength(4);
    expect((columns.starts[2]! - columns.starts[1]!) / HOUR).toBe(25);
  });
  test("the curve holds every step, and its highest point is the peak of the report", () => {
    const curve = of(
      pictures(
        "concurrent",
        built([anna(HOUR, 4 * HOUR), anna(2 * HOUR, 3 * HOUR, { user: "ben" }), anna(9 * HOUR, 10 * HOUR)]),
      ),
      "curve",
    );
    expect(curve.points.map(({ x, values }) => [x / HOUR, values[0]])).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
      [4, 0],
      [9, 1],
      [10, 0],
    ]);
  });
  test("first and last by the clock on the wall; what goes on over midnight reaches the edge", () => {
    const { ranges } = of(pictures("first-last", built([anna(20 * HOUR, 30 * HOUR)]), "+02:00"), "ranges");
    expect(ranges.map(({ from, to, cells }) => [from, to, ...cells])).toEqual([
      [0, 8, "00:00", "08:00"],
      [22, 24, "22:00", "24:00"],
    ]);
    const whole = of(pictures("first-last", built([anna(20 * HOUR, 24 * HOUR)])), "ranges").ranges;
    expect(whole.map(({ from, to, cells }) => [from, to, ...cells])).toEqual([[20, 24, "20:00", "24:00"]]);
  });
  test("out of hours by weekday and hour of the zone", () => {
    // 2024-01-01 is a Monday.
    const { values } = of(pictures("out-of-hours", built([anna(3 * HOUR, 4 * HOUR)]), "+02:00"), "week");
    expect(values.indexOf(1)).toBe(5);
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(1);
  });
  test("a clock that stood in another age neither hangs nor fills the page", () => {
    const far = anna(1e6 * DAY, 1e6 * DAY + HOUR, { elevated: 2 });
    const near = anna(HOUR, 2 * HOUR, { elevated: 2 });
    const all = pictures("admins", built([near, far]));
    expect(all.map(({ kind }) => kind)).toEqual(["bars"]);
    const years = anna(3000 * DAY, 3000 * DAY + HOUR, { elevated: 2 });
    expect(of(pictures("admins", built([near, years])), "columns").header).toBe("Month");
  });
});
