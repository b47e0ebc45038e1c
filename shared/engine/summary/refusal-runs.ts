import type { FailureTable } from "../../types/session-table.ts";
import type { Ticks } from "../../types/units.ts";
import { orderByKeys } from "../radix-order.ts";
import { RECENT } from "./row-line.ts";

/** Refusals of one account for one reason from one place that follow each other closely: one thing to tell. */
export interface RefusalRun {
  /** The newest of them. */
  readonly row: number;
  readonly count: number;
  /** Time of the first. */
  readonly since: Ticks;
}

/** Refused sign-ins that a line of the summary stands on. */
export interface RefusalLine {
  /** Newest first, at most `RECENT`. */
  readonly runs: readonly RefusalRun[];
  readonly total: number;
}

/** A pause longer than this, in ticks, ends a run: ten minutes. */
const PAUSE = 600 * 10_000_000;

export function refusalLine(table: FailureTable, rows: readonly number[]): RefusalLine {
  const { time } = table;
  const newest = orderByKeys(
    Uint32Array.from(rows),
    Float64Array.from(rows, (row) => time[row]!),
    true,
  );
  const runs: { row: number; count: number; since: Ticks }[] = [];
  for (const row of newest) {
    const at = time[row]! as Ticks;
    // Those of other accounts may stand between them.
    const run = runs.find((one) => isSame(table, one.row, row) && !(one.since - at > PAUSE));
    if (run !== undefined) {
      run.count++;
      run.since = at;
    } else if (runs.length < RECENT) runs.push({ row, count: 1, since: at });
    else if (runs.every(({ since }) => since - at > PAUSE)) break;
  }
  return { runs, total: rows.length };
}

function isSame(table: FailureTable, a: number, b: number): boolean {
  const same = (column: { readonly [row: number]: number }): boolean => column[a] === column[b];
  return (
    same(table.userKey) &&
    same(table.computerKey) &&
    same(table.status) &&
    same(table.subStatus) &&
    same(table.reason) &&
    same(table.sourceAddress) &&
    same(table.workstation)
  );
}
