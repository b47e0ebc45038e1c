import { KIND, NO_LOGON_TYPE, NO_NUMBER } from "../../types/event-table.ts";
import { nameSession, newSession, touch } from "./building.ts";
import { accountClass, CLASS, PERSON } from "./classify.ts";
import { addFlag, FLAG, hasFlag, RULE, type Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

function isPresence(type: number): boolean {
  return type === 2 || (type >= 10 && type <= 12);
}

/**
 * R10: the session of a record that names a LogonId without 4624; -1 when the record makes none.
 *
 *     boot marker?   ......log begins......  4800   4801   4647
 *                    |<--- start is here -->|
 *                    startLower             startUpper
 */
export function orphanOf(run: Run, row: number): number {
  const { events } = run;
  const low = events.logonIdLow[row]!;
  const high = events.logonIdHigh[row]!;
  const type = events.logonType[row]!;
  const isLogoff = events.kind[row] === KIND.logoff;
  if ((low === 0 && high === 0) || accountClass(events, run.facts, row) !== PERSON) return -1;
  if (isLogoff && !isPresence(type)) return -1;
  const user = run.identity.keyOf(row);
  const nameless = findNameless(run, user, events.sessionId[row]!);
  if (nameless >= 0) {
    nameSession(run, nameless, low, high);
    learn(run, nameless, row);
    touch(run, nameless, row);
    return nameless;
  }
  if (isLogoff) {
    const twin = endedTwin(run, user, row);
    if (twin >= 0) {
      run.ids.set(low, high, twin * 2 + 1);
      const columns = run.sessions.columns;
      columns.members[twin] = 2;
      columns.secondLow[twin] = low;
      columns.secondHigh[twin] = high;
      return twin;
    }
  }
  const session = newOrphan(run, row);
  nameSession(run, session, low, high);
  learn(run, session, row);
  return session;
}

/** A desktop session whose start is not in the log. */
export function newOrphan(run: Run, row: number): number {
  const session = newSession(run, row, CLASS.desktop);
  const columns = run.sessions.columns;
  columns.startKnown[session] = 0;
  columns.startRule[session] = RULE.R10;
  columns.startLower[session] = run.boot.startRow >= 0 ? run.boot.start : Number.NaN;
  return session;
}

/** A session that only an unlock or a weaker source showed so far takes the first LogonId that its user brings. */
function findNameless(run: Run, user: number, sessionId: number): number {
  const columns = run.sessions.columns;
  return run.open.find(user, (session) => {
    if (columns.nameless[session] === 0) return false;
    const known = columns.sessionId[session]!;
    return known === NO_NUMBER || sessionId === NO_NUMBER || known === sessionId;
  });
}

/** The other token of a session that began before the log: its 4634 comes with that of the lead. */
function endedTwin(run: Run, user: number, row: number): number {
  const session = run.lastEnded.get(user, 0);
  if (session < 0) return -1;
  const columns = run.sessions.columns;
  const userLogoff = columns.userLogoffPlus[session]!;
  const ended = (userLogoff > 0 ? userLogoff : columns.firstLogoffPlus[session]!) - 1;
  const near =
    ended >= 0 && Math.abs(run.corrected[row]! - run.corrected[ended]!) <= seconds(run.settings.splitToken);
  const isOrphan = columns.startKnown[session] === 0 && columns.members[session] === 1;
  return near && isOrphan && !hasFlag(run, session, FLAG.unlockOnly) ? session : -1;
}

/** Takes what a later record knows better: the logon type of a 4634, a SID, a terminal session number. */
export function learn(run: Run, session: number, row: number): void {
  const { events } = run;
  const columns = run.sessions.columns;
  const type = events.logonType[row]!;
  if (columns.logonType[session] === NO_LOGON_TYPE && isPresence(type)) columns.logonType[session] = type;
  if (columns.sessionId[session] === NO_NUMBER) columns.sessionId[session] = events.sessionId[row]!;
  if (isBetterName(run, columns.identityRow[session]!, row, columns.userKey[session]!)) {
    columns.identityRow[session] = row;
  }
}

/** A record of the same user that names him where the other does not, or gives his SID too. */
function isBetterName(run: Run, known: number, row: number, user: number): boolean {
  const { events } = run;
  if (events.user[row] === 0) return false;
  const isBetter = events.user[known] === 0 || (events.sid[known] === 0 && events.sid[row] !== 0);
  return isBetter && run.identity.keyOf(row) === user;
}

/** R7: an unlock of a session that the log does not show. */
export function unlockOrphan(run: Run, row: number): number {
  const session = newOrphan(run, row);
  run.sessions.columns.nameless[session] = 1;
  addFlag(run, session, FLAG.unlockOnly);
  return session;
}
