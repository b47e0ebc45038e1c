/** Intervals of one session, sorted by their begin. */
export interface OwnIntervals {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Interval that only the end of the session closed: it goes on as long as the session does. */
  readonly cut: readonly boolean[];
}

/**
 * R14: duration minus the union of the given intervals, in ticks.
 *
 *     session        |-------------------------|      12:00 - 08:00 = 4 h
 *     locked             |=======|                    09:00 - 10:00
 *     disconnected           |=======|                09:30 - 10:30
 *     active         |---|           |---------|      2 h 30 min
 */
export function activeTime(start: number, end: number, intervals: OwnIntervals): number {
  let away = 0;
  let reached = start;
  for (let i = 0; i < intervals.from.length; i++) {
    const from = Math.max(intervals.from[i]!, reached);
    const to = Math.min(intervals.cut[i] ? end : intervals.to[i]!, end);
    if (to <= from) continue;
    away += to - from;
    reached = to;
  }
  // Times decades away from now are not exact to the tick, and their rounding may add up to more than the session.
  return Math.max(0, end - start - away);
}
