import type { SessionTable } from "../types/session-table.ts";

/** How long a session lasted, in ticks; `NaN` where nothing can be said. */
export interface DurationBounds {
  /** End minus start when both are known. Of a bounded end it is the best guess, not the truth. */
  readonly exact: number;
  readonly min: number;
  readonly max: number;
}

/*
 *   start known, end exact     min = max = end - start
 *   end bounded                min to the lower bound, max to the upper bound
 *   end open                   min to the last record, no max
 *   end unknown                min to the last record before the hole, max to the upper bound if there is one
 *   start unknown              the start counts from its upper bound for min, from its lower bound for max
 *
 * Clocks that ran backwards can turn a difference negative: a duration is never less than nothing.
 */

/** Shortest possible duration of a row, in ticks. */
export function durationMin(table: SessionTable, row: number): number {
  const start = known(table.start[row]!, table.startUpper[row]!);
  const end = table.confidence[row] === 0 ? table.end[row]! : table.endLower[row]!;
  return atLeastZero(known(end, table.confidence[row] === 1 ? table.end[row]! : Number.NaN) - start);
}

/** Longest possible duration of a row, in ticks. */
export function durationMax(table: SessionTable, row: number): number {
  const start = known(table.start[row]!, table.startLower[row]!);
  const end = table.confidence[row] === 0 ? table.end[row]! : table.endUpper[row]!;
  return atLeastZero(end - start);
}

/** End minus start when both are known. */
export function durationExact(table: SessionTable, row: number): number {
  return atLeastZero(table.end[row]! - table.start[row]!);
}

export function durationBounds(table: SessionTable, row: number): DurationBounds {
  return {
    exact: durationExact(table, row),
    min: durationMin(table, row),
    max: durationMax(table, row),
  };
}

interface DurationColumns {
  readonly min: Float64Array;
  readonly max: Float64Array;
}

const columnsOf = new WeakMap<SessionTable, DurationColumns>();

/** Both bounds of every row, worked out once for a table, which must not change. */
export function durationColumns(table: SessionTable): DurationColumns {
  const before = columnsOf.get(table);
  if (before !== undefined) return before;
  const columns = { min: new Float64Array(table.length), max: new Float64Array(table.length) };
  for (let row = 0; row < table.length; row++) {
    columns.min[row] = durationMin(table, row);
    columns.max[row] = durationMax(table, row);
  }
  columnsOf.set(table, columns);
  return columns;
}

function known(value: number, instead: number): number {
  return Number.isNaN(value) ? instead : value;
}

function atLeastZero(span: number): number {
  return Math.max(span, 0);
}
