import { CONFIDENCES } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { activeTime, type OwnIntervals } from "./active-time.ts";
import { INTERVAL } from "./intervals.ts";
import { starts } from "./row-groups.ts";
import type { Run } from "./run.ts";
import type { Table } from "./session-columns.ts";

type Bounds = Pick<
  Table,
  "start" | "startLower" | "startUpper" | "end" | "endLower" | "endUpper" | "confidence"
>;

/** Intervals grouped by session, in the order in which they were closed. */
interface Grouped {
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly from: Float64Array<ArrayBuffer>;
  readonly to: Float64Array<ArrayBuffer>;
  readonly cut: Uint8Array;
}

interface Interval {
  readonly row: number;
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly cut: boolean;
}

/** R14: the intervals of every session in order, kept inside it, and the time of presence that they leave. */
export function fillIntervals(run: Run, position: Int32Array, table: Bounds) {
  const { length } = table.start;
  const active = {
    active: new Float64Array(length).fill(Number.NaN),
    activeMin: new Float64Array(length),
    activeMax: new Float64Array(length),
  };
  const { grouped, groups } = groupIntervals(run, position, length);
  const intervalStart = new Uint32Array(length + 1);
  let filled = 0;
  for (let at = 0; at < length; at++) {
    const own = ownIntervals(grouped, table, at, groups[at]!, groups[at + 1]!);
    fillActive(active, table, at, own);
    // Never ahead of the group that is read: those before it gave at most as many.
    for (const { kind, from, to } of own) {
      grouped.kind[filled] = kind;
      grouped.from[filled] = from;
      grouped.to[filled] = to;
      filled++;
    }
    intervalStart[at + 1] = filled;
  }
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
  const grouped: Grouped = {
    kind: new Uint8Array(total),
    from: new Float64Array(total),
    to: new Float64Array(total),
    cut: new Uint8Array(total),
  };
  for (const { columns, length: count } of parts) {
    for (let i = 0; i < count; i++) {
      const at = position[columns.session[i]!]!;
      if (at < 0) continue;
      const to = next[at]!++;
      grouped.kind[to] = columns.kind[i]!;
      grouped.from[to] = columns.from[i]!;
      grouped.to[to] = columns.to[i]!;
      grouped.cut[to] = columns.cut[i]!;
    }
  }
  run.intervals.clear();
  return { grouped, groups };
}

const NO_INTERVALS: readonly Interval[] = [];

/** The intervals of one session in order, kept inside it. */
function ownIntervals(
  grouped: Grouped,
  table: Bounds,
  at: number,
  first: number,
  after: number,
): readonly Interval[] {
  if (first === after) return NO_INTERVALS;
  const start = Number.isNaN(table.start[at]!) ? table.startUpper[at]! : table.start[at]!;
  const end = table.end[at]!;
  const kept: Interval[] = [];
  for (let row = first; row < after; row++) {
    const from = Math.max(grouped.from[row]!, start);
    const to = grouped.to[row]! > end ? end : grouped.to[row]!;
    if (to > from) kept.push({ row, kind: grouped.kind[row]!, from, to, cut: grouped.cut[row] === 1 });
  }
  return kept.sort((a, b) => a.from - b.from || a.to - b.to || a.row - b.row);
}

const NONE: OwnIntervals = { from: [], to: [], cut: [] };
const EXACT = CONFIDENCES.indexOf("exact");

/** The columns were made for this: `active` holds `NaN` where nothing is written. */
function fillActive(
  columns: Pick<Table, "active" | "activeMin" | "activeMax">,
  table: Bounds,
  at: number,
  own: readonly Interval[],
): void {
  const away = awayOf(own);
  const start = table.start[at]!;
  const known = !Number.isNaN(start);
  const latestStart = known ? start : table.startUpper[at]!;
  const earliestStart = known ? start : table.startLower[at]!;
  const exact = table.confidence[at] === EXACT;
  columns.activeMin[at] = span(latestStart, exact ? table.end[at]! : table.endLower[at]!, away);
  columns.activeMax[at] = span(earliestStart, exact ? table.end[at]! : table.endUpper[at]!, away);
  if (known && !Number.isNaN(table.end[at]!)) columns.active[at] = span(start, table.end[at]!, away);
}

/** A running screen saver is presence: it takes no time away. */
function awayOf(own: readonly Interval[]): OwnIntervals {
  const counted = own.length === 0 ? own : own.filter(({ kind }) => kind !== INTERVAL.screenSaver);
  if (counted.length === 0) return NONE;
  return {
    from: counted.map(({ from }) => from),
    to: counted.map(({ to }) => to),
    cut: counted.map(({ cut }) => cut),
  };
}

function span(start: number, end: number, away: OwnIntervals): number {
  return end >= start ? activeTime(start, end, away) : Number.NaN;
}
