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
  const from = drawnFrom(table, row, first);
  return { from, to: drawnTo(table, row, from, last) };
}

/** `from` of a session's `drawnSpan`, without an object for it. */
export function drawnFrom(table: SessionTable, row: number, first: number): number {
  const start = table.start[row]!;
  if (!Number.isNaN(start)) return start;
  const earliest = earliestStart(table, row);
  if (Number.isFinite(earliest)) return earliest;
  // An unknown start without lower bound is drawn from where the log begins.
  const startUpper = table.startUpper[row]!;
  return Math.min(first, Number.isNaN(startUpper) ? first : startUpper);
}

/** `to` of a session's `drawnSpan`, which begins at `from`. */
export function drawnTo(table: SessionTable, row: number, from: number, last: number): number {
  const end = table.end[row]!;
  const upper = table.endUpper[row]!;
  const lower = table.endLower[row]!;
  // Comparisons with NaN are false: what is not known moves nothing.
  let to = Number.NEGATIVE_INFINITY;
  if (end > to) to = end;
  if (upper > to) to = upper;
  if (lower > to) to = lower;
  if (to === Number.NEGATIVE_INFINITY) to = last;
  return to > from ? to : from;
}

interface LaneOptions {
  readonly by: LaneKey;
  readonly order: LaneOrder;
  readonly maxSubRows: number;
  readonly first: number;
  readonly last: number;
}

/** Lanes of some session rows. `first` and `last` are the oldest and newest record of the case. */
export function buildLanes(
  table: SessionTable,
  strings: readonly string[],
  rows: Rows,
  options: LaneOptions,
): readonly Lane[] {
  const keys = options.by === "user" ? table.userKey : table.computerKey;
  const names = options.by === "user" ? table.user : table.computer;
  const from = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) from[i] = drawnFrom(table, rows[i]!, options.first);
  const sorted = orderByKeys(rows, from, false);
  const groups = groupByKey(sorted, keys);
  const spans = spansOf(table, sorted, groups.places, options);
  const subRows = new Uint8Array(rows.length);
  const packer = new LanePacker(Math.min(Math.max(options.maxSubRows, 1), 255), rows.length);
  const lanes = Array.from(groups.keys, (key, lane): Lane => {
    const begin = groups.starts[lane]!;
    const end = groups.starts[lane + 1]!;
    const packed = packer.pack(spans, subRows, begin, end);
    return {
      key,
      name: strings[names[groups.rows[begin]!]!] ?? "",
      rows: groups.rows.subarray(begin, end),
      subRows: subRows.subarray(begin, end),
      firstSeen: spans.from[begin]!,
      timeOn: packer.unionLength(spans, begin, end),
      ...packed,
    };
  });
  return lanes.sort(comparator(options.order));
}

interface Groups {
  /** In the order in which they first occur. */
  readonly keys: readonly number[];
  /** The rows of group g, in the order they came in, are `rows[starts[g]] .. rows[starts[g + 1] - 1]`. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array;
  /** Where in `rows` each of the rows that came in went. */
  readonly places: Uint32Array;
}

/** Rows put together by key with two passes of counting. */
function groupByKey(rows: Rows, keyOf: Uint32Array): Groups {
  let most = 0;
  for (const row of rows) most = Math.max(most, keyOf[row]!);
  const groupOf = new Int32Array(rows.length === 0 ? 0 : most + 1).fill(-1);
  const keys: number[] = [];
  const counts: number[] = [];
  for (const row of rows) {
    const key = keyOf[row]!;
    let group = groupOf[key]!;
    if (group === -1) {
      group = keys.push(key) - 1;
      groupOf[key] = group;
      counts.push(0);
    }
    counts[group]!++;
  }
  const starts = new Uint32Array(keys.length + 1);
  for (const [group, count] of counts.entries()) starts[group + 1] = starts[group]! + count;
  const next = starts.slice();
  const grouped = new Uint32Array(rows.length);
  const places = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const place = next[groupOf[keyOf[row]!]!]!++;
    grouped[place] = row;
    places[i] = place;
  }
  return { keys, rows: grouped, starts, places };
}

/** What packing needs to know of the sessions, by their place in the grouped rows. */
interface Spans {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** The stretch in which the session certainly went on; empty where `until <= begin`. */
  readonly begin: Float64Array;
  readonly until: Float64Array;
}

/** Reads the table in its own order, which is much quicker than lane by lane, and writes by place. */
function spansOf(table: SessionTable, rows: Rows, places: Uint32Array, options: LaneOptions): Spans {
  const spans = {
    from: new Float64Array(rows.length),
    to: new Float64Array(rows.length),
    begin: new Float64Array(rows.length),
    until: new Float64Array(rows.length),
  };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const place = places[i]!;
    const from = drawnFrom(table, row, options.first);
    spans.from[place] = from;
    spans.to[place] = drawnTo(table, row, from, options.last);
    spans.begin[place] = latestStart(table, row);
    spans.until[place] = knownUntil(table, row);
  }
  return spans;
}

/** Packs one lane after the other; holds what would otherwise be made anew for each. */
class LanePacker {
  readonly #limit: number;
  /** When each sub-row is free again. */
  readonly #freeFrom: Float64Array;
  /** Places of the stretches of a lane, where they have to be put in order. */
  readonly #order: Uint32Array;

  constructor(limit: number, size: number) {
    this.#limit = limit;
    this.#freeFrom = new Float64Array(limit);
    this.#order = new Uint32Array(size);
  }

  /** Chooses the sub-rows of the sessions `[begin, end)`, which come in the order of `from`. */
  pack(
    spans: Spans,
    subRows: Uint8Array,
    begin: number,
    end: number,
  ): Pick<Lane, "subRowCount" | "overflow"> {
    const freeFrom = this.#freeFrom;
    let used = 0;
    let overflow = 0;
    for (let i = begin; i < end; i++) {
      const from = spans.from[i]!;
      let at = 0;
      while (at < used && !(freeFrom[at]! <= from)) at++;
      if (at === used) {
        if (used < this.#limit) freeFrom[used++] = Number.NEGATIVE_INFINITY;
        else {
          at--;
          overflow++;
        }
      }
      subRows[i] = at;
      freeFrom[at] = Math.max(freeFrom[at]!, spans.to[i]!);
    }
    return { subRowCount: used, overflow };
  }

  /** Ticks covered by at least one certain stretch of the sessions `[begin, end)`. */
  unionLength(spans: Spans, begin: number, end: number): number {
    const order = this.#order;
    let count = 0;
    let ascends = true;
    let last = Number.NEGATIVE_INFINITY;
    for (let i = begin; i < end; i++) {
      const from = spans.begin[i]!;
      if (!(spans.until[i]! > from)) continue;
      order[count++] = i;
      if (from < last) ascends = false;
      last = from;
    }
    const inOrder = order.subarray(0, count);
    // Only sessions with an unknown start, drawn from before they are certain, are out of order.
    if (!ascends) inOrder.sort((a, b) => spans.begin[a]! - spans.begin[b]!);
    let total = 0;
    let covered = Number.NEGATIVE_INFINITY;
    for (const i of inOrder) {
      const from = Math.max(spans.begin[i]!, covered);
      const until = spans.until[i]!;
      if (until > from) total += until - from;
      covered = Math.max(covered, until);
    }
    return total;
  }
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
