import { INTERVAL } from "./intervals.ts";

/** Intervals of sessions as columns; those of one session stand together, sorted by their begin. */
export interface IntervalColumns {
  readonly kind: Uint8Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** 1 for an interval that only the end of the session closed: it goes on as long as the session does. */
  readonly cut: Uint8Array;
}

/**
 * R14: duration minus the union of the intervals from row `first` up to before row `after`, in ticks. A running screen
 * saver is presence: it takes no time away.
 *
 *     session        |-------------------------|      12:00 - 08:00 = 4 h
 *     locked             |=======|                    09:00 - 10:00
 *     disconnected           |=======|                09:30 - 10:30
 *     active         |---|           |---------|      2 h 30 min
 */
export function activeTime(
  start: number,
  end: number,
  intervals: IntervalColumns,
  first: number,
  after: number,
): number {
  let away = 0;
  let reached = start;
  for (let row = first; row < after; row++) {
    if (intervals.kind[row] === INTERVAL.screenSaver) continue;
    const begin = intervals.from[row]!;
    const stop = intervals.to[row]!;
    const from = begin > reached ? begin : reached;
    const to = intervals.cut[row] === 1 || !(stop < end) ? end : stop;
    if (to <= from) continue;
    away += to - from;
    reached = to;
  }
  // Times decades away from now are not exact to the tick, and their rounding may add up to more than the session.
  return Math.max(0, end - start - away);
}
