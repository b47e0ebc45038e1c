import type { Clock } from "../../data/clock.ts";
import type { TimeWindow } from "../../data/time-window.ts";

/** Two stretches of time to set against each other. */
export interface Periods {
  readonly a: TimeWindow;
  readonly b: TimeWindow;
}

export const PERIOD_PRESETS = ["week", "day", "month", "halves", "range"] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

const LENGTHS = { day: 1, week: 7, month: 28 } as const;

/** From so many days on halves begin at midnight. */
const WHOLE_DAYS = 4;

/**
 * Two periods that people set against each other. "Last" is that of the log, which may be of last year. Null where there
 * is no range to take.
 */
export function presetPeriods(
  clock: Clock,
  span: TimeWindow,
  range: TimeWindow | null,
  preset: PeriodPreset,
): Periods | null {
  switch (preset) {
    case "range":
      return range === null
        ? null
        : { a: { from: range.from - (range.to - range.from), to: range.from }, b: range };
    case "halves": {
      const [first, last] = [clock.axis.dayOf(span.from), clock.axis.dayOf(span.to)];
      const whole = last - first >= WHOLE_DAYS;
      const at = (day: number) => clock.axis.momentOf(day, 0);
      const middle = whole ? at((first + last + 1) >> 1) : Math.floor((span.from + span.to) / 2);
      return {
        a: { from: whole ? at(first) : span.from, to: middle },
        b: { from: middle, to: whole ? at(last + 1) : span.to + 1 },
      };
    }
    default: {
      const days = LENGTHS[preset];
      const end = clock.axis.dayOf(span.to) + 1;
      const at = (day: number) => clock.axis.momentOf(day, 0);
      return {
        a: { from: at(end - 2 * days), to: at(end - days) },
        b: { from: at(end - days), to: at(end) },
      };
    }
  }
}
