/**
 * What the canvas draws, prepared outside of it as columns: a case may have ten thousand lanes, of which thirty are in
 * view. Sessions of a lane lie in tracks, one below the other, so that sessions at the same time do not hide each
 * other:
 *
 *   lane "srv-rds"   track 0   [anna------------]      [carla-----]
 *                    track 1        [ben----------------]
 *                    track 2            [dmitri--]
 *
 * Bars of a track start one after the other; only the last track of a lane may hold bars that overlap.
 */
export interface LaneSet {
  readonly groups: readonly LaneGroup[];
  /** Session rows, track after track. */
  readonly rows: Uint32Array;
  /** Track t holds `rows[trackStart[t]] .. rows[trackStart[t + 1] - 1]`. */
  readonly trackStart: Uint32Array;
  /** Longest bar of each track: how far before the window a bar may begin and still reach into it. */
  readonly trackReach: Float64Array;
  /** Tracks of lane l are `firstTrack[l] .. firstTrack[l + 1] - 1`; a lane of marks has none. */
  readonly firstTrack: Uint32Array;
  /** Words and marks of a lane, made when the lane comes into view. */
  laneOf(lane: number): Lane;
}

export interface Lane {
  readonly label: string;
  /** Small text at the right of the label. */
  readonly note: string;
  /** Rows of failures, ascending in time. */
  readonly failures: Uint32Array;
  readonly marks: readonly LaneMark[];
  /** Stretches without evidence. */
  readonly holes: readonly Stretch[];
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type MarkKind =
  | "boot"
  | "stop"
  | "crash"
  | "cleared"
  | "clock"
  // Of a user, from a domain controller
  | "seen"
  | "turnedAway"
  | "lockedOut";

export interface LaneMark {
  readonly time: number;
  readonly kind: MarkKind;
  readonly label: string;
}

export interface LaneGroup {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  /** Lanes in the order in which they stand. */
  readonly lanes: Uint32Array;
  /** Has a heading even when it is the only group. */
  readonly headed: boolean;
  readonly foldedAtFirst: boolean;
  readonly marks: readonly LaneMark[];
  readonly holes: readonly Stretch[];
  /** A sentence beside the heading that belongs to every lane of the group. */
  readonly remark?: string;
}

/** Where bars begin and end, by session row. */
export interface LaneBars {
  /** First and last moment of each bar with all it may reach to. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** First and last moment of what is known for sure. */
  readonly solidFrom: Float64Array;
  readonly solidTo: Float64Array;
}

export function trackCount(set: LaneSet, lane: number): number {
  return set.firstTrack[lane + 1]! - set.firstTrack[lane]!;
}

/** The tracks of a lane, from above. */
export function tracksOf(set: LaneSet, lane: number): readonly number[] {
  return Array.from({ length: trackCount(set, lane) }, (_, at) => set.firstTrack[lane]! + at);
}

/** Rows of a lane, track after track. */
export function rowsOfLane(set: LaneSet, lane: number): Uint32Array {
  const { firstTrack, trackStart } = set;
  return set.rows.subarray(trackStart[firstTrack[lane]!], trackStart[firstTrack[lane + 1]!]);
}

/** Lane that holds a session, -1 none. */
export function laneOfRow(set: LaneSet, row: number): number {
  const place = set.rows.indexOf(row);
  if (place < 0) return -1;
  return lastAtMost(set.firstTrack, lastAtMost(set.trackStart, place));
}

/** Last position of an ascending column whose value is not above `value`. */
function lastAtMost(column: Uint32Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** First position in `rows[low, high)` whose time is not before `time`. */
export function firstFrom(
  rows: Uint32Array,
  times: Float64Array,
  low: number,
  high: number,
  time: number,
): number {
  let a = low;
  let b = high;
  while (a < b) {
    const middle = (a + b) >>> 1;
    if (times[rows[middle]!]! < time) a = middle + 1;
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
