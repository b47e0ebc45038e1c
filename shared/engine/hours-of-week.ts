import { TICKS_PER_HOUR } from "./time/calendar.ts";
import type { Zone, ZoneSpan } from "./time/zone.ts";

/** In place of an hour where the time is not known. */
export const NO_HOUR = 255;
const HOURS = 168;

interface Known {
  readonly zone: Zone;
  readonly hours: Uint8Array;
}

const known = new WeakMap<Float64Array, Known>();
const NO_SPAN: ZoneSpan = { from: Number.NaN, to: Number.NaN, offset: 0 };

/**
 * Hour of the local week of each time of a column: 0 is Monday from 0:00 on, 167 Sunday from 23:00 on. Worked out once
 * for a column and a zone; the column must not change.
 */
export function hoursOfWeek(times: Float64Array, zone: Zone): Uint8Array {
  const last = known.get(times);
  if (last?.zone === zone) return last.hours;
  const hours = new Uint8Array(times.length);
  let span = NO_SPAN;
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!;
    if (!(time >= span.from && time < span.to)) {
      if (!Number.isFinite(time)) {
        hours[row] = NO_HOUR;
        continue;
      }
      span = zone.spanAt(time);
    }
    // Ticks begin with a Monday.
    const hour = Math.floor((time + span.offset) / TICKS_PER_HOUR) % HOURS;
    hours[row] = hour >= 0 ? hour : hour < 0 ? hour + HOURS : NO_HOUR;
  }
  known.set(times, { zone, hours });
  return hours;
}
