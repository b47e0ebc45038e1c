import { ELEVATED_NO, ELEVATED_UNKNOWN, ELEVATED_YES } from "../../types/event-table.ts";
import { touch } from "./building.ts";
import { CLASS } from "./classify.ts";
import { isOtherCredentials } from "./explicit-credentials.ts";
import { PRIVILEGED_LOGON, UNKNOWN_LOGON } from "./logon-ids.ts";
import { recordIdOf } from "./record-ids.ts";
import type { Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

/** Bits of the `elevation` column for member 0; those of member 1 are one to the left. */
const BY_TOKEN = 1;
const FILTERED = 4;
const BY_PRIVILEGES = 16;

/** Notes what a 4624 itself, or an earlier 4672, says about the token of a member. */
export function noteElevation(
  run: Run,
  session: number,
  member: number,
  row: number,
  privileged: boolean,
): void {
  const elevated = run.events.elevated[row];
  let bits = 0;
  if (elevated === ELEVATED_YES) bits |= BY_TOKEN;
  if (elevated === ELEVATED_NO) bits |= FILTERED;
  if (privileged) bits |= BY_PRIVILEGES;
  run.sessions.columns.elevation[session]! |= bits << member;
}

/** 4672 marks the elevated member; it may stand before its 4624. */
export function onPrivileges(run: Run, row: number): void {
  const { logonIdLow, logonIdHigh } = run.events;
  const low = logonIdLow[row]!;
  const high = logonIdHigh[row]!;
  if (low === 0 && high === 0) return;
  const value = run.ids.get(low, high);
  if (value >= 0) {
    run.sessions.columns.elevation[value >> 1]! |= BY_PRIVILEGES << (value & 1);
    touch(run, value >> 1, row);
  } else if (value === UNKNOWN_LOGON) run.ids.set(low, high, PRIVILEGED_LOGON);
}

/**
 * R6: the session whose split token this logon completes, -1 for none.
 *
 *     4624 id=0x452ba  elevated  --+   same SID, type, logon process, ProcessId; within 1 s;
 *     4624 id=0x45322  filtered  --+   linked to each other, or adjacent records         = one session
 */
export function findTwin(run: Run, row: number, kind: number): number {
  const columns = run.sessions.columns;
  for (let i = 0; i < run.recent.length; i++) {
    const session = run.recent.back(i);
    if (columns.kind[session] === kind && columns.members[session] === 1 && isTwin(run, session, row)) {
      return session;
    }
  }
  return -1;
}

function isTwin(run: Run, session: number, row: number): boolean {
  const { events, corrected } = run;
  const columns = run.sessions.columns;
  const first = columns.firstRow[session]!;
  if (first < 0) return false;
  const apart = Math.abs(corrected[row]! - corrected[first]!);
  return (
    apart <= seconds(run.settings.splitToken) &&
    columns.userKey[session] === run.identity.keyOf(row) &&
    events.logonType[first] === events.logonType[row] &&
    events.logonProcess[first] === events.logonProcess[row] &&
    events.processId[first] === events.processId[row] &&
    isLinked(run, first, row)
  );
}

function isLinked(run: Run, first: number, second: number): boolean {
  const { events } = run;
  const linksFirst = linkOf(run, first, second);
  const linksSecond = linkOf(run, second, first);
  if (linksFirst === false || linksSecond === false) return false;
  if (linksFirst || linksSecond) return true;
  return Math.abs(recordIdOf(events, second) - recordIdOf(events, first)) <= 1;
}

/** Whether a logon's TargetLinkedLogonId names another logon; null when it names none. */
function linkOf(run: Run, from: number, to: number): boolean | null {
  const { linkedLogonIdLow, linkedLogonIdHigh, logonIdLow, logonIdHigh } = run.events;
  if (linkedLogonIdLow[from] === 0 && linkedLogonIdHigh[from] === 0) return null;
  return linkedLogonIdLow[from] === logonIdLow[to] && linkedLogonIdHigh[from] === logonIdHigh[to];
}

/** Adds the second member of a split token. */
export function addMember(run: Run, session: number, row: number, privileged: boolean): void {
  const { logonIdLow, logonIdHigh } = run.events;
  const columns = run.sessions.columns;
  const low = logonIdLow[row]!;
  const high = logonIdHigh[row]!;
  columns.members[session] = 2;
  columns.secondLow[session] = low;
  columns.secondHigh[session] = high;
  if (low !== 0 || high !== 0) run.ids.set(low, high, session * 2 + 1);
  noteElevation(run, session, 1, row, privileged);
  if (run.corrected[row]! < run.corrected[columns.startRow[session]!]!) columns.startRow[session] = row;
  touch(run, session, row);
}

export function rememberLogon(run: Run, session: number): void {
  run.recent.add(session);
  if (isOtherCredentials(run, session)) run.lastOther = run.recent.added;
}

/** Whether a member holds the elevated token: by the token's own word, else by a 4672 on its LogonId. */
function isElevated(bits: number, member: number): boolean {
  const own = bits >> member;
  if ((own & (BY_TOKEN | FILTERED)) !== 0) return (own & BY_TOKEN) !== 0;
  return (own & BY_PRIVILEGES) !== 0;
}

/** What the `elevation` column says of any member, as in the event table: yes, no only where a token says so, else not known. */
const ELEVATIONS = Uint8Array.from({ length: BY_PRIVILEGES * 4 }, (_, bits) => {
  if (isElevated(bits, 0) || isElevated(bits, 1)) return ELEVATED_YES;
  return (bits & (FILTERED | (FILTERED << 1))) !== 0 ? ELEVATED_NO : ELEVATED_UNKNOWN;
});

/** Whether any member of a session is elevated, by its bits in the `elevation` column. */
export function elevationOf(bits: number): number {
  return ELEVATIONS[bits]!;
}

/**
 * R6: the member whose end is the end of the session. A desktop lives as long as its filtered token (the second
 * record; 4647, 4778 and 4779 name it), a secondary session as long as its elevated one, whose filtered twin is
 * destroyed after 2 ms.
 */
export function leadMember(run: Run, session: number): 0 | 1 {
  const columns = run.sessions.columns;
  if (columns.members[session]! < 2) return 0;
  const bits = columns.elevation[session]!;
  const [first, second] = [isElevated(bits, 0), isElevated(bits, 1)];
  const elevated = first !== second ? (first ? 0 : 1) : 0;
  return columns.kind[session] === CLASS.desktop ? (elevated === 0 ? 1 : 0) : elevated;
}
