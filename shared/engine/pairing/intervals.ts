import { INTERVAL_KINDS, type IntervalKind } from "../../types/names.ts";
import type { Run } from "./run.ts";

const OPEN_COLUMN = {
  locked: "lockedFrom",
  disconnected: "disconnectedFrom",
  screenSaver: "saverFrom",
} as const;
type Switched = keyof typeof OPEN_COLUMN;

export const INTERVAL: Readonly<Record<IntervalKind, number>> = {
  locked: INTERVAL_KINDS.indexOf("locked"),
  disconnected: INTERVAL_KINDS.indexOf("disconnected"),
  asleep: INTERVAL_KINDS.indexOf("asleep"),
  screenSaver: INTERVAL_KINDS.indexOf("screenSaver"),
};

/** R14: begins an interval; a second begin without an end between is ignored. */
export function beginInterval(run: Run, session: number, kind: Switched, row: number): void {
  const column = run.sessions.columns[OPEN_COLUMN[kind]];
  if (!Number.isNaN(column[session]!)) return;
  column[session] = run.corrected[row]!;
  run.intervalProofs.add(session, "intervalStart", row);
}

/** R14: ends an interval. An end alone had its begin before the log: no interval, for its length is not known. */
export function endInterval(run: Run, session: number, kind: Switched, row: number): boolean {
  const column = run.sessions.columns[OPEN_COLUMN[kind]];
  const from = column[session]!;
  if (Number.isNaN(from)) return false;
  column[session] = Number.NaN;
  const to = run.corrected[row]!;
  if (to > from) run.intervals.add(session, INTERVAL[kind], from, to, false);
  run.intervalProofs.add(session, "intervalEnd", row);
  return true;
}

/** R14: an interval that is still open is cut at the session's end, or at the limit of what is known. */
export function cutIntervals(run: Run, session: number, limit: number): void {
  for (const kind of ["locked", "disconnected", "screenSaver"] as const) {
    const column = run.sessions.columns[OPEN_COLUMN[kind]];
    const from = column[session]!;
    if (limit > from) run.intervals.add(session, INTERVAL[kind], from, limit, true);
    column[session] = Number.NaN;
  }
}
