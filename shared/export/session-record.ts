import type { SessionAnswerRow } from "../contract/schemas.ts";
import { durationExact, durationMax, durationMin } from "../engine/durations.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import { factOf } from "../engine/trails/facts-of.ts";
import type { CaseData } from "../types/case.ts";
import { ELEVATED_UNKNOWN, ELEVATED_YES, NO_LOGON_TYPE } from "../types/event-table.ts";
import {
  CONFIDENCES,
  END_REASONS,
  EVIDENCE_CLASSES,
  INTERVAL_KINDS,
  type IntervalKind,
  PROOF_ROLES,
  type ProofRole,
  RULES,
  SESSION_FLAGS,
  SESSION_KINDS,
} from "../types/names.ts";
import { TRAIL_CHECKS } from "../types/trail.ts";
import { decimalId, hexId, secondsOrNull, textOrNull } from "./texts.ts";

/** Start and end of an interval; an end that is not known is null. */
type Interval = readonly [from: string | null, to: string | null];

/** What proves an end, the best record first. */
const END_ROLES: readonly ProofRole[] = ["end", "shutdown", "nextBoot", "hole", "logEnd"];

/** One session with the names and values of the JSON output, but for its proof. Unknown is null. */
export function sessionRecord(data: CaseData, row: number): Omit<SessionAnswerRow, "proof"> {
  const { sessions: s, strings } = data;
  const logonType = s.logonType[row]!;
  const elevated = s.elevated[row];
  const facts = data.trails?.facts;
  const fact = factOf(data, row);
  return {
    id: row + 1,
    key: sessionKey(data, row),
    parentKey: s.parent[row]! < 0 ? null : sessionKey(data, s.parent[row]!),
    kind: SESSION_KINDS[s.kind[row]!]!,
    computer: textOrNull(strings, s.computer[row]!),
    user: textOrNull(strings, s.user[row]!),
    domain: textOrNull(strings, s.domain[row]!),
    sid: textOrNull(strings, s.sid[row]!),
    logonType: logonType === NO_LOGON_TYPE ? null : logonType,
    logonIds: memberIds(data, row),
    leadLogonId: leadId(data, row),
    elevated: elevated === ELEVATED_UNKNOWN ? null : elevated === ELEVATED_YES,
    start: ticksToIso(s.start[row]!),
    startConfidence: CONFIDENCES[s.startConfidence[row]!]!,
    startLower: ticksToIso(s.startLower[row]!),
    startUpper: ticksToIso(s.startUpper[row]!),
    startRule: RULES[s.startRule[row]!] || null,
    end: ticksToIso(s.end[row]!),
    endReason: END_REASONS[s.endReason[row]!]!,
    confidence: CONFIDENCES[s.confidence[row]!]!,
    endLower: ticksToIso(s.endLower[row]!),
    endUpper: ticksToIso(s.endUpper[row]!),
    endRule: RULES[s.endRule[row]!] || null,
    durationSeconds: secondsOrNull(durationExact(s, row)),
    durationMinSeconds: secondsOrNull(durationMin(s, row)),
    durationMaxSeconds: secondsOrNull(durationMax(s, row)),
    activeSeconds: secondsOrNull(s.active[row]!),
    activeMinSeconds: secondsOrNull(s.activeMin[row]!),
    activeMaxSeconds: secondsOrNull(s.activeMax[row]!),
    intervals: intervalsOf(data, row),
    sourceAddress: textOrNull(strings, s.sourceAddress[row]!),
    workstation: textOrNull(strings, s.workstation[row]!),
    clientName: textOrNull(strings, s.clientName[row]!),
    process: textOrNull(strings, s.process[row]!),
    package: textOrNull(strings, s.package[row]!),
    // Of Dynamics 365 sessions only.
    environment: fact < 0 ? null : textOrNull(strings, facts?.environment[fact] ?? 0),
    email: fact < 0 ? null : textOrNull(strings, facts?.email[fact] ?? 0),
    flags: SESSION_FLAGS.filter((_, bit) => (s.flags[row]! & (1 << bit)) !== 0),
    evidence: EVIDENCE_CLASSES[s.evidence[row]!]!,
    trail: trailRecord(data, fact),
    startRecord: recordOf(data, findProof(data, row, ["start"])),
    endRecord: recordOf(data, findProof(data, row, END_ROLES)),
  };
}

/** What a script saw of a session, and how it stands to the event log; null where no script tells of it. */
function trailRecord(data: CaseData, fact: number): SessionAnswerRow["trail"] {
  const facts = data.trails?.facts;
  if (facts === undefined || fact < 0) return null;
  const other = facts.other[fact]!;
  return {
    sessionName: textOrNull(data.strings, facts.sessionName[fact]!),
    logonServer: textOrNull(data.strings, facts.server[fact]!),
    check: TRAIL_CHECKS[facts.check[fact]!] ?? "notHeld",
    otherKey: other < 0 ? null : sessionKey(data, other),
  };
}

/**
 * `computer/channel/EventRecordID` of the start evidence: the same in every run and every packing of the same
 * records. A session without a recorded start goes by the first record that proves it.
 */
export function sessionKey(data: CaseData, row: number): string {
  const { sessions: s, strings } = data;
  const first = s.proofStart[row]!;
  const start = findProof(data, row, ["start"]);
  const at = start !== -1 ? start : first < s.proofStart[row + 1]! ? first : -1;
  const computer = strings[s.computerKey[row]!] ?? "";
  if (at === -1) return `${computer}//${row + 1}`;
  const { proofs } = s;
  const recordId = decimalId(proofs.recordIdHigh[at]!, proofs.recordIdLow[at]!);
  return `${computer}/${strings[proofs.channel[at]!] ?? ""}/${recordId}`;
}

/** Position of the proof with the first of some roles that the session has, -1 for none. */
function findProof(data: CaseData, row: number, roles: readonly ProofRole[]): number {
  const { proofs, proofStart } = data.sessions;
  for (const role of roles) {
    const code = PROOF_ROLES.indexOf(role);
    for (let i = proofStart[row]!; i < proofStart[row + 1]!; i++) if (proofs.role[i] === code) return i;
  }
  return -1;
}

function recordOf(data: CaseData, at: number) {
  if (at === -1) return null;
  const { proofs } = data.sessions;
  return {
    source: proofs.source[at]!,
    channel: data.strings[proofs.channel[at]!] ?? "",
    recordId: decimalId(proofs.recordIdHigh[at]!, proofs.recordIdLow[at]!),
    time: ticksToIso(proofs.time[at]!),
    offset: proofs.offset[at]!,
  };
}

function memberIds(data: CaseData, row: number): string[] {
  const { members, memberStart } = data.sessions;
  const ids: string[] = [];
  for (let i = memberStart[row]!; i < memberStart[row + 1]!; i++) {
    ids.push(hexId(members.logonIdHigh[i]!, members.logonIdLow[i]!));
  }
  return ids;
}

/** Logon id 0 is nobody's: it stands for a session that no record names by id. */
function leadId(data: CaseData, row: number): string | null {
  const high = data.sessions.leadLogonIdHigh[row]!;
  const low = data.sessions.leadLogonIdLow[row]!;
  return high === 0 && low === 0 ? null : hexId(high, low);
}

function intervalsOf(data: CaseData, row: number): Record<IntervalKind, Interval[]> {
  const lists: Record<IntervalKind, Interval[]> = {
    locked: [],
    disconnected: [],
    asleep: [],
    screenSaver: [],
  };
  const { intervals, intervalStart } = data.sessions;
  for (let i = intervalStart[row]!; i < intervalStart[row + 1]!; i++) {
    const kind = INTERVAL_KINDS[intervals.kind[i]!];
    if (kind !== undefined) lists[kind].push([ticksToIso(intervals.from[i]!), ticksToIso(intervals.to[i]!)]);
  }
  return lists;
}
