import type { SessionTable } from "../../types/session-table.ts";

/*
 * When a session may have existed, from the bounds of its ends. For a session with both ends bounded:
 *
 *      startLower   start(Upper)           endLower        endUpper
 *          |............|=====================|...............|
 *            possibly         certainly           possibly
 *
 * exact: no dotted part. open and unknown: certainly up to the last record that names the session, because a
 * computer may not log logoffs at all; possibly after it, up to the upper bound where one is known.
 */

/** Codes of CONFIDENCES. */
const EXACT = 0;
const BOUNDED = 1;

/** Earliest moment the session may have begun; `-Infinity` when nothing bounds it. */
export function earliestStart(table: SessionTable, row: number): number {
  const start = table.start[row]!;
  if (!Number.isNaN(start)) return start;
  const lower = table.startLower[row]!;
  return Number.isNaN(lower) ? Number.NEGATIVE_INFINITY : lower;
}

/** Latest moment at which the session had begun; `Infinity` when nothing bounds it. */
export function latestStart(table: SessionTable, row: number): number {
  const start = table.start[row]!;
  if (!Number.isNaN(start)) return start;
  const upper = table.startUpper[row]!;
  return Number.isNaN(upper) ? Number.POSITIVE_INFINITY : upper;
}

/** Latest moment the session may have ended; `Infinity` when nothing bounds it. */
export function latestEnd(table: SessionTable, row: number): number {
  if (table.confidence[row] === EXACT) {
    const end = table.end[row]!;
    if (!Number.isNaN(end)) return end;
  }
  const upper = table.endUpper[row]!;
  return Number.isNaN(upper) ? Number.POSITIVE_INFINITY : upper;
}

/** 0 no, 1 possibly, 2 yes. */
export type Presence = 0 | 1 | 2;
export const ABSENT = 0;
export const POSSIBLY = 1;
export const PRESENT = 2;

/**
 * Whether the session existed at a moment: start <= T < end, with the bounds deciding what is only possible. A start
 * without lower bound counts from its first evidence on: that it may have run for years is no answer to "who was on".
 */
export function presenceAt(table: SessionTable, row: number, time: number): Presence {
  const begin = latestStart(table, row);
  const lower = table.startLower[row]!;
  const earliest = Number.isNaN(table.start[row]!) && !Number.isNaN(lower) ? lower : begin;
  if (!(time >= earliest && time < latestEnd(table, row))) return ABSENT;
  return time >= begin && certainlyLasts(table, row, time) ? PRESENT : POSSIBLY;
}

/** Whether the session is known not to have ended before or at a moment. */
function certainlyLasts(table: SessionTable, row: number, time: number): boolean {
  const confidence = table.confidence[row];
  if (confidence === EXACT) return time < table.end[row]!;
  // The record that names a session last proves it for that very moment; the next may already be too late.
  return confidence === BOUNDED ? time < table.endLower[row]! : time <= table.lastEvidence[row]!;
}

/** Whether the session may have gone on at or after a moment. One that began and ended right then counts. */
export function mayReach(table: SessionTable, row: number, from: number): boolean {
  return latestEnd(table, row) > from || earliestStart(table, row) >= from;
}

/** Whether the session may have begun before a moment. */
export function mayPrecede(table: SessionTable, row: number, to: number): boolean {
  return earliestStart(table, row) < to;
}

/** Whether the session may overlap [from, to), bounds counted. */
export function mayOverlap(table: SessionTable, row: number, from: number, to: number): boolean {
  return mayReach(table, row, from) && mayPrecede(table, row, to);
}
