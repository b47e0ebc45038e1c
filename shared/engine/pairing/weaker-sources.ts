import { KIND, NO_NUMBER } from "../../types/event-table.ts";
import { closeSession, newSession, touch } from "./building.ts";
import { accountClass, CLASS, PERSON } from "./classify.ts";
import { noteClient, reconnect, sessionByNumber } from "./connections.ts";
import { beginDisconnect } from "./intervals.ts";
import { newOrphan } from "./orphans.ts";
import { addFlag, FLAG, RULE, type Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

/**
 * R16: LocalSessionManager 21 and Winlogon 7001. Where the Security log has the session already, they only tell its
 * number; else they make it.
 *
 *     Security 4624 08:00:00 |----------------      LSM 21 08:00:01: the same logon, number learnt
 *     (no Security)                                 LSM 21 08:00:01 |------------  a session of its own, fromLSM
 */
export function onWeakLogon(run: Run, row: number): void {
  const { events, settings, corrected } = run;
  if (accountClass(events, run.facts, row) !== PERSON) return;
  const user = run.identity.keyOf(row);
  if (user === 0) return;
  const columns = run.sessions.columns;
  const sessionId = events.sessionId[row]!;
  const time = corrected[row]!;
  const known = run.open.find(user, (session) => {
    const start = columns.startRow[session]!;
    const soon =
      columns.startKnown[session] === 1 && time - corrected[start]! <= seconds(settings.weakerSource);
    const number = columns.sessionId[session]!;
    return soon && (number === NO_NUMBER || sessionId === NO_NUMBER || number === sessionId);
  });
  if (known >= 0) {
    if (sessionId !== NO_NUMBER) columns.sessionId[known] = sessionId;
    touch(run, known, row);
    noteClient(run, known, row);
    return;
  }
  const session = newSession(run, row, CLASS.desktop);
  mark(run, session, row);
  const made = run.sessions.columns;
  made.startKnown[session] = 1;
  if (events.kind[row] === KIND.tsLogon)
    made.logonType[session] = run.facts.isRemote(events.address[row]!) ? 10 : 2;
}

function mark(run: Run, session: number, row: number): void {
  const columns = run.sessions.columns;
  columns.startRule[session] = RULE.R16;
  columns.nameless[session] = 1;
  columns.sessionId[session] = run.events.sessionId[row]!;
  const winlogon =
    run.events.kind[row] === KIND.winlogonLogon || run.events.kind[row] === KIND.winlogonLogoff;
  addFlag(run, session, winlogon ? FLAG.fromWinlogon : FLAG.fromLSM);
}

/** E2b: LocalSessionManager 23 and Winlogon 7002. */
export function onWeakLogoff(run: Run, row: number): void {
  const session = endedJustNow(run, row) ?? weakSession(run, row);
  if (session < 0) return;
  const columns = run.sessions.columns;
  if (columns.weakLogoffPlus[session] === 0) columns.weakLogoffPlus[session] = row + 1;
  touch(run, session, row);
  closeSession(run, session);
}

/** R8: LocalSessionManager 24. */
export function onWeakDisconnect(run: Run, row: number): void {
  const session = weakSession(run, row);
  if (session < 0) return;
  touch(run, session, row);
  beginDisconnect(run, session, row);
  noteClient(run, session, row);
}

/** R8: LocalSessionManager 25. */
export function onWeakReconnect(run: Run, row: number): void {
  const session = weakSession(run, row);
  if (session < 0) return;
  touch(run, session, row);
  reconnect(run, session, row);
}

/** A session that another record ended moments ago: the weaker record tells of the same end. */
function endedJustNow(run: Run, row: number): number | undefined {
  const session = run.lastEnded.get(run.identity.keyOf(row), 0);
  if (session < 0) return undefined;
  const columns = run.sessions.columns;
  const number = columns.sessionId[session]!;
  const sessionId = run.events.sessionId[row]!;
  const near = run.corrected[row]! - columns.evidence[session]! <= seconds(run.settings.weakerSource);
  const same = number === NO_NUMBER || sessionId === NO_NUMBER || number === sessionId;
  return near && same && columns.weakLogoffPlus[session] === 0 ? session : undefined;
}

/** The session meant; an orphan (R10) when this user has not been seen in this boot. */
function weakSession(run: Run, row: number): number {
  const session = sessionByNumber(run, row);
  if (session >= 0) return session;
  const user = run.identity.keyOf(row);
  if (user === 0 || run.lastEnded.get(user, 0) >= 0 || run.open.youngest(user) >= 0) return -1;
  if (accountClass(run.events, run.facts, row) !== PERSON) return -1;
  const orphan = newOrphan(run, row);
  mark(run, orphan, row);
  run.sessions.columns.startRule[orphan] = RULE.R10;
  return orphan;
}
