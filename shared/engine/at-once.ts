import type { SessionTable } from "../types/session-table.ts";
import type { Rows } from "./filter/filter.ts";
import { latestEnd, latestStart } from "./filter/overlap.ts";
import { type LevelSteps, levelSteps } from "./level-steps.ts";

/** Codes of CONFIDENCES. */
const EXACT = 0;
const BOUNDED = 1;

/** How many sessions were on at once: those that surely were, and those that were or may have been. */
export interface AtOnce {
  readonly sure: LevelSteps;
  readonly possible: LevelSteps;
}

/**
 * Levels of some sessions, decided as "who was on" decides (filter/overlap.ts). A session that nothing ends may have
 * gone on for ever: it counts as possible up to `newest`, the end of what the logs tell.
 */
export function atOnce(table: SessionTable, rows: Rows, newest: number): AtOnce {
  const sureFrom = new Float64Array(rows.length);
  const sureTo = new Float64Array(rows.length);
  const from = new Float64Array(rows.length);
  const to = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const begin = latestStart(table, row);
    const lower = table.startLower[row]!;
    sureFrom[i] = begin;
    sureTo[i] = Math.min(certainEnd(table, row), latestEnd(table, row));
    from[i] = Number.isNaN(table.start[row]!) && !Number.isNaN(lower) ? lower : begin;
    to[i] = Math.min(latestEnd(table, row), Math.max(newest, begin));
  }
  return { sure: levelSteps(sureFrom, sureTo), possible: levelSteps(from, to) };
}

function certainEnd(table: SessionTable, row: number): number {
  const confidence = table.confidence[row];
  if (confidence === EXACT) return table.end[row]!;
  return confidence === BOUNDED ? table.endLower[row]! : table.lastEvidence[row]!;
}
