import {
  dateOfDay,
  dayOfDate,
  dayOfTicks,
  daysInMonth,
  TICKS_PER_DAY,
  TICKS_PER_MINUTE,
  weekdayOfDay,
} from "../time/calendar.ts";
import { offsetAt, type Zone } from "../time/zone.ts";
import { OPTION_WORDS, type OptionWords } from "./option-words.ts";

/*
 * Working hours as a small JSON file:
 *
 *   {
 *     "zone": "Europe/Berlin",
 *     "hours": { "mon": ["08:00-12:00", "13:00-17:00"], "tue": ["08:00-17:00"], "fri": ["22:00-24:00"], ... },
 *     "holidays": ["2024-12-25", "--05-01"]
 *   }
 *
 * Weekdays that are not named are free. A holiday without a year comes back every year. A shift over midnight is two
 * spans, on two days: each moment belongs to the day its clock shows. Without a zone the report's own is meant.
 */

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export interface WorkCalendar {
  /** Name of its zone; null for the zone of the report. */
  readonly zone: string | null;
  /** Working spans by weekday, Monday first, in ticks since local midnight. */
  readonly hours: readonly (readonly (readonly [from: number, to: number])[])[];
  /** Days since 2024-01-01. */
  readonly holidays: ReadonlySet<number>;
  /** Month and day as month * 100 + day. */
  readonly yearly: ReadonlySet<number>;
}

/** Larger files hold something else. */
export const MOST_CALENDAR_BYTES = 1_000_000;
const MOST_SPANS = 24;
const MOST_HOLIDAYS = 10_000;
const MOST_ZONE_NAME = 100;

/** Monday to Friday, 07:00 to 19:00: what is taken when no calendar is given. */
export const OFFICE_HOURS: WorkCalendar = {
  zone: null,
  hours: WEEKDAYS.map((_, day) => (day < 5 ? [[7 * 60 * TICKS_PER_MINUTE, 19 * 60 * TICKS_PER_MINUTE]] : [])),
  holidays: new Set(),
  yearly: new Set(),
};

export type CalendarResult =
  | { readonly ok: true; readonly value: WorkCalendar }
  | { readonly ok: false; readonly problem: string };

class Wrong extends Error {
  readonly problem: (words: OptionWords) => string;
  constructor(problem: (words: OptionWords) => string) {
    super(problem(OPTION_WORDS));
    this.problem = problem;
  }
}

/** Reads a calendar file. What is wrong is told with its place, such as `hours.tue[1]`. */
export function parseCalendar(text: string, words: OptionWords = OPTION_WORDS): CalendarResult {
  try {
    return { ok: true, value: read(text) };
  } catch (failure) {
    if (failure instanceof Wrong) return { ok: false, problem: failure.problem(words) };
    throw failure;
  }
}

function read(text: string): WorkCalendar {
  if (text.length > MOST_CALENDAR_BYTES) throw new Wrong((w) => w.largeCalendar);
  const root = fieldsOf(json(text), null, ["zone", "hours", "holidays"]);
  const { zone = null, hours, holidays = [] } = root;
  if (zone !== null && (typeof zone !== "string" || zone === "" || zone.length > MOST_ZONE_NAME)) {
    throw new Wrong((w) => w.notAZone);
  }
  if (hours === undefined) throw new Wrong((w) => w.noHours);
  const named = fieldsOf(hours, "hours", WEEKDAYS);
  const exact = new Set<number>();
  const yearly = new Set<number>();
  for (const [at, item] of listOf(holidays, "holidays", MOST_HOLIDAYS).entries()) {
    const place = `holidays[${at}]`;
    const match = typeof item === "string" ? /^(?:(\d{4})|-)-(\d\d)-(\d\d)$/.exec(item) : null;
    if (match === null) throw new Wrong((w) => w.notADate(place));
    const [year, month, day] = [Number(match[1] ?? 2024), Number(match[2]), Number(match[3])];
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      throw new Wrong((w) => w.noSuchDay(place));
    }
    if (match[1] === undefined) yearly.add(month * 100 + day);
    else exact.add(dayOfDate(year, month, day));
  }
  return {
    zone,
    hours: WEEKDAYS.map((name) => spansOf(named[name] ?? [], `hours.${name}`)),
    holidays: exact,
    yearly,
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch (failure) {
    const why = failure instanceof Error ? failure.message.slice(0, 200) : null;
    throw new Wrong((w) => w.notJson(why ?? w.unreadable));
  }
}

function fieldsOf(
  value: unknown,
  /** Null for the file itself. */
  place: string | null,
  known: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Wrong((w) => w.notAnObject(place ?? w.file, known.join(", ")));
  }
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const name = unknown.slice(0, 40);
    throw new Wrong((w) => w.noField(place ?? w.file, name, known.join(", ")));
  }
  return value as Readonly<Record<string, unknown>>;
}

function listOf(value: unknown, place: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new Wrong((w) => w.notAList(place));
  if (value.length > most) throw new Wrong((w) => w.longList(place, most));
  return value;
}

function spansOf(value: unknown, place: string): readonly (readonly [number, number])[] {
  const list = listOf(value, place, MOST_SPANS);
  return list.map((item, at) => {
    const match = typeof item === "string" ? /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(item) : null;
    if (match === null) throw new Wrong((w) => w.notASpan(`${place}[${at}]`));
    const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
    if (fromMinute > 59 || toMinute > 59 || to > 1440 || from >= to) {
      throw new Wrong((w) => w.badSpan(`${place}[${at}]`));
    }
    return [from * TICKS_PER_MINUTE, to * TICKS_PER_MINUTE] as const;
  });
}

export type OffReason = "outsideHours" | "freeWeekday" | "holiday";

/** Why a moment is no working time, by the clock on the wall of the zone; null when it is. */
export function offReason(calendar: WorkCalendar, zone: Zone, time: number): OffReason | null {
  const local = time + offsetAt(zone, time);
  const day = dayOfTicks(local);
  const { month, day: ofMonth } = dateOfDay(day);
  if (calendar.holidays.has(day) || calendar.yearly.has(month * 100 + ofMonth)) return "holiday";
  const spans = calendar.hours[weekdayOfDay(day)] ?? [];
  if (spans.length === 0) return "freeWeekday";
  const clock = local - day * TICKS_PER_DAY;
  return spans.some(([from, to]) => from <= clock && clock < to) ? null : "outsideHours";
}
