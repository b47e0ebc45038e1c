import { TICKS_PER_DAY } from "../../engine/time/calendar.ts";

/** 2024-01-01, where ticks begin, as Excel counts days. */
const ORIGIN = 45_292;
/** Before 1900-03-01 Excel counts a leap day that never was; after 9999 it counts none. */
const FIRST = 61;
const LAST = 2_958_466;

/** The serial number of a moment by a clock (`local` as if that clock were UTC); null outside what Excel can show. */
export function serialOfTicks(local: number): number | null {
  return serialOfDay(local / TICKS_PER_DAY);
}

/** The same of days since 2024-01-01. */
export function serialOfDay(day: number): number | null {
  const serial = day + ORIGIN;
  return serial >= FIRST && serial < LAST ? serial : null;
}
