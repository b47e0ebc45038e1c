import { Temporal } from "temporal-polyfill";
import type { Ticks } from "../../types/units.ts";
import { epochMsToTicks, ticksToEpochMs } from "./calendar.ts";
import type { Zone, ZoneSpan } from "./zone.ts";

/** Moments further from 1970 than this (in years 1900 and 2200) share the span of the border. */
const FIRST_MS = Date.UTC(1900, 0, 1);
const LAST_MS = Date.UTC(2200, 0, 1);

/**
 * A zone of the IANA database by name, whatever its case; null when there is none of that name. Looking a span up
 * costs milliseconds, so each is kept; the one used last is tried first, because rows of a table are mostly near
 * each other in time.
 */
export function ianaZone(name: string): Zone | null {
  let canonical: string;
  try {
    canonical = at(0, name.trim()).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const known: ZoneSpan[] = [];
  let last: ZoneSpan | null = null;
  return {
    name: canonical,
    spanAt(time) {
      if (last !== null && time >= last.from && time < last.to) return last;
      const found = known.find((span) => time >= span.from && time < span.to);
      last = found ?? readSpan(canonical, time);
      if (found === undefined) known.push(last);
      return last;
    },
  };
}

/** The stretch of constant offset around a moment. Transitions always fall on whole seconds. */
function readSpan(name: string, time: number): ZoneSpan {
  const wanted = Number.isNaN(time) ? FIRST_MS : ticksToEpochMs(time as Ticks);
  const ms = Math.min(Math.max(wanted, FIRST_MS), LAST_MS);
  const here = at(ms, name);
  // "previous" looks strictly before its moment: one millisecond on, a transition right here is found too.
  const previous = at(ms + 1, name).getTimeZoneTransition("previous")?.epochMilliseconds ?? null;
  const next = here.getTimeZoneTransition("next")?.epochMilliseconds ?? null;
  return {
    from: previous === null || previous <= FIRST_MS ? Number.NEGATIVE_INFINITY : epochMsToTicks(previous),
    to: next === null || next >= LAST_MS ? Number.POSITIVE_INFINITY : epochMsToTicks(next),
    offset: here.offsetNanoseconds / 100,
  };
}

function at(ms: number, name: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
}
