import type { RowPairs } from "../../engine/compare/match-rows.ts";
import { type SortDirection, sortFailuresBy, sortSessionsBy } from "../../engine/sort.ts";
import type { Comparison } from "./compare-record.ts";

/** What the rows of a comparison can be put in order by. */
export const COMPARE_SORT_COLUMNS = ["user", "computer", "time"] as const;
export interface CompareSort {
  readonly column: (typeof COMPARE_SORT_COLUMNS)[number];
  readonly direction: SortDirection;
}

/** The same comparison with its rows in another order, kind of difference by kind; files are written in that order. */
export function inOrder(comparison: Comparison, order: readonly CompareSort[]): Comparison {
  if (order.length === 0) return comparison;
  const { input, changed, sessions, failures } = comparison;
  const { a, b } = input;
  const sessionKeys = order.map(({ column, direction }) => ({
    column: column === "time" ? ("start" as const) : column,
    direction,
  }));
  const sorted = (data: typeof a, rows: Uint32Array<ArrayBuffer>) =>
    sortSessionsBy(data.sessions, data.strings, rows, sessionKeys);
  const sortedFailures = (data: typeof a, rows: Uint32Array<ArrayBuffer>) =>
    sortFailuresBy(data.failures, data.strings, rows, order);
  return {
    ...comparison,
    changed: pairsBy(changed, sorted(b, changed.b), b.sessions.length),
    sessions: { added: sorted(b, sessions.added), gone: sorted(a, sessions.gone) },
    failures: { added: sortedFailures(b, failures.added), gone: sortedFailures(a, failures.gone) },
  };
}

/** Pairs in the order of their rows of b, each of which is in one pair. */
function pairsBy({ a, b, by }: RowPairs, order: Uint32Array<ArrayBuffer>, rows: number): RowPairs {
  const places = new Uint32Array(rows);
  for (let at = 0; at < b.length; at++) places[b[at]!] = at;
  return {
    length: order.length,
    a: order.map((row) => a[places[row]!]!),
    b: order,
    by: Uint8Array.from(order, (row) => by[places[row]!]!),
  };
}
