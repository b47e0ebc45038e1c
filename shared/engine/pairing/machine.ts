import { EVENT_KINDS, KIND } from "../../types/event-table.ts";
import { closeSession, touchLogonId } from "./building.ts";
import { classify } from "./classify.ts";
import { onDisconnect, onLockState, onReconnect } from "./connections.ts";
import { onExplicitCredentials } from "./explicit-credentials.ts";
import { onLogoff, onLogon, onUserLogoff } from "./logons.ts";
import { onPrivileges } from "./members.ts";
import type { Run } from "./run.ts";
import { onWeakDisconnect, onWeakLogoff, onWeakLogon, onWeakReconnect } from "./weaker-sources.ts";

type Handler = (run: Run, row: number) => void;

/** A record of no rule that names a session proves that it was still there. */
function onOther(run: Run, row: number): void {
  const { events } = run;
  touchLogonId(run, events.logonIdLow[row]!, events.logonIdHigh[row]!, row);
  touchLogonId(run, events.subjectLogonIdLow[row]!, events.subjectLogonIdHigh[row]!, row);
}

function onStop(run: Run, row: number): void {
  run.lastStop = row;
}

function onBootType(run: Run, row: number): void {
  if (run.events.number[row] === 1) onFastStartup(run, row);
}

/** Which rule a kind of record is for. */
const HANDLERS: readonly Handler[] = EVENT_KINDS.map((kind): Handler => {
  switch (kind) {
    case "logon":
      return onLogon;
    case "logoff":
      return onLogoff;
    case "userLogoff":
      return onUserLogoff;
    case "explicitCredentials":
      return onExplicitCredentials;
    case "privileges":
      return onPrivileges;
    case "sessionDisconnected":
      return onDisconnect;
    case "sessionReconnected":
      return onReconnect;
    case "locked":
    case "unlocked":
    case "saverOn":
    case "saverOff":
      return onLockState;
    case "tsLogon":
    case "winlogonLogon":
      return onWeakLogon;
    case "tsLogoff":
    case "winlogonLogoff":
      return onWeakLogoff;
    case "tsDisconnect":
      return onWeakDisconnect;
    case "tsReconnect":
      return onWeakReconnect;
    case "sleepEnter":
    case "shutdownRequest":
      return onStop;
    case "bootType":
      return onBootType;
    default:
      return onOther;
  }
});

/**
 * Feeds the records of one boot to the building rules: Security in record order (R1), all other channels merged in by
 * corrected time. Ends are not decided here but when the boot is over, because the first that applies counts.
 */
export function runBoot(run: Run, security: Uint32Array, others: Uint32Array): void {
  const { corrected } = run;
  const { kind } = run.events;
  let other = 0;
  for (let at = 0; at < security.length; at++) {
    const row = security[at]!;
    const time = corrected[row]!;
    while (other < others.length && corrected[others[other]!]! < time) {
      const before = others[other++]!;
      HANDLERS[kind[before]!]!(run, before);
    }
    // Records without a time can neither begin nor end anything. Those of other channels were left out already.
    if (!Number.isNaN(time)) HANDLERS[kind[row]!]!(run, row);
    else if (kind[row] === KIND.logon) run.tally.addUntimed(classify(run.events, run.facts, row));
  }
  for (; other < others.length; other++) HANDLERS[kind[others[other]!]!]!(run, others[other]!);
}

/** R13: before a fast startup Windows logged everybody off, although the kernel went on. */
function onFastStartup(run: Run, row: number): void {
  const stop = run.lastStop >= 0 ? run.lastStop : row;
  run.open.forEach((session) => {
    run.sessions.columns.hybridPlus[session] = stop + 1;
    closeSession(run, session);
  });
}
