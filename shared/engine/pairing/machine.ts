import { KIND } from "../../types/event-table.ts";
import { closeSession, touchLogonId } from "./building.ts";
import { classify } from "./classify.ts";
import { onDisconnect, onLockState, onReconnect } from "./connections.ts";
import { onExplicitCredentials } from "./explicit-credentials.ts";
import { onLogoff, onLogon, onUserLogoff } from "./logons.ts";
import { onPrivileges } from "./members.ts";
import type { Run } from "./run.ts";
import { onWeakDisconnect, onWeakLogoff, onWeakLogon, onWeakReconnect } from "./weaker-sources.ts";

/**
 * Feeds the records of one boot to the building rules: Security in record order (R1), all other channels merged in by
 * corrected time. Ends are not decided here but when the boot is over, because the first that applies counts.
 */
export function runBoot(run: Run, security: Uint32Array, others: Uint32Array): void {
  const { corrected } = run;
  let other = 0;
  const { length } = security;
  for (let at = 0; at < length; at++) {
    const row = security[at]!;
    const time = corrected[row]!;
    while (other < others.length && corrected[others[other]!]! < time) onRecord(run, others[other++]!);
    onRecord(run, row);
  }
  while (other < others.length) onRecord(run, others[other++]!);
}

function onRecord(run: Run, row: number): void {
  const { events, corrected } = run;
  const kind = events.kind[row];
  if (Number.isNaN(corrected[row]!)) {
    if (kind === KIND.logon) run.tally.addUntimed(classify(events, run.facts, row));
    return;
  }
  switch (kind) {
    case KIND.logon:
      onLogon(run, row);
      break;
    case KIND.logoff:
      onLogoff(run, row);
      break;
    case KIND.userLogoff:
      onUserLogoff(run, row);
      break;
    case KIND.explicitCredentials:
      onExplicitCredentials(run, row);
      break;
    case KIND.privileges:
      onPrivileges(run, row);
      break;
    case KIND.sessionDisconnected:
      onDisconnect(run, row);
      break;
    case KIND.sessionReconnected:
      onReconnect(run, row);
      break;
    case KIND.locked:
    case KIND.unlocked:
    case KIND.saverOn:
    case KIND.saverOff:
      onLockState(run, row);
      break;
    case KIND.tsLogon:
    case KIND.winlogonLogon:
      onWeakLogon(run, row);
      break;
    case KIND.tsLogoff:
    case KIND.winlogonLogoff:
      onWeakLogoff(run, row);
      break;
    case KIND.tsDisconnect:
      onWeakDisconnect(run, row);
      break;
    case KIND.tsReconnect:
      onWeakReconnect(run, row);
      break;
    case KIND.sleepEnter:
    case KIND.shutdownRequest:
      run.lastStop = row;
      break;
    case KIND.bootType:
      if (events.number[row] === 1) onFastStartup(run, row);
      break;
    default:
      touchLogonId(run, events.logonIdLow[row]!, events.logonIdHigh[row]!, row);
      touchLogonId(run, events.subjectLogonIdLow[row]!, events.subjectLogonIdHigh[row]!, row);
  }
}

/** R13: before a fast startup Windows logged everybody off, although the kernel went on. */
function onFastStartup(run: Run, row: number): void {
  const stop = run.lastStop >= 0 ? run.lastStop : row;
  run.open.forEach((session) => {
    run.sessions.columns.hybrid[session] = stop;
    closeSession(run, session);
  });
}
