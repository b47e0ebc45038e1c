import { NO_LOGON_TYPE, NO_NUMBER } from "../../types/event-table.ts";
import { CLASS } from "./classify.ts";
import { UNKNOWN_LOGON } from "./logon-ids.ts";
import { RULE, type Run } from "./run.ts";

/** A new session of the given class that begins with (or is first seen in) a record. */
export function newSession(run: Run, row: number, kind: number): number {
  const session = run.sessions.add();
  const columns = run.sessions.columns;
  const user = run.identity.keyOf(row);
  columns.kind[session] = kind;
  columns.computer[session] = run.computer;
  columns.boot[session] = run.boot.index;
  columns.parent[session] = -1;
  columns.userKey[session] = user;
  columns.logonType[session] = NO_LOGON_TYPE;
  columns.startRow[session] = row;
  columns.startRule[session] = RULE.R5;
  columns.identityRow[session] = row;
  columns.clientRow[session] = row;
  columns.firstRow[session] = -1;
  columns.evidenceRow[session] = row;
  columns.evidence[session] = run.corrected[row]!;
  columns.sessionId[session] = NO_NUMBER;
  if (kind === CLASS.desktop) {
    columns.lockedFrom[session] = Number.NaN;
    columns.disconnectedFrom[session] = Number.NaN;
    columns.saverFrom[session] = Number.NaN;
    columns.older[session] = run.open.youngest(user);
    run.open.add(session);
  } else columns.open[session] = 2;
  return session;
}

/** Makes a LogonId that of the first member of a session. */
export function nameSession(run: Run, session: number, low: number, high: number): void {
  const columns = run.sessions.columns;
  columns.firstLow[session] = low;
  columns.firstHigh[session] = high;
  columns.members[session] = 1;
  columns.nameless[session] = 0;
  if (low !== 0 || high !== 0) run.ids.set(low, high, session * 2);
}

/** Notes own evidence of a session: a record that names one of its members, or that can only come from it. */
export function touch(run: Run, session: number, row: number): void {
  const columns = run.sessions.columns;
  const time = run.corrected[row]!;
  if (!(columns.evidence[session]! >= time)) {
    columns.evidence[session] = time;
    columns.evidenceRow[session] = row;
  }
}

/** Notes that a record names a LogonId; a record that names none, or one without session, is no evidence. */
export function touchLogonId(run: Run, low: number, high: number, row: number): void {
  if (low === 0 && high === 0) return;
  const value = run.ids.get(low, high);
  if (value >= 0) touch(run, value >> 1, row);
}

/** Session of a LogonId, or a negative code of logon-id-table.ts. Id zero belongs to nobody. */
export function memberOf(run: Run, low: number, high: number): number {
  return low === 0 && high === 0 ? UNKNOWN_LOGON : run.ids.get(low, high);
}

/** Takes a session out of what is open. Its end is decided when the boot is over (endings.ts). */
export function closeSession(run: Run, session: number): void {
  const columns = run.sessions.columns;
  if (columns.open[session] === 1) {
    run.open.remove(session);
    run.lastEnded.set(columns.userKey[session]!, 0, session);
  } else columns.open[session] = 0;
}
