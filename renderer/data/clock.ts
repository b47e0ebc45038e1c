import { dateOfDay, dayOfDate, TICKS_PER_MINUTE, weekdayOfDay } from "../../shared/engine/time/calendar.ts";
import { localDayOf } from "../../shared/engine/time/days.ts";
import { ianaZone } from "../../shared/engine/time/iana-zone.ts";
import { type TimeFormat, timeFormat } from "../../shared/engine/time/time-format.ts";
import { windowsZoneToIana } from "../../shared/engine/time/windows-zones.ts";
import {
  localToTicks,
  offsetAt,
  offsetLabel,
  parseFixedZone,
  UTC,
  type Zone,
  type ZoneSpan,
} from "../../shared/engine/time/zone.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { T } from "./texts.ts";

/**
 * Days of the zone, counted from 2024-01-01, and minutes of the clock on the wall: what a time axis is drawn from. Days
 * of 23 and 25 hours come out right by themselves.
 */
export interface DayClock {
  readonly dayOf: (time: number) => number;
  readonly momentOf: (day: number, minutes: number) => number;
  readonly weekdayOf: (day: number) => number;
  readonly dateOf: (day: number) => { readonly year: number; readonly month: number; readonly day: number };
  readonly dayOfDate: (year: number, month: number, day: number) => number;
  /** The stretch around a moment in which clocks stand off UTC by the same amount. */
  readonly spanAt: (time: number) => ZoneSpan;
}

/** Everything the page needs to put moments on the clock of one zone. */
export interface Clock {
  readonly zone: Zone;
  readonly format: TimeFormat;
  readonly axis: DayClock;
  /** `Wed 6 Mar 2024 08:01:12`; the year is left out where the whole case lies in one. */
  readonly friendly: (time: number) => string;
  /** As `friendly`, without seconds. */
  readonly short: (time: number) => string;
  /** `Wed 6 Mar 2024 08:01`, with the year whatever the case: for the line that says what the logs cover. */
  readonly whole: (time: number) => string;
  /** `Wed 6 Mar`. */
  readonly dayName: (time: number) => string;
  /** `08:01:12` when the moment falls on the same day as the other one, else as `friendly`. */
  readonly near: (time: number, other: number) => string;
  /** Both ends of a span, with seconds only where minutes would not tell them apart. */
  readonly fromTo: (from: number, to: number) => readonly [from: string, to: string];
  /** As `near`, without seconds. */
  readonly nearShort: (time: number, other: number) => string;
  /** `UTC+1` at a moment. */
  readonly offsetName: (time: number) => string;
}

const zones = new Map<string, Zone>();

/** A zone by IANA, Windows or fixed name; UTC when there is none of that name. */
export function zoneByName(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = parseFixedZone(name) ?? ianaZone(windowsZoneToIana(name) ?? name) ?? UTC;
  zones.set(name, zone);
  return zone;
}

/**
 * Zone to show a case in: the one its computers agree on (System 6013), else the one of this machine. The name is an
 * IANA one.
 */
export function defaultZone(data: CaseData | null, machine: string): string {
  const names = new Set(data?.computers.map((computer) => computer.windowsZone) ?? []);
  names.delete(null);
  const [only] = names;
  const agreed = names.size === 1 && only != null ? windowsZoneToIana(only) : null;
  return agreed ?? machine;
}

/** Below this the minutes of two ends may be the same. */
const NARROW = 2 * TICKS_PER_MINUTE;

const clocks = new Map<string, Clock>();

/** The clock of a zone; `plainYear` is the year that needs no mention, or null to write it always. */
export function clockOf(zoneName: string, plainYear: number | null): Clock {
  const key = `${zoneName} ${plainYear}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const clock = makeClock(zoneByName(zoneName), plainYear);
  if (clocks.size > 20) clocks.clear();
  clocks.set(key, clock);
  return clock;
}

/** The one year all of a case lies in, else null. */
export function plainYearOf(data: CaseData | null): number | null {
  if (data === null || Number.isNaN(data.oldest)) return null;
  const year = (time: number) => dateOfDay(localDayOf(UTC, time)).year;
  const first = year(data.oldest);
  return first === year(data.newest) ? first : null;
}

function makeClock(zone: Zone, plainYear: number | null): Clock {
  const format = timeFormat(zone);
  const axis: DayClock = {
    dayOf: (time) => localDayOf(zone, time),
    momentOf: (day, minutes) => localToTicks(zone, (day * 1440 + minutes) * TICKS_PER_MINUTE),
    weekdayOf: weekdayOfDay,
    dateOf: dateOfDay,
    dayOfDate,
    spanAt: (time) => zone.spanAt(time),
  };
  const dayName = (time: number, always = false) => {
    if (!Number.isFinite(time)) return "";
    const day = localDayOf(zone, time);
    const { year, month, day: ofMonth } = dateOfDay(day);
    const name = `${T.weekdays[weekdayOfDay(day)]} ${ofMonth}${T.dayDot} ${T.months[month - 1]}`;
    return year === plainYear && !always ? name : `${name} ${year}`;
  };
  const friendly = (time: number) => `${dayName(time)} ${format.clock(time) ?? ""}`.trim();
  const whole = (time: number) =>
    Number.isFinite(time) ? `${dayName(time, true)} ${format.shortClock(time) ?? ""}` : "";
  const short = (time: number) => `${dayName(time)} ${format.shortClock(time) ?? ""}`.trim();
  const near = (time: number, other: number) =>
    Number.isFinite(time) && localDayOf(zone, time) === localDayOf(zone, other)
      ? (format.clock(time) ?? "")
      : friendly(time);
  const nearShort = (time: number, other: number) => {
    const sameDay = Number.isFinite(time) && localDayOf(zone, time) === localDayOf(zone, other);
    return sameDay ? (format.shortClock(time) ?? "") : short(time);
  };
  return {
    zone,
    format,
    axis,
    dayName,
    friendly,
    short,
    whole,
    near,
    nearShort,
    fromTo: (from, to) =>
      to - from < NARROW ? [friendly(from), near(to, from)] : [short(from), nearShort(to, from)],
    offsetName: (time) => offsetLabel(offsetAt(zone, Number.isFinite(time) ? time : 0)),
  };
}
