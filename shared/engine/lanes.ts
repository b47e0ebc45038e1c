import { SESSION_KINDS } from "../types/names.ts";
import type { SessionTable } from "../types/session-table.ts";
import type { DrawnSpans } from "./drawn-spans.ts";
import type { Rows } from "./filter/filter.ts";
import { groupRows, type RowGroups } from "./group-rows.ts";
import { certainTime } from "./lane-time.ts";
import { orderByKeys } from "./radix-order.ts";

/*
 * A lane is one user, one computer, or one user on one computer. Sessions that overlap are packed into tracks, each
 * session into the topmost track that is free when it starts:
 *
 *      anna  |  [== PC1 ===]    [=== PC1 ====]            track 0
 *            |        [=== SRV1 ===]    [= PC2 =]         track 1
 *      ben   |     [======= PC3 ========>                 track 2, the first of its lane
 *
 * A lane has at most `maxTracks` of them. A session that finds none free goes into the last one, on top of what is
 * there, and is counted in `overflow`.
 */

export type LaneBy = "user" | "computer" | "userInComputer";

/** Lanes of some sessions as columns, ascending by their keys (computer first); see lane-order.ts for other orders. */
export interface LaneTable {
  readonly length: number;
  /** Rows, track after track, by the time they appear. */
  readonly rows: Rows;
  /** Track t holds `rows[trackStart[t]] .. rows[trackStart[t + 1] - 1]`. */
  readonly trackStart: Uint32Array;
  /** Longest bar of each track: how far before a window a bar may begin and still reach into it. */
  readonly trackReach: Float64Array;
  /** Tracks of lane l are `firstTrack[l] .. firstTrack[l + 1] - 1`. */
  readonly firstTrack: Uint32Array;
  /** Sessions that did not get a track of their own. */
  readonly overflow: Uint32Array;
  /** Ticks. */
  readonly firstSeen: Float64Array;
  /** Ticks during which at least one session of the lane certainly went on: the union, never the sum. */
  readonly timeOn: Float64Array;
}

/** The columns whose values tell lanes apart, the one that counts most first. */
export function laneKeys(
  table: { readonly userKey: Uint32Array; readonly computerKey: Uint32Array },
  by: LaneBy,
): readonly Uint32Array[] {
  if (by === "user") return [table.userKey];
  return by === "computer" ? [table.computerKey] : [table.computerKey, table.userKey];
}

const SCRIPT = SESSION_KINDS.indexOf("script");
const CLOUD = SESSION_KINDS.indexOf("cloud");
/** 0 what event logs tell, 1 logon scripts, 2 cloud: by kind of session. */
const TRAIL = Uint8Array.from({ length: 256 }, (_, kind) => (kind === SCRIPT ? 1 : kind === CLOUD ? 2 : 0));
const trailKeys = new WeakMap<SessionTable, readonly Uint32Array[]>();

/** The trail that a session stands in: 0 event logs, 1 logon scripts, 2 cloud. */
export function trailOf(table: SessionTable, row: number): number {
  return TRAIL[table.kind[row]!]!;
}

/** Other trails than event logs have lanes of their own; where there are none, nothing is to be told apart. */
function trailKey(table: SessionTable): readonly Uint32Array[] {
  let keys = trailKeys.get(table);
  if (keys === undefined) {
    const hasTrails = table.kind.some((kind) => TRAIL[kind] !== 0);
    keys = hasTrails ? [Uint32Array.from(table.kind, (kind) => TRAIL[kind]!)] : [];
    trailKeys.set(table, keys);
  }
  return keys;
}

/** A session of a lane: the first to appear. */
export function leadRow(lanes: LaneTable, lane: number): number {
  return lanes.rows[lanes.trackStart[lanes.firstTrack[lane]!]!]!;
}

/** Rows of a lane, track after track. */
export function laneRows(lanes: LaneTable, lane: number): Rows {
  const { trackStart, firstTrack } = lanes;
  return lanes.rows.subarray(trackStart[firstTrack[lane]!], trackStart[firstTrack[lane + 1]!]);
}

export function buildLanes(
  table: SessionTable,
  spans: DrawnSpans,
  rows: Rows,
  by: LaneBy,
  maxTracks: number,
): LaneTable {
  const begins = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) begins[i] = spans.from[rows[i]!]!;
  const groups = groupRows(orderByKeys(rows, begins, false), [...laneKeys(table, by), ...trailKey(table)]);
  const firstSeen = new Float64Array(groups.length);
  for (let lane = 0; lane < groups.length; lane++)
    firstSeen[lane] = spans.from[groups.rows[groups.start[lane]!]!]!;
  return {
    length: groups.length,
    ...packTracks(groups, spans, Math.min(Math.max(maxTracks, 1), 255)),
    firstSeen,
    timeOn: certainTime(table, groups),
  };
}

type Tracks = Pick<LaneTable, "rows" | "trackStart" | "trackReach" | "firstTrack" | "overflow">;

/** Chooses the tracks of all sessions, then lays the rows track after track. */
function packTracks(groups: RowGroups, spans: DrawnSpans, limit: number): Tracks {
  const { rows, start, length } = groups;
  const choice = new Uint8Array(rows.length);
  const firstTrack = new Uint32Array(length + 1);
  const overflow = new Uint32Array(length);
  const freeFrom = new Float64Array(limit);
  for (let lane = 0; lane < length; lane++) {
    let used = 0;
    for (let i = start[lane]!; i < start[lane + 1]!; i++) {
      const row = rows[i]!;
      const from = spans.from[row]!;
      let at = 0;
      while (at < used && !(freeFrom[at]! <= from)) at++;
      if (at === used) {
        if (used < limit) freeFrom[used++] = Number.NEGATIVE_INFINITY;
        else {
          at--;
          overflow[lane]!++;
        }
      }
      choice[i] = at;
      freeFrom[at] = Math.max(freeFrom[at]!, spans.to[row]!);
    }
    firstTrack[lane + 1] = firstTrack[lane]! + used;
  }
  return { firstTrack, overflow, ...layTracks(groups, spans, choice, firstTrack) };
}

function layTracks(
  { rows, start, length }: RowGroups,
  spans: DrawnSpans,
  choice: Uint8Array,
  firstTrack: Uint32Array,
): Pick<Tracks, "rows" | "trackStart" | "trackReach"> {
  const trackStart = new Uint32Array(firstTrack[length]! + 1);
  const trackReach = new Float64Array(firstTrack[length]!);
  for (let lane = 0; lane < length; lane++) {
    const first = firstTrack[lane]!;
    for (let i = start[lane]!; i < start[lane + 1]!; i++) trackStart[first + choice[i]! + 1]!++;
  }
  for (let track = 1; track < trackStart.length; track++) trackStart[track]! += trackStart[track - 1]!;
  const next = trackStart.slice();
  const laid = new Uint32Array(rows.length);
  for (let lane = 0; lane < length; lane++) {
    for (let i = start[lane]!; i < start[lane + 1]!; i++) {
      const track = firstTrack[lane]! + choice[i]!;
      const row = rows[i]!;
      laid[next[track]!++] = row;
      trackReach[track] = Math.max(trackReach[track]!, spans.to[row]! - spans.from[row]!);
    }
  }
  return { rows: laid, trackStart, trackReach };
}
