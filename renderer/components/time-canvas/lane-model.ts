/**
 * What the canvas draws, prepared outside of it. Sessions of a lane lie in tracks, one below the other, so that
 * sessions at the same time do not hide each other:
 *
 *   lane "srv-rds"   track 0   [anna------------]      [carla-----]
 *                    track 1        [ben----------------]
 *                    track 2            [dmitri--]
 *
 * Bars of a track start one after the other; only the last track of a lane may hold bars that overlap.
 */
export interface LaneBars {
  /** First and last moment of each bar with all it may reach to, by session row. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** First and last moment of what is known for sure. */
  readonly solidFrom: Float64Array;
  readonly solidTo: Float64Array;
}

export interface Lane {
  /** Stable name of the lane: user key or computer key. */
  readonly key: string;
  readonly label: string;
  /** Filter term that keeps this lane only; null when nothing names it. */
  readonly only: { readonly field: string; readonly value: string } | null;
  /** Small text at the right of the label. */
  readonly note: string;
  /** Tracks `firstTrack` to `firstTrack + tracks - 1`. */
  readonly firstTrack: number;
  readonly tracks: number;
  /** Rows of failures, ascending in time. */
  readonly failures: Uint32Array;
  readonly marks: readonly LaneMark[];
  readonly holes: readonly { readonly from: number; readonly to: number }[];
}

export interface LaneMark {
  readonly time: number;
  readonly kind: "boot" | "stop" | "crash" | "cleared";
  readonly label: string;
}

export interface LaneGroup {
  readonly key: string;
  readonly label: string;
  readonly lanes: readonly Lane[];
}

export interface LaneSet {
  readonly groups: readonly LaneGroup[];
  /** Session rows, track after track. */
  readonly rows: Uint32Array;
  /** Track t holds `rows[trackStart[t]] .. rows[trackStart[t + 1] - 1]`. */
  readonly trackStart: Uint32Array;
  /** Longest bar of each track: how far before the window a bar may begin and still reach into it. */
  readonly trackReach: Float64Array;
}

/** First position in `rows[low, high)` whose bar does not start before `time`. */
export function firstFrom(
  rows: Uint32Array,
  starts: Float64Array,
  low: number,
  high: number,
  time: number,
): number {
  let a = low;
  let b = high;
  while (a < b) {
    const middle = (a + b) >>> 1;
    if (starts[rows[middle]!]! < time) a = middle + 1;
    else b = middle;
  }
  return a;
}

/** Positions in `set.rows` of a track whose bars may touch the window. */
export function trackInWindow(
  set: LaneSet,
  bars: LaneBars,
  track: number,
  from: number,
  to: number,
): readonly [number, number] {
  const low = set.trackStart[track]!;
  const high = set.trackStart[track + 1]!;
  const reach = set.trackReach[track]!;
  const first = firstFrom(set.rows, bars.from, low, high, from - reach);
  return [first, firstFrom(set.rows, bars.from, first, high, to)];
}
