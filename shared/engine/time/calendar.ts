import type { Ticks } from "../../types/units.ts";

/*
 * Civil dates and ticks. Days are counted from 2024-01-01, the origin of `Ticks`, in the proleptic Gregorian
 * calendar; 2024-01-01 was a Monday.
 */

export const TICKS_PER_SECOND = 10_000_000;
export const TICKS_PER_MINUTE = 600_000_000;
export const TICKS_PER_HOUR = 36_000_000_000;
export const TICKS_PER_DAY = 864_000_000_000;
/** Milliseconds from 1970-01-01 to the origin of ticks. */
const ORIGIN_MS = 1_704_067_200_000;
/** Days from 0000-03-01 to 2024-01-01. */
const ORIGIN_DAYS = 739_191;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** Days since 2024-01-01. Years are counted from March, so that the leap day comes last. */
export function dayOfDate(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = (month + 9) % 12;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + Math.floor((m * 153 + 2) / 5) + day - 1 - ORIGIN_DAYS;
}

/** The inverse of `dayOfDate`. */
export function dateOfDay(dayNumber: number): CivilDate {
  const all = dayNumber + ORIGIN_DAYS;
  const era = Math.floor(all / 146_097);
  const ofEra = all - era * 146_097;
  const leaps = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const yearOfEra = Math.floor((ofEra - leaps) / 365);
  const century = Math.floor(yearOfEra / 100);
  const ofYear = ofEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - century);
  const m = Math.floor((ofYear * 5 + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((m * 153 + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 0 Monday to 6 Sunday. */
export function weekdayOfDay(dayNumber: number): number {
  return ((dayNumber % 7) + 7) % 7;
}

/**
 * The day a count of ticks falls on. The quotient may be rounded up to the next whole number just before midnight,
 * hence the second look.
 */
export function dayOfTicks(ticks: number): number {
  const day = Math.floor(ticks / TICKS_PER_DAY);
  return ticks < day * TICKS_PER_DAY ? day - 1 : day;
}

/** `2024-03-06`; years outside 0 to 9999 get a sign and six digits, as ISO 8601 wants. */
export function dateText(dayNumber: number): string {
  const { year, month, day } = dateOfDay(dayNumber);
  return `${yearText(year)}-${two(month)}-${two(day)}`;
}

/** Whole milliseconds since 1970, the tenths of microseconds cut off; `NaN` stays `NaN`. */
export function ticksToEpochMs(ticks: Ticks): number {
  return Math.floor(ticks / 10_000) + ORIGIN_MS;
}

export function epochMsToTicks(ms: number): Ticks {
  return ((ms - ORIGIN_MS) * 10_000) as Ticks;
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, "0");
  return `${year < 0 ? "-" : "+"}${String(Math.abs(year)).padStart(6, "0")}`;
}
