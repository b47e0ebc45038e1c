import {
  dateOfDay,
  dayOfDate,
  daysInMonth,
  TICKS_PER_DAY,
  TICKS_PER_SECOND,
} from "../../shared/engine/time/calendar.ts";
import { parseUserTime } from "../../shared/engine/time/user-time.ts";
import { localToTicks } from "../../shared/engine/time/zone.ts";
import type { Clock } from "./clock.ts";
import { T } from "./texts.ts";

const CLOCK = /(?:^|[\sT])(\d{1,2}):(\d\d)(?::(\d\d))?$/;
/** `6.3.` or `6.3.2024`: with dots the day always stands first; with slashes it may not, so those are no date here. */
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/;
const DATE = /^(?:(\p{L}+)\.?,?\s*)?(?:(\d{1,2})\.?\s+(\p{L}+)\.?(?:\s+(\d{4}))?)?$/u;

/**
 * A moment as people write it, on the clock of the zone on screen: `Wed 6 Mar 14:05`, `6 March 2024 14:05:30`,
 * `Wed 14:05`, `14:05`, `6 Mar`, `6.3.2024 14:05`, `2024-03-06 14:05`. What is left out comes from the moment `near` by; a day without a
 * time means its noon. `NaN` when the text is no moment.
 */
export function momentOfText(clock: Clock, text: string, near: number): number {
  const plain = text.trim();
  const exact = parseUserTime(plain, clock.zone);
  if (!Number.isNaN(exact)) return exact;
  const time = CLOCK.exec(plain);
  const named = (time === null ? plain : plain.slice(0, time.index)).trim();
  const date = DATE.exec(withMonthName(named));
  if (date === null || plain === "") return Number.NaN;
  const day = dayOfWords(clock, date, near);
  const seconds = time === null ? 12 * 3600 : secondsOf(time);
  return Number.isNaN(seconds)
    ? Number.NaN
    : localToTicks(clock.zone, day * TICKS_PER_DAY + seconds * TICKS_PER_SECOND);
}

/** A date with dots as one with the name of its month; any other text as it is. */
function withMonthName(text: string): string {
  const dotted = DOTTED.exec(text);
  const name = T.months[Number(dotted?.[2]) - 1];
  return dotted === null || name === undefined ? text : `${dotted[1]} ${name} ${dotted[3] ?? ""}`.trim();
}

function secondsOf([, hours, minutes, seconds = "0"]: RegExpExecArray): number {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  return h > 23 || m > 59 || s > 59 ? Number.NaN : (h * 60 + m) * 60 + s;
}

function dayOfWords(clock: Clock, match: RegExpExecArray, near: number): number {
  const [, weekday, day, month, year] = match;
  const today = clock.axis.dayOf(near);
  if (day !== undefined && month !== undefined) {
    const number = nameIndex(T.months, T.monthNames, month) + 1;
    const inYear = year === undefined ? dateOfDay(today).year : Number(year);
    const isReal = number > 0 && Number(day) >= 1 && Number(day) <= daysInMonth(inYear, number);
    // The name of the weekday says nothing new, but it must be one.
    const isNamed = weekday === undefined || nameIndex(T.weekdays, T.weekdayNames, weekday) >= 0;
    return isReal && isNamed ? dayOfDate(inYear, number, Number(day)) : Number.NaN;
  }
  if (weekday === undefined) return today;
  const wanted = nameIndex(T.weekdays, T.weekdayNames, weekday);
  if (wanted < 0) return Number.NaN;
  // The nearest day of that name: at most three days before, or four after.
  const ahead = (wanted - clock.axis.weekdayOf(today) + 7) % 7;
  return today + (ahead > 3 ? ahead - 7 : ahead);
}

/** Position of a name that is written out or cut short, never shorter than the page writes it itself; -1 none. */
function nameIndex(short: readonly string[], full: readonly string[], text: string): number {
  const begin = text.toLowerCase();
  return full.findIndex(
    (name, at) => begin.length >= (short[at]?.length ?? 0) && name.toLowerCase().startsWith(begin),
  );
}
