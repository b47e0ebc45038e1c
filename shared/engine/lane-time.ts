import type { SessionTable } from "../types/session-table.ts";
import { latestStart } from "./filter/overlap.ts";
import type { RowGroups } from "./group-rows.ts";

/** Codes of CONFIDENCES. */
const EXACT = 0;
const UNKNOWN = 3;

/** Ticks of every group during which at least one of its sessions certainly went on: the union, never the sum. */
export function certainTime(table: SessionTable, groups: RowGroups): Float64Array {
  const { rows, start, length } = groups;
  const out = new Float64Array(length);
  // Reused for all groups: the stretches of one of them.
  const order = new Uint32Array(rows.length);
  const begins = new Float64Array(rows.length);
  const ends = new Float64Array(rows.length);
  for (let group = 0; group < length; group++) {
    let count = 0;
    let ascends = true;
    for (let i = start[group]!; i < start[group + 1]!; i++) {
      const row = rows[i]!;
      const from = latestStart(table, row);
      const until = knownUntil(table, row);
      if (!(until > from)) continue;
      if (count > 0 && from < begins[count - 1]!) ascends = false;
      order[count] = count;
      begins[count] = from;
      ends[count++] = until;
    }
    const inOrder = order.subarray(0, count);
    // Only sessions with an unknown start, placed before they are certain, are out of order.
    if (!ascends) inOrder.sort((a, b) => begins[a]! - begins[b]!);
    let covered = Number.NEGATIVE_INFINITY;
    for (const i of inOrder) {
      const from = Math.max(begins[i]!, covered);
      if (ends[i]! > from) {
        out[group]! += ends[i]! - from;
        covered = ends[i]!;
      }
    }
  }
  return out;
}

/** Up to when the session counts as time on: what the duration's minimum reaches to. */
function knownUntil(table: SessionTable, row: number): number {
  // An unknown end is left out of every total.
  if (table.confidence[row] === UNKNOWN) return Number.NEGATIVE_INFINITY;
  const until = table.confidence[row] === EXACT ? table.end[row]! : table.endLower[row]!;
  return Number.isNaN(until) ? Number.NEGATIVE_INFINITY : until;
}
