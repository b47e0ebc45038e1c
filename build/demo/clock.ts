import type { Ticks } from "../../shared/types/units.ts";

export const MILLISECOND = 10_000;
export const SECOND = 10_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const ORIGIN_MS = Date.UTC(2024, 0, 1);
/** Berlin, in winter all through the story: an hour ahead of UTC. */
const ZONE_HOURS = 1;

/** `03-04 07:56` or `03-04 07:56:30`, month-day of 2024 and office time, as a moment. */
export function office(text: string): Ticks {
  const match = /^(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (match === null) throw new RangeError(`not an office time: ${text}`);
  const [month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? "0"));
  const ms = Date.UTC(2024, month! - 1, day, hour! - ZONE_HOURS, minute, second);
  return ((ms - ORIGIN_MS) * MILLISECOND) as Ticks;
}

export function plus(time: Ticks, steps: number): Ticks {
  return (time + Math.round(steps)) as Ticks;
}

/** The date and time of a moment in UTC, or in office time. */
export function dateOf(time: Ticks, zone: "utc" | "office"): Date {
  return new Date(ORIGIN_MS + time / MILLISECOND + (zone === "office" ? ZONE_HOURS * 3_600_000 : 0));
}

/** The eight words of a SYSTEMTIME. */
export function systemTimeWords(date: Date): number[] {
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDay(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ];
}
