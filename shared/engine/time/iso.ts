import { dateText, dayOfTicks, TICKS_PER_DAY, TICKS_PER_SECOND, two } from "./calendar.ts";

let lastDay = Number.NaN;
let lastDate = "";

/**
 * UTC in ISO 8601 with seven digits, `2024-03-04T08:00:40.0000000Z`; null for a time that is not known. The date of
 * the day written last is kept: rows of a table mostly share it.
 */
export function ticksToIso(ticks: number): string | null {
  if (!Number.isFinite(ticks)) return null;
  const day = dayOfTicks(ticks);
  if (day !== lastDay) {
    lastDay = day;
    lastDate = dateText(day);
  }
  const ofDay = ticks - day * TICKS_PER_DAY;
  const seconds = Math.floor(ofDay / TICKS_PER_SECOND);
  const fraction = String(ofDay - seconds * TICKS_PER_SECOND).padStart(7, "0");
  return `${lastDate}T${clockText(seconds)}.${fraction}Z`;
}

/** `14:05:07` of a number of whole seconds since midnight. */
export function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
