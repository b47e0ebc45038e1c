import { NO_TIME, type Ticks } from "../types/units.ts";

/*
 * A FILETIME counts 100 ns steps since 1601-01-01 in 64 bits, here always as two unsigned halves, because the number
 * does not fit a double. Every way to `Ticks` goes through the halves, so that the same moment gives the same double
 * whatever it was read from, even outside the span where ticks are exact.
 */

const TWO_32 = 4_294_967_296;
/** Halves of 133485408000000000, the FILETIME of 2024-01-01T00:00:00Z. */
const BASE_HIGH = 31_079_493;
const BASE_LOW = 1_988_739_072;
const STEPS_PER_SECOND = 10_000_000;
const SECONDS_PER_DAY = 86_400;
/** Days from 0000-03-01 (civil, proleptic) to 1601-01-01. */
const DAYS_TO_1601 = 584_694;
/** FileTimeToSystemTime refuses FILETIMEs with the top bit set; the last year it prints is 30827 (30828 is cut). */
const HIGH_LIMIT = 0x8000_0000;
const FIRST_YEAR = 1601;
const LAST_YEAR = 30_827;

/** FILETIME halves (unsigned) to ticks; `NaN` when Windows could not print it either (top bit set). */
export function filetimeToTicks(low: number, high: number): Ticks {
  if (high >= HIGH_LIMIT) return NO_TIME;
  return ((high - BASE_HIGH) * TWO_32 + (low - BASE_LOW)) as Ticks;
}

/** FILETIME halves (unsigned) to `2021-02-12T12:32:43.3403792Z`; a value Windows cannot print gives `0x` and hex. */
export function filetimeToIso(low: number, high: number): string {
  if (high >= HIGH_LIMIT) return `0x${high.toString(16)}${low.toString(16).padStart(8, "0")}`;
  // Long division by 10^7 in 16-bit digits: every step stays far below 2^53.
  let rest = high >>> 16;
  let seconds = Math.floor(rest / STEPS_PER_SECOND);
  rest -= seconds * STEPS_PER_SECOND;
  for (const digit of [high & 0xffff, low >>> 16, low & 0xffff]) {
    const part = rest * 65_536 + digit;
    const quotient = Math.floor(part / STEPS_PER_SECOND);
    seconds = seconds * 65_536 + quotient;
    rest = part - quotient * STEPS_PER_SECOND;
  }
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const ofDay = seconds - days * SECONDS_PER_DAY;
  return `${isoDate(days)}T${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}.${String(rest).padStart(7, "0")}Z`;
}

/**
 * The eight words of a SYSTEMTIME (year, month, day of week, day, hour, minute, second, millisecond), taken as UTC;
 * `NaN` when they are no date. The day of the week is not looked at.
 */
export function systemTimeToTicks(words: ArrayLike<number>): Ticks {
  const [year, month, , day, hour, minute, second, ms] = Array.from(words);
  if (ms === undefined || ms > 999) return NO_TIME;
  return civilToTicks(year!, month!, day!, hour!, minute!, second!, ms * 10_000, 0);
}

/** A SYSTEMTIME as `filetimeToIso` prints times; the empty text when it is no date. */
export function systemTimeToIso(words: ArrayLike<number>): string {
  if (Number.isNaN(systemTimeToTicks(words))) return "";
  const [year, month, , day, hour, minute, second, ms] = Array.from(words);
  const date = `${String(year).padStart(4, "0")}-${two(month!)}-${two(day!)}`;
  return `${date}T${two(hour!)}:${two(minute!)}:${two(second!)}.${String(ms).padStart(3, "0")}0000Z`;
}

const ISO = /^(\d{4,5})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** ISO 8601 text to ticks; digits beyond 100 ns are cut, a text without zone is UTC; `NaN` when it is no such text. */
export function isoToTicks(text: string): Ticks {
  const match = ISO.exec(text);
  if (match === null) return NO_TIME;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = match;
  const steps = Number(fraction.slice(0, 7).padEnd(7, "0"));
  let offset = 0;
  if (zone !== "Z" && zone !== "z") {
    const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
    offset = (zone.startsWith("-") ? -minutes : minutes) * 60;
  }
  return civilToTicks(+year!, +month!, +day!, +hour!, +minute!, +second!, steps, offset);
}

/** Calendar date and time, less an offset in seconds, to ticks. */
function civilToTicks(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  steps: number,
  offset: number,
): Ticks {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return NO_TIME;
  if (day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return NO_TIME;
  const seconds = dayNumber(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - offset;
  if (seconds < 0) return NO_TIME;
  // seconds * 10^7 + steps, split at 2^20 so that no product leaves the exact range.
  const top = Math.floor(seconds / 1_048_576) * STEPS_PER_SECOND;
  const bottom = (seconds % 1_048_576) * STEPS_PER_SECOND + steps;
  const sum = (top % 4096) * 1_048_576 + bottom;
  const carry = Math.floor(sum / TWO_32);
  return filetimeToTicks(sum - carry * TWO_32, Math.floor(top / 4096) + carry);
}

/** Days since 1601-01-01 of a civil date, by counting years from March so that the leap day comes last. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = (month + 9) % 12;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + Math.floor((m * 153 + 2) / 5) + day - 1 - DAYS_TO_1601;
}

/** `YYYY-MM-DD` of a number of days since 1601-01-01; the inverse of `dayNumber`. */
function isoDate(days: number): string {
  const all = days + DAYS_TO_1601;
  const era = Math.floor(all / 146_097);
  const ofEra = all - era * 146_097;
  const leaps = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - leaps) / 365);
  const century = Math.floor(yearOfEra / 100);
  const ofYear = ofEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - century);
  const m = Math.floor((ofYear * 5 + 2) / 153);
  const day = ofYear - Math.floor((m * 153 + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
