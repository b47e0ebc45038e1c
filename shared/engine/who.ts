import { INTERVAL_KINDS, SESSION_KINDS } from "../types/names.ts";
import type { SessionTable } from "../types/session-table.ts";
import type { SessionRow, Ticks } from "../types/units.ts";
import { ABSENT, PRESENT, presenceAt } from "./filter/overlap.ts";

/** What somebody who was logged on was doing. */
export type WhoState = "active" | "locked" | "disconnected" | "asleep";

/** A desktop session that was, or may have been, on at the moment asked for. */
export interface WhoRow {
  readonly row: SessionRow;
  readonly sure: "surely" | "possibly";
  readonly state: WhoState;
}

const DESKTOP = SESSION_KINDS.indexOf("desktop");
/** A computer asleep is asleep whatever the session was before; a session nobody is connected to need not be locked. */
const STATES: readonly (readonly [number, WhoState])[] = [
  [INTERVAL_KINDS.indexOf("asleep"), "asleep"],
  [INTERVAL_KINDS.indexOf("disconnected"), "disconnected"],
  [INTERVAL_KINDS.indexOf("locked"), "locked"],
];

/**
 * Who was logged on at a moment: desktop sessions with start <= T < end, in the order of the table. `possibly` is
 * decided as everywhere else (filter/overlap.ts):
 *
 *     exact      start |---- surely ----| end
 *     bounded    start |-- surely --| lower ... possibly ... | upper
 *     open       start |-- surely --| last own evidence ... possibly ...
 *     unknown    start |-- surely --| last own evidence ... possibly ... | upper, where there is one
 *     start not in the log    startLower ... possibly ... | startUpper, then as above
 */
export function whoWasOn(sessions: SessionTable, at: Ticks): WhoRow[] {
  const desktops: number[] = [];
  for (let row = 0; row < sessions.length; row++) if (sessions.kind[row] === DESKTOP) desktops.push(row);
  return whoIsOn(sessions, desktops, at);
}

/** The same of some rows, whatever kind they are. */
export function whoIsOn(sessions: SessionTable, rows: Iterable<number>, at: Ticks): WhoRow[] {
  const found: WhoRow[] = [];
  for (const row of rows) {
    const presence = presenceAt(sessions, row, at);
    if (presence === ABSENT) continue;
    const sure = presence === PRESENT ? "surely" : "possibly";
    found.push({ row: row as SessionRow, sure, state: stateAt(sessions, row, at) });
  }
  return found;
}

/** Where nothing is recorded any more it is what was last known: nobody came back to a session that was left. */
function stateAt(sessions: SessionTable, row: number, at: number): WhoState {
  const { kind, from, to } = sessions.intervals;
  const [lastSure, lastOwn] = [sessions.endLower[row]!, sessions.lastEvidence[row]!];
  // An interval that no record ended was cut where the session is last sure.
  const goesOn = (end: number) => end >= lastSure && lastOwn < end;
  for (const [code, state] of STATES) {
    for (let i = sessions.intervalStart[row]!; i < sessions.intervalStart[row + 1]!; i++) {
      if (kind[i] === code && from[i]! <= at && (!(at >= to[i]!) || goesOn(to[i]!))) return state;
    }
  }
  return "active";
}
