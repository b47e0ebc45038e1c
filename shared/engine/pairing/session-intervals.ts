import { CONFIDENCES } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { activeTime, type IntervalColumns } from "./active-time.ts";
import { starts } from "./row-groups.ts";
import type { Run } from "./run.ts";
import type { Table } from "./session-columns.ts";
import { sortRows } from "./sort-rows.ts";

type Bounds = Pick<
  Table,
  "start" | "startLower" | "startUpper" | "end" | "endLower" | "endUpper" | "confidence"
>;

/** R14: the intervals of every session in order, kept inside it, and the time of presence that they leave. */
export function fillIntervals(run: Run, position: Int32Array, table: Bounds) {
  const { length } = table.start;
  const { grouped, groups } = groupIntervals(run, position, length);
  const intervalStart = keepInside(grouped, groups, table);
  const active = activeColumns(grouped, intervalStart, table);
  const filled = intervalStart[length]!;
  const whole = filled === grouped.kind.length;
  const intervals: SessionTable["intervals"] = {
    kind: whole ? grouped.kind : grouped.kind.slice(0, filled),
    from: whole ? grouped.from : grouped.from.slice(0, filled),
    to: whole ? grouped.to : grouped.to.slice(0, filled),
    length: filled,
  };
  return { active, intervals, intervalStart };
}

function groupIntervals(run: Run, position: Int32Array, length: number) {
  const parts = run.intervals.parts();
  const groups = starts(parts, position, length);
  const next = groups.slice();
  const total = groups[length]!;
  const grouped = {
    kind: new Uint8Array(total),
    from: new Float64Array(total),
    to: new Float64Array(total),
    cut: new Uint8Array(total),
  };
  for (const { columns, length: count } of parts) {
    const { session, kind, from, to, cut } = columns;
    for (let i = 0; i < count; i++) {
      const at = position[session[i]!]!;
      if (at < 0) continue;
      const place = next[at]!++;
      grouped.kind[place] = kind[i]!;
      grouped.from[place] = from[i]!;
      grouped.to[place] = to[i]!;
      grouped.cut[place] = cut[i]!;
    }
  }
  run.intervals.clear();
  return { grouped, groups };
}

/**
 * Cuts the intervals of each session to it, leaves out what is outside, and puts them in order. What is left stands
 * without gaps at the head of the columns: never ahead of the group that is read. Answers where each session begins.
 */
function keepInside(
  intervals: IntervalColumns,
  groups: Uint32Array,
  table: Bounds,
): Uint32Array<ArrayBuffer> {
  const { start: starts, startUpper, end: ends } = table;
  const { kind, from, to, cut } = intervals;
  const { length } = starts;
  const intervalStart = new Uint32Array(length + 1);
  let filled = 0;
  for (let at = 0; at < length; at++) {
    const first = filled;
    let inOrder = true;
    for (let row = groups[at]!; row < groups[at + 1]!; row++) {
      const start = Number.isNaN(starts[at]!) ? startUpper[at]! : starts[at]!;
      const end = ends[at]!;
      const begin = Math.max(from[row]!, start);
      const stop = to[row]! > end ? end : to[row]!;
      if (!(stop > begin)) continue;
      kind[filled] = kind[row]!;
      from[filled] = begin;
      to[filled] = stop;
      cut[filled] = cut[row]!;
      if (filled > first) {
        const before = from[filled - 1]!;
        if (before > begin || (before === begin && to[filled - 1]! > stop)) inOrder = false;
      }
      filled++;
    }
    if (!inOrder) putInOrder(intervals, first, filled);
    intervalStart[at + 1] = filled;
  }
  return intervalStart;
}

/** Sorts the intervals of one session by begin and end. */
function putInOrder({ kind, from, to, cut }: IntervalColumns, first: number, after: number): void {
  const order = Uint32Array.from({ length: after - first }, (_, at) => first + at);
  sortRows(order, (a, b) => from[a]! - from[b]! || to[a]! - to[b]!);
  for (const column of [kind, from, to, cut]) {
    const sorted = Array.from(order, (row) => column[row]!);
    for (let at = 0; at < sorted.length; at++) column[first + at] = sorted[at]!;
  }
}

const EXACT = CONFIDENCES.indexOf("exact");

/** What the intervals leave of each session: as it is known, at least and at most. */
function activeColumns(intervals: IntervalColumns, intervalStart: Uint32Array, table: Bounds) {
  const { start: starts, startLower, startUpper, end: ends, endLower, endUpper, confidence } = table;
  const { length } = starts;
  const active = new Float64Array(length);
  const activeMin = new Float64Array(length);
  const activeMax = new Float64Array(length);
  for (let at = 0; at < length; at++) {
    const [first, after] = [intervalStart[at]!, intervalStart[at + 1]!];
    const start = starts[at]!;
    const end = ends[at]!;
    const known = !Number.isNaN(start);
    const exact = confidence[at] === EXACT;
    const own = known ? span(start, end, intervals, first, after) : Number.NaN;
    active[at] = own;
    if (known && exact) {
      activeMin[at] = own;
      activeMax[at] = own;
      continue;
    }
    const latestStart = known ? start : startUpper[at]!;
    const earliestStart = known ? start : startLower[at]!;
    activeMin[at] = span(latestStart, exact ? end : endLower[at]!, intervals, first, after);
    activeMax[at] = span(earliestStart, exact ? end : endUpper[at]!, intervals, first, after);
    // Times centuries away from now are not exact to the tick: rounding must not turn least, known and most round.
    if (activeMin[at]! > own) activeMin[at] = own;
    if (activeMax[at]! < own) activeMax[at] = own;
    if (activeMax[at]! < activeMin[at]!) activeMax[at] = activeMin[at]!;
  }
  return { active, activeMin, activeMax };
}

function span(start: number, end: number, intervals: IntervalColumns, first: number, after: number): number {
  return end >= start ? activeTime(start, end, intervals, first, after) : Number.NaN;
}
