import type { DateOrder } from "../../types/text-import.ts";
import type { Ticks } from "../../types/units.ts";
import { isoToTicks } from "../time.ts";

/** Date and time as written, before anybody says which number is the day. */
export interface WrittenTime {
  readonly parts: readonly [number, number, number];
  /** Digits of the first part; four make it the year. */
  readonly firstDigits: number;
  readonly lastDigits: number;
  readonly separator: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly twelveHours: boolean;
}

const FORM =
  /^(?:[^\d,;\t]{1,12}[ ,]\s*)?(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?,?\s+(?:([^\d\s]{1,8}\.?(?:\s?[^\d\s]{1,4})?)\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([^\d\s][^\d]{0,11}))?$/u;
/** Marks that only steer the direction of writing, and spaces of all kinds. */
const INVISIBLE = /[\u200e\u200f\u061c\u202a-\u202e]/gu;
const SPACES = /[\u00a0\u202f\u2007-\u200a\s]+/gu;

const MORNING = new Set(["am", "a.m.", "a. m.", "a.m", "上午", "午前", "오전"]);
const EVENING = new Set(["pm", "p.m.", "p. m.", "p.m", "下午", "午後", "오후"]);

/**
 * Takes a date and time of a Windows short format apart; null when the text is none, or names the half of the day in
 * words that are not known here: a time that may be twelve hours off is no time.
 */
export function parseWritten(text: string): WrittenTime | null {
  const match = FORM.exec(text.replace(INVISIBLE, "").replace(SPACES, " ").trim());
  if (match === null) return null;
  const [, first, separator, middle, last, before, hourText, minuteText, secondText = "0", after] = match;
  const half = (before ?? after ?? "").trim().toLowerCase();
  const morning = MORNING.has(half);
  const evening = EVENING.has(half);
  if (half !== "" && !morning && !evening) return null;
  let hour = Number(hourText);
  const twelveHours = half !== "";
  if (twelveHours) {
    if (hour > 12) return null;
    hour = (hour % 12) + (evening ? 12 : 0);
  }
  const [minute, second] = [Number(minuteText), Number(secondText)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const parts = [Number(first), Number(middle), Number(last)] as const;
  const [firstDigits, lastDigits] = [first!.length, last!.length];
  return { parts, firstDigits, lastDigits, separator: separator!, hour, minute, second, twelveHours };
}

/**
 * Ticks on the clock it was written from, as if that clock showed UTC; `NaN` when the numbers are no date in that order.
 * Years outside 1980 to 2200 are of another calendar or nonsense, and are not converted.
 */
export function localTicks(written: WrittenTime, order: DateOrder): Ticks {
  const { parts, firstDigits, lastDigits, hour, minute, second } = written;
  const [a, b, c] = parts;
  const [year, month, day] = order === "ymd" ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b];
  const digits = order === "ymd" ? firstDigits : lastDigits;
  if ((digits !== 4 && digits !== 2) || (order !== "ymd" && firstDigits > 2)) return Number.NaN as Ticks;
  const whole = digits === 2 ? 2000 + year : year;
  if (whole < 1980 || whole > 2200) return Number.NaN as Ticks;
  return isoToTicks(`${whole}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
