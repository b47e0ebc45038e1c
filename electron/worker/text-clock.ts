import { windowsZoneToIana } from "../../shared/engine/time/windows-zones.ts";
import { localToTicks, parseFixedZone } from "../../shared/engine/time/zone.ts";
import type { LocalClock } from "../../shared/types/ports.ts";
import { NO_TIME, type Ticks } from "../../shared/types/units.ts";

const DAY_MS = 86_400_000;
const TICKS_PER_MS = 10_000;
/** 2024-01-01, where ticks begin. */
const ORIGIN_MS = Date.UTC(2024, 0, 1);

/** The clock of a zone as a user names it; this machine's when none is named or the name is not known. */
export function textClock(named: string | null): LocalClock {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  if (named !== null) {
    const fixed = parseFixedZone(named);
    if (fixed !== null)
      return { zone: fixed.name, assumed: false, toUtc: (local) => localToTicks(fixed, local) };
    const clock = zoneClock(windowsZoneToIana(named) ?? named, false);
    if (clock !== null) return clock;
  }
  return zoneClock(own, true) ?? { zone: "UTC", assumed: true, toUtc: (local) => local };
}

/**
 * A zone's clock out of the platform's own zone data, because the clock is needed while a file is read and the zone
 * database is only loaded asynchronously. Of an hour that occurs twice the first one is meant; one that never occurs is
 * moved on by the step.
 */
function zoneClock(name: string, assumed: boolean): LocalClock | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
  const offsetAt = (ms: number): number => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const local = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return local - Math.floor(ms / 1000) * 1000;
  };
  /** Offset of the days on which it does not change; asking costs microseconds, and a log has many records a day. */
  const steady = new Map<number, number | null>();
  const toUtcMs = (local: number): number => {
    const day = Math.floor(local / DAY_MS);
    let known = steady.get(day);
    if (known === undefined) {
      const [before, after] = [offsetAt((day - 1) * DAY_MS), offsetAt((day + 2) * DAY_MS)];
      known = before === after ? before : null;
      steady.set(day, known);
    }
    if (known !== null) return local - known;
    const [before, after] = [offsetAt(local - DAY_MS), offsetAt(local + DAY_MS)];
    if (offsetAt(local - before) === before) return local - before;
    return offsetAt(local - after) === after ? local - after : local - before;
  };
  return {
    zone: format.resolvedOptions().timeZone,
    assumed,
    toUtc(local) {
      if (Number.isNaN(local)) return NO_TIME;
      const ms = Math.floor(local / TICKS_PER_MS) + ORIGIN_MS;
      return (local + (toUtcMs(ms) - ms) * TICKS_PER_MS) as Ticks;
    },
  };
}
