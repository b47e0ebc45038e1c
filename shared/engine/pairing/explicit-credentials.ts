import { touchLogonId } from "./building.ts";
import { CLASS } from "./classify.ts";
import type { Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

/** 4648: own evidence of its subject, and the target server of a secondary logon beside it (R9). */
export function onExplicitCredentials(run: Run, row: number): void {
  const { recent } = run;
  touchLogonId(run, run.events.logonIdLow[row]!, run.events.logonIdHigh[row]!, row);
  run.explicit.add(row);
  // Nearly always all logons of late are desktops: nothing here is for them.
  if (run.lastOther === 0 || recent.added - run.lastOther >= recent.length) return;
  for (let i = 0; i < recent.length; i++) {
    const session = recent.back(i);
    if (!isOtherCredentials(run, session)) continue;
    const { explicitRowPlus, startRow } = run.sessions.columns;
    if (explicitRowPlus[session] === 0 && belongs(run, row, startRow[session]!))
      explicitRowPlus[session] = row + 1;
  }
}

/** Looks for the 4648 that was written before the logon. */
export function findExplicit(run: Run, session: number): void {
  if (!isOtherCredentials(run, session)) return;
  const { explicitRowPlus, startRow } = run.sessions.columns;
  const { explicit } = run;
  for (let i = 0; i < explicit.length; i++) {
    const row = explicit.back(i);
    if (!belongs(run, row, startRow[session]!)) continue;
    explicitRowPlus[session] = row + 1;
    return;
  }
}

/** A logon with credentials that a 4648 may tell more of. */
export function isOtherCredentials(run: Run, session: number): boolean {
  const kind = run.sessions.columns.kind[session];
  return kind === CLASS.secondary || kind === CLASS.newCredentials;
}

/** Same subject, same target name, within five seconds. A type 9 logon keeps the local name: there the subject counts. */
function belongs(run: Run, explicit: number, logon: number): boolean {
  const { events, strings, corrected } = run;
  if (Math.abs(corrected[explicit]! - corrected[logon]!) > seconds(run.settings.explicitCredentials))
    return false;
  const low = events.subjectLogonIdLow[logon]!;
  const high = events.subjectLogonIdHigh[logon]!;
  if (
    (low === 0 && high === 0) ||
    events.logonIdLow[explicit] !== low ||
    events.logonIdHigh[explicit] !== high
  ) {
    return false;
  }
  if (events.logonType[logon] === 9) return true;
  return (
    strings.get(events.detail[explicit]!).toLowerCase() === strings.get(events.user[logon]!).toLowerCase()
  );
}
