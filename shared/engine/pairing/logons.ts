import { KIND, NO_NUMBER } from "../../types/event-table.ts";
import { closeSession, memberOf, nameSession, newSession, touch, touchLogonId } from "./building.ts";
import { CLASS, classify, isGuessed } from "./classify.ts";
import { findExplicit } from "./explicit-credentials.ts";
import { IGNORED_LOGON, PRIVILEGED_LOGON, UNKNOWN_LOGON } from "./logon-ids.ts";
import { addMember, findTwin, leadMember, noteElevation, rememberLogon } from "./members.ts";
import { learn, orphanOf } from "./orphans.ts";
import { addFlag, FLAG, type Run } from "./run.ts";
import { seconds } from "./time-spans.ts";
import { onUnlock, rememberNetworkLogon } from "./unlocks.ts";

/** 4624: gives the logon its class (R5) and its place: a session, a second member (R6), an unlock (R7), or none. */
export function onLogon(run: Run, row: number): void {
  const { events } = run;
  const kind = classify(events, run.facts, row);
  run.tally.add(kind);
  touchLogonId(run, events.subjectLogonIdLow[row]!, events.subjectLogonIdHigh[row]!, row);
  const low = events.logonIdLow[row]!;
  const high = events.logonIdHigh[row]!;
  const known = memberOf(run, low, high);
  // A LogonId that is a session's stays with it: Windows never gives one twice, and its next logon must find it.
  const isOwn = known < 0 && (low !== 0 || high !== 0);
  if (isOwn && (kind === CLASS.unlock || kind === CLASS.credentialRefresh)) {
    run.ids.set(low, high, IGNORED_LOGON);
  }
  if (kind === CLASS.unlock) onUnlock(run, row);
  else if (kind === CLASS.credentialRefresh) return;
  else if (kind === CLASS.system && known >= 0 && run.sessions.columns.kind[known >> 1] === CLASS.system) {
    // SYSTEM and its neighbours log on again and again under one LogonId: one session a boot.
    touch(run, known >> 1, row);
  } else startLogon(run, row, kind, known);
}

function startLogon(run: Run, row: number, kind: number, known: number): void {
  const { events } = run;
  const privileged = known === PRIVILEGED_LOGON;
  const people = kind === CLASS.desktop || kind === CLASS.secondary;
  if (people) {
    const twin = findTwin(run, row, kind);
    if (twin >= 0 && known < 0) {
      addMember(run, twin, row, privileged);
      return;
    }
  }
  // The same LogonId twice in one boot: whatever had it before is over.
  if (known >= 0) supersede(run, known >> 1, row);
  if (kind === CLASS.desktop) supersedeByProcess(run, row);
  const session = newSession(run, row, kind);
  const columns = run.sessions.columns;
  columns.startKnown[session] = 1;
  columns.firstRow[session] = row;
  columns.logonType[session] = events.logonType[row]!;
  nameSession(run, session, events.logonIdLow[row]!, events.logonIdHigh[row]!);
  noteElevation(run, session, 0, row, privileged);
  if (isGuessed(events, row)) addFlag(run, session, FLAG.classGuessed);
  if (kind === CLASS.secondary || kind === CLASS.newCredentials) columns.parent[session] = parentOf(run, row);
  if (people || kind === CLASS.newCredentials) rememberLogon(run, session);
  findExplicit(run, session);
  if (kind === CLASS.network) rememberNetworkLogon(run, row);
  if (kind !== CLASS.desktop) return;
  if (isAutomatic(run, row)) addFlag(run, session, FLAG["autoLogon?"]);
  const pid = winlogonOf(run, row);
  if (pid !== NO_NUMBER) run.winlogons.set(pid, 0, session);
}

function supersede(run: Run, session: number, row: number): void {
  const columns = run.sessions.columns;
  if (columns.supersededPlus[session] === 0) columns.supersededPlus[session] = row + 1;
  closeSession(run, session);
}

/** E2c: one winlogon.exe serves one session at a time. */
function supersedeByProcess(run: Run, row: number): void {
  const pid = winlogonOf(run, row);
  if (pid === NO_NUMBER) return;
  const session = run.winlogons.get(pid, 0);
  if (session >= 0 && run.sessions.columns.open[session] === 1) supersede(run, session, row);
}

function winlogonOf(run: Run, row: number): number {
  const { events, facts } = run;
  return facts.program(events.process[row]!) === "winlogon" ? events.processId[row]! : NO_NUMBER;
}

/** R9: the session whose LogonId is the SubjectLogonId of a secondary or type 9 logon; -1 for none. */
function parentOf(run: Run, row: number): number {
  const { subjectLogonIdLow, subjectLogonIdHigh } = run.events;
  const value = memberOf(run, subjectLogonIdLow[row]!, subjectLogonIdHigh[row]!);
  return value >= 0 ? value >> 1 : -1;
}

/** R9: a console logon this soon after the boot was hardly typed by a person. */
function isAutomatic(run: Run, row: number): boolean {
  const { events, boot, corrected } = run;
  if (events.logonType[row] !== 2) return false;
  const marker = boot.securityMarker >= 0 ? boot.securityMarker : (boot.systemMarkers.at(-1) ?? -1);
  if (marker < 0) return false;
  const after = corrected[row]! - corrected[marker]!;
  return after >= 0 && after <= seconds(run.settings.autoLogon);
}

/** 4634. Only the lead member's closes the session (E2). */
export function onLogoff(run: Run, row: number): void {
  const { logonIdLow, logonIdHigh } = run.events;
  const value = endedMember(run, row, memberOf(run, logonIdLow[row]!, logonIdHigh[row]!));
  if (value < 0) return;
  const session = value >> 1;
  const columns = run.sessions.columns;
  const column = (value & 1) === 0 ? columns.firstLogoffPlus : columns.secondLogoffPlus;
  if (column[session] === 0) column[session] = row + 1;
  touch(run, session, row);
  learn(run, session, row);
  if (leadMember(run, session) === (value & 1)) closeSession(run, session);
}

/** 4647: the end, on whichever member (E1). */
export function onUserLogoff(run: Run, row: number): void {
  const { logonIdLow, logonIdHigh } = run.events;
  const value = endedMember(run, row, memberOf(run, logonIdLow[row]!, logonIdHigh[row]!));
  if (value < 0) return;
  const session = value >> 1;
  const columns = run.sessions.columns;
  if (columns.userLogoffPlus[session] === 0) columns.userLogoffPlus[session] = row + 1;
  touch(run, session, row);
  closeSession(run, session);
}

/** The member that an end names, where need be of an orphan (R10); negative for none. */
function endedMember(run: Run, row: number, known: number): number {
  if (known >= 0 || known === IGNORED_LOGON) return known;
  const orphan = orphanOf(run, row);
  if (orphan >= 0) {
    const { logonIdLow, logonIdHigh } = run.events;
    return memberOf(run, logonIdLow[row]!, logonIdHigh[row]!);
  }
  if (run.events.kind[row] === KIND.logoff) run.tally.orphanLogoffs++;
  return UNKNOWN_LOGON;
}
