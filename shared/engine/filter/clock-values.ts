import { parseUserTime } from "../time/user-time.ts";
import type { Zone } from "../time/zone.ts";
import { nearestWord } from "./nearest.ts";
import { QueryFailure, type QueryValue } from "./query.ts";
import { inRange, parseRange, readWholeNumber } from "./ranges.ts";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A moment; a text without offset is on the zone's clocks. */
export function momentOf(value: QueryValue, zone: Zone): number {
  const time = parseUserTime(value.text, zone);
  if (!Number.isNaN(time)) return time;
  throw new QueryFailure(value.at, Math.max(1, value.text.length), (w) => w.noTime(value.text));
}

/**
 * Hours of the day that a value covers: `9` from 9:00 to 9:59, `9..17` from 9:00 to 17:59, `22-6` from 22:00 to 5:59
 * (what people mean by "from ten to six"), `>=22`.
 */
export function hoursOf(value: QueryValue): number[] {
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const span = /^(\d{1,2})-(\d{1,2})$/.exec(value.text);
  if (span === null) {
    const test = parseRange(value, hourNumber, "hour");
    return hours.filter((hour) => inRange(test, hour, hour));
  }
  const from = Number(span[1]);
  const to = Number(span[2]);
  if (from > 23 || to > 24 || from === to) {
    throw new QueryFailure(value.at, value.text.length, (w) => w.noHours(value.text));
  }
  return hours.filter((hour) => (from < to ? hour >= from && hour < to : hour >= from || hour < to));
}

/** Days of the week (0 Monday) that a value covers: `sat`, `Saturday`, `mon-fri`, `fri..mon`. */
export function weekdaysOf(value: QueryValue): number[] {
  const span = /^([a-z]+)(?:-|\.\.)([a-z]+)$/i.exec(value.text);
  if (span === null) return [weekday(value.text, value)];
  const from = weekday(span[1]!, value);
  const to = weekday(span[2]!, value);
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => (from + i) % 7);
}

function weekday(text: string, value: QueryValue): number {
  const lower = text.toLowerCase();
  const found = lower.length < 3 ? -1 : WEEKDAYS.findIndex((name) => name.startsWith(lower));
  if (found !== -1) return found;
  const short = WEEKDAYS.map((name) => name.slice(0, 3));
  const nearest = nearestWord(lower, [...WEEKDAYS, ...short]);
  throw new QueryFailure(value.at, value.text.length, (w) => w.noWeekday(text), nearest);
}

function hourNumber(text: string): number {
  const hour = readWholeNumber(text);
  return hour <= 23 ? hour : Number.NaN;
}
