import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TICKS_PER_DAY, TICKS_PER_HOUR } from "./calendar.ts";
import { BIN_UNITS, binStart, binsOf, countInBins } from "./calendar-bins.ts";
import { ianaZone } from "./iana-zone.ts";
import { ticksToIso } from "./iso.ts";
import { UTC } from "./zone.ts";

const BERLIN = ianaZone("Europe/Berlin")!;
/** Ticks of 2024-03-31T00:00Z; clocks in Berlin go from 2:00 to 3:00 at 01:00Z. */
const SPRING = 90 * TICKS_PER_DAY;

describe("bins of a calendar", () => {
  test("days of a clock change are 23 hours long, months and years begin at midnight of the zone", () => {
    const days = binsOf(BERLIN, SPRING, SPRING + TICKS_PER_DAY, "day");
    expect([days.length, binStart(BERLIN, days, 1) - binStart(BERLIN, days, 0)]).toEqual([
      2,
      23 * TICKS_PER_HOUR,
    ]);
    const months = binsOf(BERLIN, SPRING - 70 * TICKS_PER_DAY, SPRING + TICKS_PER_DAY, "month");
    expect([0, 1, 2, 3, 4].map((at) => ticksToIso(binStart(BERLIN, months, at))?.slice(0, 16))).toEqual([
      "2023-12-31T23:00",
      "2024-01-31T23:00",
      "2024-02-29T23:00",
      "2024-03-31T22:00",
      "2024-04-30T22:00",
    ]);
    const years = binsOf(UTC, -1, 1, "year");
    expect([years.length, ticksToIso(binStart(UTC, years, 0))?.slice(0, 10)]).toEqual([2, "2023-01-01"]);
  });

  test("count rows by group; times that are not known or lie outside are in none", () => {
    const times = Float64Array.of(0, 1, TICKS_PER_DAY, Number.NaN, -5, 5 * TICKS_PER_DAY);
    const bins = binsOf(UTC, 0, 2 * TICKS_PER_DAY, "day");
    const rows = Uint32Array.of(0, 1, 2, 3, 4, 5);
    expect([...countInBins(times, rows, UTC, bins, 2, (row) => row % 2)]).toEqual([1, 1, 1, 0, 0, 0]);
  });

  test("every time lies in the bin that begins before it and ends after it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(...BIN_UNITS),
        fc.constantFrom(UTC, BERLIN),
        (hours, unit, zone) => {
          const times = Float64Array.from(hours, (hour) => SPRING + hour * TICKS_PER_HOUR);
          const bins = binsOf(zone, Math.min(...times), Math.max(...times), unit);
          const rows = Uint32Array.from(times.keys());
          const counts = countInBins(times, rows, zone, bins, 1, () => 0);
          for (const [at, count] of counts.entries()) {
            const [from, to] = [binStart(zone, bins, at), binStart(zone, bins, at + 1)];
            expect(times.filter((time) => time >= from && time < to).length).toBe(count);
          }
        },
      ),
    );
  });
});
