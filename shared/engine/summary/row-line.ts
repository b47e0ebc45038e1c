import type { Rows } from "../filter/filter.ts";
import { orderByKeys } from "../radix-order.ts";

/** Rows that a line of the summary stands on: the newest few to show, and how many there are in all. */
export interface RowLine {
  /** Newest first, at most `RECENT`. */
  readonly recent: Rows;
  readonly total: number;
}

/** Rows or boots shown per line; the rest is a number that opens the table. */
export const RECENT = 5;

export function newest(rows: readonly number[], time: (row: number) => number): RowLine {
  const all = Uint32Array.from(rows);
  const ordered = orderByKeys(all, Float64Array.from(rows, time), true);
  return { recent: ordered.slice(0, RECENT), total: rows.length };
}
