import type { SessionTable } from "../types/session-table.ts";
import type { Rows } from "./filter/filter.ts";
import { earliestStart, latestStart } from "./filter/overlap.ts";
import { orderByKeys } from "./radix-order.ts";

/*
 * A lane is one user (or one computer) on the timeline. Sessions that overlap are packed into sub-rows, each session
 * into the topmost sub-row that is free when it starts:
 *
 *      anna  |  [== PC1 ===]    [=== PC1 ====]            sub-row 0
 *            |        [=== SRV1 ===]    [= PC2 =]         sub-row 1
 *      ben   |     [======= PC3 ========>                 sub-row 0
 *
 * A lane has at most `maxSubRows` of them. A session that finds none free goes into the last one, on top of what is
 * there, and is counted in `overflow`, so that the view can say "and 5 more".
 */

/** Codes of CONFIDENCES. */
const EXACT = 0;
const UNKNOWN = 3;

export type LaneKey = "user" | "computer";
export type LaneOrder = "name" | "firstSeen" | "timeOn";

export interface Lane {
  /** Id of the text that groups the lane: R15 user key or computer key. 0: not known. */
  readonly key: number;
  /** As spelt in the first session; empty when not known. */
  readonly name: string;
  /** Sessions of the lane by the time they appear. */
  readonly rows: Rows;
  /** Sub-row of each of `rows`. */
  readonly subRows: Uint8Array;
  readonly subRowCount: number;
  /** Sessions that did not get a sub-row of their own. */
  readonly overflow: number;
  /** Ticks. */
  readonly firstSeen: number;
  /** Ticks during which at least one session of the lane certainly went on: the union, never the sum. */
  readonly timeOn: number;
}

/** Where a bar is drawn on the time axis, everything finite. */
export interface DrawnSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The span a session takes up on screen: from its start, or from where an unknown start is bounded, to the upper
 * bound of its end, or as far as an open end is known to reach. `first` and `last` (the span of the case) stand in
 * for bounds that do not exist.
 */
export function drawnSpan(table: SessionTable, row: number, first: number, last: number): DrawnSpan {
  const start = table.start[row]!;
  const startUpper = table.startUpper[row]!;
  const earliest = earliestStart(table, row);
  // An unknown start without lower bound is drawn from where the log begins.
  const unbounded = Math.min(first, Number.isNaN(startUpper) ? first : startUpper);
  const from = !Number.isNaN(start) ? start : Number.isFinite(earliest) ? earliest : unbounded;
  const ends = [table.end[row]!, table.endUpper[row]!, table.endLower[row]!].filter(
    (time) => !Number.isNaN(time),
  );
  const to = ends.length > 0 ? Math.max(...ends) : last;
  return { from, to: Math.max(from, to) };
}

/** Lanes of some session rows. `first` and `last` are the oldest and newest record of the case. */
export function buildLanes(
  table: SessionTable,
  strings: readonly string[],
  rows: Rows,
  options: {
    readonly by: LaneKey;
    readonly order: LaneOrder;
    readonly maxSubRows: number;
    readonly first: number;
    readonly last: number;
  },
): readonly Lane[] {
  const keys = options.by === "user" ? table.userKey : table.computerKey;
  const names = options.by === "user" ? table.user : table.computer;
  const from = Float64Array.from(rows, (row) => drawnSpan(table, row, options.first, options.last).from);
  const groups = new Map<number, number[]>();
  for (const row of orderByKeys(rows, from, false)) {
    const group = groups.get(keys[row]!);
    if (group === undefined) groups.set(keys[row]!, [row]);
    else group.push(row);
  }
  const lanes = [...groups].map(([key, members]) => {
    const name = strings[names[members[0]!]!] ?? "";
    return buildLane(table, key, name, Uint32Array.from(members), options);
  });
  return lanes.sort(comparator(options.order));
}

function buildLane(
  table: SessionTable,
  key: number,
  name: string,
  rows: Rows,
  options: { readonly maxSubRows: number; readonly first: number; readonly last: number },
): Lane {
  const limit = Math.min(Math.max(options.maxSubRows, 1), 255);
  const subRows = new Uint8Array(rows.length);
  /** When each sub-row is free again. */
  const freeFrom: number[] = [];
  let overflow = 0;
  let firstSeen = Number.POSITIVE_INFINITY;
  const known: DrawnSpan[] = [];
  for (const [i, row] of rows.entries()) {
    const span = drawnSpan(table, row, options.first, options.last);
    let at = freeFrom.findIndex((time) => time <= span.from);
    if (at === -1 && freeFrom.length < limit) at = freeFrom.length;
    if (at === -1) {
      at = limit - 1;
      overflow++;
    }
    subRows[i] = at;
    freeFrom[at] = Math.max(freeFrom[at] ?? Number.NEGATIVE_INFINITY, span.to);
    firstSeen = Math.min(firstSeen, span.from);
    const begin = latestStart(table, row);
    const until = knownUntil(table, row);
    if (until > begin) known.push({ from: begin, to: until });
  }
  return {
    key,
    name,
    rows,
    subRows,
    subRowCount: freeFrom.length,
    overflow,
    firstSeen,
    timeOn: unionLength(known),
  };
}

/** Length of the union of some spans. */
function unionLength(spans: DrawnSpan[]): number {
  spans.sort((a, b) => a.from - b.from);
  let total = 0;
  let covered = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans) {
    const begin = Math.max(from, covered);
    if (to > begin) total += to - begin;
    covered = Math.max(covered, to);
  }
  return total;
}

/** Up to when the session counts as time on: what the duration's minimum reaches to. */
function knownUntil(table: SessionTable, row: number): number {
  // An unknown end is left out of every total.
  if (table.confidence[row] === UNKNOWN) return Number.NEGATIVE_INFINITY;
  const until = table.confidence[row] === EXACT ? table.end[row]! : table.endLower[row]!;
  return Number.isNaN(until) ? Number.NEGATIVE_INFINITY : until;
}

function comparator(order: LaneOrder): (a: Lane, b: Lane) => number {
  const byName = (a: Lane, b: Lane) => {
    const left = a.name.toLowerCase();
    const right = b.name.toLowerCase();
    // Lanes without a name come last.
    if ((left === "") !== (right === "")) return left === "" ? 1 : -1;
    return left < right ? -1 : left > right ? 1 : a.key - b.key;
  };
  if (order === "firstSeen") return (a, b) => a.firstSeen - b.firstSeen || byName(a, b);
  if (order === "timeOn") return (a, b) => b.timeOn - a.timeOn || byName(a, b);
  return byName;
}
