import type { CaseData } from "../../types/case.ts";
import {
  CONFIDENCES,
  END_REASONS,
  HELP_KEYS,
  type HelpKey,
  SESSION_FLAGS,
  SESSION_KINDS,
  type SessionFlag,
} from "../../types/names.ts";
import type { CaseEvidence, ComputerEvidence } from "./case-evidence.ts";

const EXACT = CONFIDENCES.indexOf("exact");
const DESKTOP = SESSION_KINDS.indexOf("desktop");
const SCRIPT = SESSION_KINDS.indexOf("script");
const CLOUD = SESSION_KINDS.indexOf("cloud");
/** Sessions of Windows itself never end: nothing would tell more of them. */
const OF_WINDOWS: ReadonlySet<number> = new Set([
  SESSION_KINDS.indexOf("system"),
  SESSION_KINDS.indexOf("desktopHelper"),
]);
const REMOTE_TYPES: ReadonlySet<number> = new Set([10, 12]);
const UNKNOWN_COMPUTER: ComputerEvidence = {
  security: true,
  system: true,
  localSessions: true,
  filtered: false,
  damaged: false,
  logoffs: true,
  locksMissing: [],
};

/**
 * Evidence that would make a session more certain, the most useful first; empty when nothing would. `evidence` is
 * `caseEvidence` of the same case, made once for all its sessions. `helpText` has the sentences.
 */
export function whatWouldHelp(evidence: CaseEvidence, data: CaseData, row: number): readonly HelpKey[] {
  const { sessions } = data;
  if (OF_WINDOWS.has(sessions.kind[row]!)) return [];
  const here = evidence.get(keyOf(data, row)) ?? UNKNOWN_COMPUTER;
  // Of what scripts and cloud services tell only a log of the same computer can say more.
  if (sessions.kind[row] === SCRIPT)
    return evidence.get(keyOf(data, row))?.security === true ? [] : ["securityLog"];
  if (sessions.kind[row] === CLOUD) return [];
  const found = new Set<HelpKey>();
  const startKnown = !Number.isNaN(sessions.start[row]!);
  const endKnown = sessions.confidence[row] === EXACT;
  if (!startKnown) found.add("earlierLog");
  if (!endKnown) for (const key of forEnd(here, data, row)) found.add(key);
  if (!startKnown || !endKnown) {
    if (data.partial) found.add("wholeRead");
    if (here.damaged) found.add("undamagedFile");
    if (here.filtered) found.add("wholeLog");
  }
  if (!here.security) found.add("securityLog");
  if (hasFlag(data, row, "clockBackwards")) found.add("trustedClock");
  if (sessions.kind[row] === DESKTOP && lacksLocks(here, data, row)) found.add("lockAuditing");
  return HELP_KEYS.filter((key) => found.has(key));
}

function keyOf({ sessions, strings }: CaseData, row: number): string {
  return strings[sessions.computerKey[row]!] ?? "";
}

/** Whether a session reaches into a time without records of locks; an end not known (`NaN`) may. */
function lacksLocks({ locksMissing }: ComputerEvidence, { sessions }: CaseData, row: number): boolean {
  return locksMissing.some(([from, to]) => !(sessions.start[row]! >= to) && !(sessions.end[row]! <= from));
}

/** What would tell more of an end that no record of the session itself gives. */
function* forEnd(here: ComputerEvidence, data: CaseData, row: number): Generator<HelpKey> {
  const { sessions } = data;
  switch (END_REASONS[sessions.endReason[row]!]) {
    case "stillOpen":
      yield "laterLog";
      break;
    case "logGap":
      yield "missingRecords";
      break;
    case "logCleared":
      yield "clearedLog";
      break;
  }
  if (!here.system) yield "systemLog";
  const remote = sessions.kind[row] === DESKTOP && REMOTE_TYPES.has(sessions.logonType[row]!);
  if (remote && !here.localSessions) yield "remoteDesktopLog";
  // In an export by query logoffs may only have been left out.
  if (here.security && !here.filtered && !here.logoffs) yield "logoffAuditing";
}

function hasFlag({ sessions }: CaseData, row: number, flag: SessionFlag): boolean {
  return (sessions.flags[row]! & (1 << SESSION_FLAGS.indexOf(flag))) !== 0;
}
