import { dateText, dayOfTicks, TICKS_PER_DAY, TICKS_PER_SECOND, weekdayOfDay } from "./calendar.ts";
import { clockText } from "./iso.ts";
import { offsetText, type Zone } from "./zone.ts";

/** Writes moments on the clock of one zone. Every function gives null for a time that is not known. */
export interface TimeFormat {
  readonly zone: Zone;
  /** `2024-03-06 14:05:07`. */
  full(time: number): string | null;
  /** `2024-03-06`. */
  date(time: number): string | null;
  /** `14:05:07`. */
  clock(time: number): string | null;
  /** `14:05`. */
  shortClock(time: number): string | null;
  /** `2024-03-06T14:05:07.1234567+01:00`. */
  iso(time: number): string | null;
  /** 0 Monday to 6 Sunday, -1 when not known. */
  weekday(time: number): number;
  /** Seconds since local midnight by the clock on the wall, -1 when not known. */
  secondOfDay(time: number): number;
}

/** A formatter that remembers the day it wrote last; a million times cost well under a second. */
export function timeFormat(zone: Zone): TimeFormat {
  let day = Number.NaN;
  let dayDate = "";
  let ofDay = 0;
  let offset = 0;

  /** Puts the local day and the ticks since its midnight into the variables above. */
  function place(time: number): boolean {
    if (!Number.isFinite(time)) return false;
    offset = zone.spanAt(time).offset;
    const local = time + offset;
    const of = dayOfTicks(local);
    ofDay = local - of * TICKS_PER_DAY;
    if (of !== day) {
      day = of;
      dayDate = dateText(of);
    }
    return true;
  }
  const seconds = () => Math.floor(ofDay / TICKS_PER_SECOND);

  return {
    zone,
    full: (time) => (place(time) ? `${dayDate} ${clockText(seconds())}` : null),
    date: (time) => (place(time) ? dayDate : null),
    clock: (time) => (place(time) ? clockText(seconds()) : null),
    shortClock: (time) => (place(time) ? clockText(seconds()).slice(0, 5) : null),
    iso(time) {
      if (!place(time)) return null;
      const whole = seconds();
      const fraction = String(ofDay - whole * TICKS_PER_SECOND).padStart(7, "0");
      return `${dayDate}T${clockText(whole)}.${fraction}${offsetText(offset)}`;
    },
    weekday: (time) => (place(time) ? weekdayOfDay(day) : -1),
    secondOfDay: (time) => (place(time) ? seconds() : -1),
  };
}
