import { touchLogonId } from "./building.ts";
import { CLASS } from "./classify.ts";
import type { Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

const KEPT = 8;

/** 4648: own evidence of its subject, and the target server of a secondary logon beside it (R9). */
export function onExplicitCredentials(run: Run, row: number): void {
  touchLogonId(run, run.events.logonIdLow[row]!, run.events.logonIdHigh[row]!, row);
  run.explicit.push(row);
  if (run.explicit.length > KEPT) run.explicit.shift();
  const { explicitRow, startRow } = run.sessions.columns;
  for (const session of run.recent) {
    if (
      explicitRow[session]! < 0 &&
      isOtherCredentials(run, session) &&
      belongs(run, row, startRow[session]!)
    ) {
      explicitRow[session] = row;
    }
  }
}

/** Looks for the 4648 that was written before the logon. */
export function findExplicit(run: Run, session: number): void {
  if (!isOtherCredentials(run, session)) return;
  const { explicitRow, startRow } = run.sessions.columns;
  explicitRow[session] = run.explicit.findLast((row) => belongs(run, row, startRow[session]!)) ?? -1;
}

function isOtherCredentials(run: Run, session: number): boolean {
  const kind = run.sessions.columns.kind[session];
  return kind === CLASS.secondary || kind === CLASS.newCredentials;
}

/** Same subject, same target name, within five seconds. A type 9 logon keeps the local name: there the subject counts. */
function belongs(run: Run, explicit: number, logon: number): boolean {
  const { events, strings, corrected } = run;
  if (Math.abs(corrected[explicit]! - corrected[logon]!) > seconds(run.settings.explicitCredentials))
    return false;
  const [low, high] = [events.subjectLogonIdLow[logon]!, events.subjectLogonIdHigh[logon]!];
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
