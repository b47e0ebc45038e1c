import type { SessionTable } from "../../shared/types/session-table.ts";

const EXACT = 0;

/** Moment up to which a session is known to have lasted. */
export function solidEnd(table: SessionTable, row: number): number {
  if (table.confidence[row] === EXACT) return table.end[row]!;
  const lower = table.endLower[row]!;
  return Number.isNaN(lower) ? table.end[row]! : lower;
}
