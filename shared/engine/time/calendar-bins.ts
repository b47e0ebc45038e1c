import type { Ticks } from "../../types/units.ts";
import type { Rows } from "../filter/filter.ts";
import { dateOfDay, dayOfDate, dayOfTicks, TICKS_PER_DAY, TICKS_PER_HOUR } from "./calendar.ts";
import { localToTicks, offsetAt, type Zone, type ZoneSpan } from "./zone.ts";

/** What time is counted in, on the clocks and the calendar of a zone. */
export const BIN_UNITS = ["hour", "day", "month", "year"] as const;
export type BinUnit = (typeof BIN_UNITS)[number];

/** So many units in a row; the first is counted from the beginning of 2024. */
export interface CalendarBins {
  readonly unit: BinUnit;
  readonly first: number;
  readonly length: number;
}

/** The bins that a stretch of time touches. Any number: whoever draws them asks for a longer unit. */
export function binsOf(zone: Zone, from: number, to: number, unit: BinUnit): CalendarBins {
  const first = unitOf(from + offsetAt(zone, from), unit);
  const last = unitOf(to + offsetAt(zone, to), unit);
  return { unit, first, length: Math.max(1, last - first + 1) };
}

/**
 * When a bin begins; the one after the last begins where the last ends. The hour that clocks go through twice is one
 * bin of two hours, the one they skip is empty.
 */
export function binStart(zone: Zone, { unit, first }: CalendarBins, at: number): Ticks {
  const number = first + at;
  switch (unit) {
    case "hour":
      return localToTicks(zone, number * TICKS_PER_HOUR);
    case "day":
      return localToTicks(zone, number * TICKS_PER_DAY);
    case "month": {
      const year = Math.floor(number / 12);
      return localToTicks(zone, dayOfDate(2024 + year, number - year * 12 + 1, 1) * TICKS_PER_DAY);
    }
    case "year":
      return localToTicks(zone, dayOfDate(2024 + number, 1, 1) * TICKS_PER_DAY);
  }
}

/**
 * How many rows fall into each bin, by group: `counts[bin * groups + group]`. Rows without a time, and those outside
 * the bins, are in none. One pass; `groupOf` says the group of a row.
 */
export function countInBins(
  times: Float64Array,
  rows: Rows,
  zone: Zone,
  bins: CalendarBins,
  groups: number,
  groupOf: (row: number) => number,
): Uint32Array {
  const counts = new Uint32Array(bins.length * groups);
  let span: ZoneSpan = { from: Number.NaN, to: Number.NaN, offset: 0 };
  let lastDay = Number.NaN;
  let bin = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const time = times[row]!;
    if (!Number.isFinite(time)) continue;
    if (!(time >= span.from && time < span.to)) span = zone.spanAt(time);
    const local = time + span.offset;
    if (bins.unit === "hour") bin = Math.floor(local / TICKS_PER_HOUR) - bins.first;
    else {
      const day = Math.floor(local / TICKS_PER_DAY);
      // Dates are worked out once a day, not once a row.
      if (day !== lastDay) bin = unitOf(local, bins.unit) - bins.first;
      lastDay = day;
    }
    if (bin >= 0 && bin < bins.length) counts[bin * groups + groupOf(row)]!++;
  }
  return counts;
}

/** Number of the unit that a local time lies in. */
function unitOf(local: number, unit: BinUnit): number {
  if (unit === "hour") return Math.floor(local / TICKS_PER_HOUR);
  const day = dayOfTicks(local);
  if (unit === "day") return day;
  const { year, month } = dateOfDay(day);
  return unit === "year" ? year - 2024 : (year - 2024) * 12 + month - 1;
}
