import { INTERVAL_KINDS, type IntervalKind } from "../../types/names.ts";
import { ROLE } from "./proofs.ts";
import type { Run } from "./run.ts";

export const INTERVAL: Readonly<Record<IntervalKind, number>> = {
  locked: INTERVAL_KINDS.indexOf("locked"),
  disconnected: INTERVAL_KINDS.indexOf("disconnected"),
  asleep: INTERVAL_KINDS.indexOf("asleep"),
  screenSaver: INTERVAL_KINDS.indexOf("screenSaver"),
};

/** R14: begins a lock; a second begin without an end between is ignored. */
export function beginLock(run: Run, session: number, row: number): void {
  begin(run, run.sessions.columns.lockedFrom, session, row);
}

/** R14: ends a lock; false when none was open. */
export function endLock(run: Run, session: number, row: number): boolean {
  return end(run, run.sessions.columns.lockedFrom, INTERVAL.locked, session, row);
}

/** R14, as `beginLock`. */
export function beginDisconnect(run: Run, session: number, row: number): void {
  begin(run, run.sessions.columns.disconnectedFrom, session, row);
}

/** R14, as `endLock`. */
export function endDisconnect(run: Run, session: number, row: number): boolean {
  return end(run, run.sessions.columns.disconnectedFrom, INTERVAL.disconnected, session, row);
}

/** R14, as `beginLock`. */
export function beginSaver(run: Run, session: number, row: number): void {
  begin(run, run.sessions.columns.saverFrom, session, row);
}

/** R14, as `endLock`. */
export function endSaver(run: Run, session: number, row: number): boolean {
  return end(run, run.sessions.columns.saverFrom, INTERVAL.screenSaver, session, row);
}

/** R14: intervals that are still open are cut at the session's end, or at the limit of what is known. */
export function cutIntervals(run: Run, session: number, limit: number): void {
  const { lockedFrom, disconnectedFrom, saverFrom } = run.sessions.columns;
  cut(run, lockedFrom, INTERVAL.locked, session, limit);
  cut(run, disconnectedFrom, INTERVAL.disconnected, session, limit);
  cut(run, saverFrom, INTERVAL.screenSaver, session, limit);
}

function begin(run: Run, open: Float64Array, session: number, row: number): void {
  if (!Number.isNaN(open[session]!)) return;
  open[session] = run.corrected[row]!;
  run.intervalProofs.add(session, ROLE.intervalStart, row);
}

/** An end alone had its begin before the log: no interval, for its length is not known. */
function end(run: Run, open: Float64Array, kind: number, session: number, row: number): boolean {
  const from = open[session]!;
  if (Number.isNaN(from)) return false;
  open[session] = Number.NaN;
  const to = run.corrected[row]!;
  if (to > from) run.intervals.add(session, kind, from, to, false);
  run.intervalProofs.add(session, ROLE.intervalEnd, row);
  return true;
}

function cut(run: Run, open: Float64Array, kind: number, session: number, limit: number): void {
  const from = open[session]!;
  if (limit > from) run.intervals.add(session, kind, from, limit, true);
  open[session] = Number.NaN;
}
