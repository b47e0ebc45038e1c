import type { DateOrder } from "../../types/text-import.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { localTicks, parseWritten, type WrittenTime } from "../csv/local-time.ts";
import { isoToTicks } from "../time.ts";
import { serialToIso } from "../xlsx/serial-date.ts";

/** A time of a row as far as it is known before anybody says which number is the day. */
export type RowTime =
  | { readonly written: null; readonly ticks: Ticks; readonly hasOffset: boolean }
  /** `extra`: ticks to be added for fractions of a second and for an offset; `plain`: the text without these. */
  | {
      readonly written: WrittenTime;
      readonly plain: string;
      readonly extra: number;
      readonly hasOffset: boolean;
    };

const TICKS_PER_SECOND = 10_000_000;
const ZONE = /\s*(?:(utc|gmt|z)|(?:utc|gmt)?([+-])(\d{2}):?(\d{2}))$/iu;
const FRACTION = /(:\d{2})[.,](\d{1,9})(?=\D|$)/u;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/u;
/** Days of 1927 to 2119: serial numbers of dates in cells that are formatted as numbers. */
const SERIAL = /^(?:[1-7]\d{4})(?:\.\d{1,17})?$/u;

/**
 * Takes the time of a row apart; null when it is none. `serial`: it may be a number as sheets store dates, counted from
 * 1900 or 1904.
 */
export function rowTime(text: string, serial: 1900 | 1904 | null = null): RowTime | null {
  const plainIso = plainTicks(text);
  if (plainIso !== null) return whole(plainIso, false);
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 64) return null;
  if (serial !== null && SERIAL.test(trimmed)) {
    const iso = serialToIso(Number(trimmed), serial === 1904);
    return iso === null ? null : whole(isoToTicks(iso), false);
  }
  if (ISO_DATE.test(trimmed)) return isoTime(trimmed);
  let plain = trimmed;
  let extra = 0;
  const zone = ZONE.exec(plain);
  if (zone !== null) {
    plain = plain.slice(0, zone.index);
    const [, , sign, hours = "0", minutes = "0"] = zone;
    const offset = (Number(hours) * 60 + Number(minutes)) * 60 * TICKS_PER_SECOND;
    extra -= sign === "-" ? -offset : offset;
  }
  const fraction = FRACTION.exec(plain);
  if (fraction !== null) {
    plain = plain.replace(FRACTION, "$1");
    extra += Number(fraction[2]!.slice(0, 7).padEnd(7, "0"));
  }
  const written = parseWritten(plain);
  return written === null ? null : { written, plain, extra, hasOffset: zone !== null };
}

/** Whether a text begins with a year, a month and a day, in that order. */
export function startsIso(text: string): boolean {
  return text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH && ISO_DATE.test(text);
}

const DASH = 45;
let lastDate = "";
let lastDay: number = Number.NaN;

/** `2024-03-04 09:00:00`, as nearly all rows have it: the day was most often seen in the row before. */
function plainTicks(text: string): Ticks | null {
  if (text.length !== 19 || text.charCodeAt(4) !== DASH || text.charCodeAt(13) !== 58) return null;
  const between = text.charCodeAt(10);
  if ((between !== 32 && between !== 84) || text.charCodeAt(16) !== 58) return null;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (!(hour < 24 && minute < 60 && second < 60)) return null;
  const date = text.slice(0, 10);
  if (date !== lastDate) {
    lastDay = isoToTicks(`${date}T00:00:00Z`);
    lastDate = date;
  }
  if (Number.isNaN(lastDay)) return null;
  return (lastDay + ((hour * 60 + minute) * 60 + second) * TICKS_PER_SECOND) as Ticks;
}

/** Two digits as a number; `NaN` for anything else. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : Number.NaN;
}

function isoTime(text: string): RowTime | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?([.,]\d{1,9})?)?\s*(.*)$/iu.exec(text);
  if (match === null) return null;
  const [, date, time = "00:00", seconds = ":00", fraction = "", zone = ""] = match;
  const offset = /^(?:utc|gmt)$/iu.test(zone) ? "Z" : zone;
  const ticks = isoToTicks(`${date}T${time}${seconds}${fraction}${offset}`);
  return Number.isNaN(ticks) ? null : whole(ticks, zone !== "");
}

function whole(ticks: Ticks, hasOffset: boolean): RowTime {
  return { written: null, ticks, hasOffset };
}

/** The moment of a time in one order of day and month, taken as UTC where no offset is written. */
export function ticksOf(time: RowTime | null, order: DateOrder): Ticks {
  if (time === null) return NO_TIME;
  if (time.written === null) return time.ticks;
  return (localTicks(time.written, order) + time.extra) as Ticks;
}
