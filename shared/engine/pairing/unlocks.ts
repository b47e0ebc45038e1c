import { NO_NUMBER } from "../../types/event-table.ts";
import { touch } from "./building.ts";
import { firstHoleAfter } from "./holes.ts";
import { endDisconnect, endLock } from "./intervals.ts";
import { unlockOrphan } from "./orphans.ts";
import { addFlag, FLAG, type Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

/** R7: a network logon this soon before an unlock from the same address makes it a reconnect. */
const PRE_AUTHENTICATION = seconds(10);

/** Keeps the latest network logons of people from other computers: Remote Desktop makes one before it connects. */
export function rememberNetworkLogon(run: Run, row: number): void {
  if (run.facts.isRemote(run.events.address[row]!)) run.networkLogons.add(row);
}

/**
 * R7: an unlock logon never makes a session; it is an event inside the session of its user.
 *
 *     desktop   4624 |--------- 4800 ======== locked ======= .  4801 -------| 4647
 *     unlock                                          4624/7 ^ (+ twin), 4634 each: ignored
 */
export function onUnlock(run: Run, row: number): void {
  const { events } = run;
  const host = hostOf(run, row);
  if (host < 0) {
    unlockOrphan(run, row);
    return;
  }
  if (endLock(run, host, row)) run.unlocks.set(host, 0, row);
  if (!isBehindHole(run, host, row)) touch(run, host, row);
  if (!run.facts.isRemote(events.address[row]!)) return;
  run.sessions.columns.clientRow[host] = clientOf(run, host, row);
  if (!isReconnect(run, row)) return;
  if (endDisconnect(run, host, row)) {
    addFlag(run, host, FLAG.reconnect);
    run.reconnects.push({ session: host, time: run.corrected[row]! });
  }
}

/**
 * Whether records are missing between the last that is known of a session and an unlock. The unlock names the user, not
 * the session: who left meanwhile and came back unlocks another one, so it is no sign of life of this one.
 */
function isBehindHole(run: Run, session: number, row: number): boolean {
  const hole = firstHoleAfter(run.corrected, run.holes, run.sessions.columns.evidence[session]!);
  return hole !== null && run.corrected[hole.after]! <= run.corrected[row]!;
}

/** R7: whether a 4801 only tells again of an unlock whose logon has ended the lock already. */
export function isUnlockEcho(run: Run, session: number, row: number): boolean {
  const unlock = run.unlocks.get(session, 0);
  if (unlock < 0) return false;
  const after = run.corrected[row]! - run.corrected[unlock]!;
  return after >= 0 && after <= seconds(run.settings.unlockEcho);
}

/** The session that is unlocked: same winlogon.exe, else locked, else disconnected, else the youngest. */
function hostOf(run: Run, row: number): number {
  const { events, facts } = run;
  const columns = run.sessions.columns;
  const user = run.identity.keyOf(row);
  const pid = events.processId[row]!;
  const byProcess = pid !== NO_NUMBER && facts.program(events.process[row]!) === "winlogon";
  const sameProcess = (session: number) => {
    const first = columns.firstRow[session]!;
    return (
      first >= 0 && events.processId[first] === pid && facts.program(events.process[first]!) === "winlogon"
    );
  };
  const wishes: readonly ((session: number) => boolean)[] = [
    ...(byProcess ? [sameProcess] : []),
    (session) => !Number.isNaN(columns.lockedFrom[session]!),
    (session) => !Number.isNaN(columns.disconnectedFrom[session]!),
    () => true,
  ];
  for (const wish of wishes) {
    const session = run.open.find(user, wish);
    if (session >= 0) return session;
  }
  return -1;
}

/** The record that gives the client address: the session's own when it has one, else this one. */
function clientOf(run: Run, session: number, row: number): number {
  const own = run.sessions.columns.clientRow[session]!;
  return own >= 0 && run.facts.isRemote(run.events.address[own]!) ? own : row;
}

function isReconnect(run: Run, row: number): boolean {
  const { events, corrected, identity, networkLogons } = run;
  const user = identity.keyOf(row);
  for (let i = 0; i < networkLogons.length; i++) {
    const logon = networkLogons.back(i);
    const before = corrected[row]! - corrected[logon]!;
    if (
      before >= 0 &&
      before <= PRE_AUTHENTICATION &&
      events.address[logon] === events.address[row] &&
      identity.keyOf(logon) === user
    )
      return true;
  }
  return false;
}
