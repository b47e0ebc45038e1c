import { KIND, NO_NUMBER } from "../../types/event-table.ts";
import { memberOf, touch } from "./building.ts";
import { beginDisconnect, beginLock, beginSaver, endDisconnect, endLock, endSaver } from "./intervals.ts";
import { PRIVILEGED_LOGON, UNKNOWN_LOGON } from "./logon-ids.ts";
import { learn, orphanOf } from "./orphans.ts";
import { addFlag, FLAG, isDesktop, type Run } from "./run.ts";
import { SECOND } from "./time-spans.ts";
import { isUnlockEcho } from "./unlocks.ts";

/** R8: a reconnect this soon after a disconnect on the same session name moved the connection. */
const MOVED = SECOND;

/** Sessions that 4778, 4779 and 4800 to 4803 speak of: that of the LogonId, or an orphan (R10); -1 for none. */
export function sessionNamed(run: Run, row: number): number {
  const { logonIdLow, logonIdHigh } = run.events;
  const value = memberOf(run, logonIdLow[row]!, logonIdHigh[row]!);
  if (value < 0) return value === UNKNOWN_LOGON || value === PRIVILEGED_LOGON ? orphanOf(run, row) : -1;
  const session = value >> 1;
  touch(run, session, row);
  if (!isDesktop(run, session) || run.sessions.columns.open[session] !== 1) return -1;
  learn(run, session, row);
  return session;
}

/** R14: 4800 to 4803. */
export function onLockState(run: Run, row: number): void {
  const session = sessionNamed(run, row);
  if (session < 0) return;
  switch (run.events.kind[row]) {
    case KIND.locked:
      beginLock(run, session, row);
      break;
    case KIND.unlocked:
      if (!isUnlockEcho(run, session, row)) endLock(run, session, row);
      break;
    case KIND.saverOn:
      beginSaver(run, session, row);
      break;
    case KIND.saverOff:
      endSaver(run, session, row);
      break;
  }
}

/** R8: 4779. */
export function onDisconnect(run: Run, row: number): void {
  const session = sessionNamed(run, row);
  run.lastDisconnect = row;
  if (session < 0) return;
  beginDisconnect(run, session, row);
  noteClient(run, session, row);
}

/** R8: 4778. */
export function onReconnect(run: Run, row: number): void {
  const session = sessionNamed(run, row);
  if (session < 0) return;
  if (isTakeOver(run, row)) addFlag(run, session, FLAG.takenOver);
  reconnect(run, session, row);
}

/** Ends the disconnect of a session and keeps the moment for the stub rule. */
export function reconnect(run: Run, session: number, row: number): void {
  endDisconnect(run, session, row);
  run.reconnects.push({ session, time: run.corrected[row]! });
  noteClient(run, session, row);
}

/** A connection that another user had a moment ago now shows this user's session. */
function isTakeOver(run: Run, row: number): boolean {
  const { events, corrected, identity, lastDisconnect } = run;
  if (lastDisconnect < 0 || events.sessionName[row] === 0) return false;
  const apart = corrected[row]! - corrected[lastDisconnect]!;
  return (
    apart >= 0 &&
    apart < MOVED &&
    events.sessionName[lastDisconnect] === events.sessionName[row] &&
    identity.keyOf(lastDisconnect) !== identity.keyOf(row)
  );
}

/** A session that has no client yet takes it from the first record that names one. */
export function noteClient(run: Run, session: number, row: number): void {
  const { events, facts } = run;
  const columns = run.sessions.columns;
  const own = columns.clientRow[session]!;
  const names = (record: number) =>
    facts.isClient(events.clientName[record]!) || facts.isRemote(events.address[record]!);
  if (names(row) && !(own >= 0 && names(own))) columns.clientRow[session] = row;
}

/** R8, E2b: the open session of a user that a LocalSessionManager or Winlogon record means; -1 for none. */
export function sessionByNumber(run: Run, row: number): number {
  const user = run.identity.keyOf(row);
  const sessionId = run.events.sessionId[row]!;
  const columns = run.sessions.columns;
  if (sessionId !== NO_NUMBER) {
    const known = run.open.find(user, (session) => columns.sessionId[session] === sessionId);
    if (known >= 0) return known;
  }
  const any = run.open.find(
    user,
    (session) => columns.sessionId[session] === NO_NUMBER || sessionId === NO_NUMBER,
  );
  if (any >= 0 && sessionId !== NO_NUMBER) columns.sessionId[any] = sessionId;
  return any;
}
