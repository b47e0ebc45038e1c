import type { DateOrder } from "../../types/text-import.ts";
import { gregorianYear, hijriToGregorian, isOtherCalendar } from "./calendars.ts";
import { weekdayBit, weekdayBits } from "./weekdays.ts";

/** `%date%` taken apart, before anybody says which number is the day. */
export interface WrittenDate {
  readonly parts: readonly [number, number, number];
  readonly yearFirst: boolean;
  readonly twoDigitYear: boolean;
  readonly separator: string;
  /** Days that the word before it may stand for; 0 without one. */
  readonly weekdays: number;
  /** Its year is of another calendar. */
  readonly isOther: boolean;
}

const FORM =
  /^(?:([^\d\s]{1,12})[\s,]{1,3})?(\d{1,4})([./-])\s?(\d{1,2})\3\s?(\d{1,4})\.?(?:[\s(]{1,3}([^\d\s()]{1,12})\)?)?$/u;

/** Takes a date cell apart; null when it is none. */
export function parseDate(text: string): WrittenDate | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [, before, first, separator, middle, last, after] = match;
  const yearFirst = first!.length === 4;
  const year = yearFirst ? first! : last!;
  if (year.length !== 4 && year.length !== 2) return null;
  if (!yearFirst && first!.length > 2) return null;
  if (yearFirst && last!.length > 2) return null;
  const twoDigitYear = year.length === 2;
  return {
    parts: [Number(first), Number(middle), Number(last)],
    yearFirst,
    twoDigitYear,
    separator: separator!,
    weekdays: weekdayBits(before ?? after ?? ""),
    isOther: !twoDigitYear && isOtherCalendar(Number(year)),
  };
}

/** A date of our calendar. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Years that a script of Windows can have written. */
const FIRST_YEAR = 1995;
const LAST_YEAR = 2199;

/**
 * The date in one reading of it; null where there is no such date, its weekday is another one, or it is of another
 * calendar and nobody said that it may be converted.
 */
export function dateIn(written: WrittenDate, order: DateOrder, convert: boolean): CivilDate | null {
  const [a, b, c] = written.parts;
  const [year, month, day] =
    written.yearFirst || order === "ymd" ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b];
  if (written.isOther && !convert) return null;
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const date = toGregorian(written.twoDigitYear ? 2000 + year : year, month, day);
  if (date === null || date.year < FIRST_YEAR || date.year > LAST_YEAR) return null;
  const { weekdays } = written;
  if (weekdays !== 0 && (weekdays & weekdayBit(date.year, date.month, date.day)) === 0) return null;
  return date;
}

function toGregorian(year: number, month: number, day: number): CivilDate | null {
  const own = gregorianYear(year);
  if (own === null) return hijriToGregorian(year, month, day);
  const isDay = day <= new Date(Date.UTC(own, month, 0)).getUTCDate();
  return isDay ? { year: own, month, day } : null;
}
