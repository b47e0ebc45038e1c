import type { Ticks } from "../../types/units.ts";
import { dayOfTicks, TICKS_PER_DAY } from "./calendar.ts";
import { localToTicks, offsetAt, type Zone } from "./zone.ts";

/** The local day a moment falls on, as a number of days since 2024-01-01. */
export function localDayOf(zone: Zone, time: number): number {
  return dayOfTicks(time + offsetAt(zone, time));
}

/**
 * The first moment of a local day: midnight, or the first moment after it where clocks skip midnight. The days of
 * the clock changes are 23 and 25 hours long.
 */
export function startOfLocalDay(zone: Zone, day: number): Ticks {
  return localToTicks(zone, day * TICKS_PER_DAY);
}

/** One piece of a span, on one local day. */
export interface DayPiece {
  readonly day: number;
  readonly from: Ticks;
  readonly to: Ticks;
}

/**
 * Cuts [from, to) at every local midnight. Nothing for an empty span or one without both ends; at most `limit`
 * pieces, so that a clock that stood in the year 30000 cannot stop the program.
 */
export function* splitByLocalDay(zone: Zone, from: number, to: number, limit = 20_000): Generator<DayPiece> {
  if (!(from < to)) return;
  let day = localDayOf(zone, from);
  let begin = from;
  for (let i = 0; i < limit && begin < to; i++) {
    day++;
    const midnight = Math.max(startOfLocalDay(zone, day), begin);
    const end = Math.min(midnight, to);
    if (end > begin) yield { day: day - 1, from: begin as Ticks, to: end as Ticks };
    begin = end;
  }
}
