import { TICKS_PER_DAY } from "../../shared/engine/time/calendar.ts";
import { type CloudCalendar, cloudCalendars, type Span } from "../../shared/engine/trails/cloud-calendar.ts";
import type { CloudWindow } from "../../shared/types/cloud.ts";

export const DAY_STATES = ["covered", "part", "gap", "pending"] as const;
export type DayState = (typeof DAY_STATES)[number];

/** One day of the calendar, in UTC. */
export interface StripDay {
  /** Its first tick. */
  readonly from: number;
  readonly state: DayState;
  /** The next export is due on this day. */
  readonly isDue: boolean;
}

export interface CloudStrip extends CloudCalendar {
  /** Days from the first covered to the one on which the next export is due, the newest `MOST_DAYS` of them. */
  readonly days: readonly StripDay[];
  readonly left: number;
}

/** About a year: more days than that are no picture any more. */
export const MOST_DAYS = 400;

/** Days behind the one on which the next export was due. */
const TAIL_DAYS = 14;

/** What exports cover, day by day, for each environment. */
export function cloudStrips(windows: readonly CloudWindow[], now: number): readonly CloudStrip[] {
  return cloudCalendars(windows, now).map((calendar) => {
    const first = Math.floor(calendar.from / TICKS_PER_DAY);
    const due = Math.floor(calendar.nextDue / TICKS_PER_DAY);
    const today = Number.isNaN(now) ? due : Math.floor(now / TICKS_PER_DAY);
    // Long ago that the last export was: the gap since is told in words, and the picture ends.
    const last = Math.max(due, Math.min(today, due + TAIL_DAYS));
    const start = Math.max(first, last - MOST_DAYS + 1);
    const days: StripDay[] = [];
    for (let day = start; day <= last; day++) {
      const from = day * TICKS_PER_DAY;
      days.push({ from, state: stateOf(calendar, from), isDue: day === due });
    }
    return { ...calendar, days, left: start - first };
  });
}

function stateOf({ covered, gaps, from, to }: CloudCalendar, day: number): DayState {
  const end = day + TICKS_PER_DAY;
  const overlaps = (span: Span): boolean => span.from < end && span.to > day;
  const isCovered = covered.some(overlaps);
  const isGap = gaps.some(overlaps);
  if (isGap) return isCovered ? "part" : "gap";
  if (!isCovered) return "pending";
  // The first and the last day of all: exports begin and end within them.
  return from > day || to < end ? "part" : "covered";
}
