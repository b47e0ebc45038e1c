import { ACT, ACT_COLUMNS, type ActKind } from "../types/act-table.ts";
import type { Boot, CaseData, LogHole, RecordRef } from "../types/case.ts";
import { ELEVATED_UNKNOWN, NO_LOGON_TYPE } from "../types/event-table.ts";
import {
  CONFIDENCES,
  type Confidence,
  codeOf,
  END_REASONS,
  type EndReason,
  EVIDENCE_CLASSES,
  type EvidenceClass,
  INTERVAL_KINDS,
  type IntervalKind,
  PROOF_ROLES,
  type ProofRole,
  RULES,
  type Rule,
  SESSION_FLAGS,
  SESSION_KINDS,
  type SessionFlag,
  type SessionKind,
} from "../types/names.ts";
import {
  FAILURE_COLUMNS,
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
} from "../types/session-table.ts";
import { DEFAULT_SETTINGS } from "../types/settings.ts";
import type { SourceInfo } from "../types/source.ts";
import { StringTable } from "../types/string-table.ts";
import { NO_TIME, type Ticks } from "../types/units.ts";

/** A session as a test writes it; whatever is left out is not given. Times in ticks. */
export interface SessionSketch {
  readonly kind?: SessionKind;
  readonly parent?: number;
  readonly computer?: string;
  readonly user?: string;
  readonly domain?: string;
  readonly sid?: string;
  readonly logonType?: number;
  readonly logonIds?: readonly number[];
  readonly elevated?: number;
  readonly boot?: number;
  readonly start?: number;
  readonly startLower?: number;
  readonly startUpper?: number;
  readonly startRule?: Rule;
  readonly end?: number;
  readonly endReason?: EndReason;
  readonly confidence?: Confidence;
  readonly endLower?: number;
  readonly endUpper?: number;
  readonly endRule?: Rule;
  readonly lastEvidence?: number;
  readonly active?: number;
  readonly activeMin?: number;
  readonly activeMax?: number;
  readonly sourceAddress?: string;
  readonly workstation?: string;
  readonly clientName?: string;
  readonly process?: string;
  readonly package?: string;
  readonly flags?: readonly SessionFlag[];
  readonly evidence?: EvidenceClass;
  readonly intervals?: readonly (readonly [kind: IntervalKind, from: number, to: number])[];
  readonly proofs?: readonly (readonly [role: ProofRole, recordId: number, time: number])[];
}

/** A failed logon as a test writes it. */
export interface FailureSketch {
  readonly time: number;
  readonly computer?: string;
  readonly user?: string;
  readonly domain?: string;
  readonly sid?: string;
  readonly logonType?: number;
  readonly status?: number;
  readonly subStatus?: number;
  readonly reason?: string;
  readonly sourceAddress?: string;
  readonly workstation?: string;
  readonly process?: string;
  readonly package?: string;
  readonly followedBySuccess?: boolean;
  readonly recordId?: number;
}

/** A record that makes no session, as a test writes it. */
export interface ActSketch {
  readonly kind: ActKind;
  readonly time: number;
  readonly until?: number;
  readonly computer?: string;
  readonly user?: string;
  readonly domain?: string;
  readonly sid?: string;
  readonly session?: number;
  readonly sourceAddress?: string;
  readonly place?: string;
  readonly detail?: string;
  readonly process?: string;
  readonly status?: number;
  readonly eventId?: number;
  readonly recordId?: number;
}

export interface CaseSketch extends Partial<Omit<CaseData, "sessions" | "failures" | "acts" | "strings">> {
  readonly sessions?: readonly SessionSketch[];
  readonly failures?: readonly FailureSketch[];
  readonly acts?: readonly ActSketch[];
}

/**
 * A whole case from terse literals, for tests of what reads cases: no log is read and nothing is paired. Channel is
 * always Security, source 0; the user key of a row is its lower-case name, the computer key likewise.
 */
export function buildCase(sketch: CaseSketch): CaseData {
  const strings = new StringTable();
  const sessions = sketch.sessions ?? [];
  const failures = sketch.failures ?? [];
  return {
    engine: "test",
    sources: [sketchSource()],
    oldest: 0 as Ticks,
    newest: NO_TIME,
    partial: false,
    boots: [],
    holes: [],
    coverage: [],
    computers: [],
    lockouts: [],
    clockSteps: [],
    settings: DEFAULT_SETTINGS,
    counts: {
      records: 0,
      events: 0,
      logons: { read: 0, used: 0, byClass: {} },
      duplicates: 0,
      failures: failures.length,
      stubs: 0,
      orphanLogoffs: 0,
    },
    ...sketch,
    sessions: sessionTable(sessions, strings),
    failures: failureTable(failures, strings),
    acts: actTable(sketch.acts ?? [], strings),
    strings: strings.toArray(),
  };
}

export function sketchSource(source: Partial<SourceInfo> = {}): SourceInfo {
  return {
    id: 0,
    path: "logs/Security.evtx",
    format: "evtx",
    bytes: 69_632,
    sha256: "0".repeat(64),
    records: 0,
    used: 0,
    duplicates: 0,
    recovered: 0,
    oldest: NO_TIME,
    newest: NO_TIME,
    computers: [],
    channels: ["Security"],
    damage: [],
    notes: [],
    failure: null,
    ...source,
  };
}

export function sketchBoot(boot: Partial<Boot> & { readonly computer: string }): Boot {
  return {
    index: 0,
    start: NO_TIME,
    end: NO_TIME,
    clean: null,
    bugcheck: null,
    startRecord: null,
    endRecord: null,
    lastRecord: NO_TIME,
    ...boot,
  };
}

export function sketchHole(hole: Partial<LogHole> & { readonly computer: string }): LogHole {
  return { channel: "Security", from: NO_TIME, to: NO_TIME, cause: "recordGap", by: null, ...hole };
}

export function sketchRecord(record: Partial<RecordRef> = {}): RecordRef {
  return {
    source: 0,
    channel: "Security",
    recordId: "1",
    eventId: 4624,
    time: NO_TIME,
    offset: 0,
    ...record,
  };
}

function sessionTable(sketches: readonly SessionSketch[], strings: StringTable): CaseData["sessions"] {
  const n = sketches.length;
  const text = (value: string | undefined) => strings.intern(value ?? "");
  const moment = (value: number | undefined) => value ?? Number.NaN;
  const intervals = sketches.flatMap((sketch) => sketch.intervals ?? []);
  const proofs = sketches.flatMap((sketch) => sketch.proofs ?? []);
  const members = sketches.flatMap((sketch) => sketch.logonIds ?? []);
  const table = {
    ...columns(SESSION_COLUMNS, n),
    length: n,
    intervalStart: starts(sketches.map((sketch) => sketch.intervals?.length ?? 0)),
    proofStart: starts(sketches.map((sketch) => sketch.proofs?.length ?? 0)),
    memberStart: starts(sketches.map((sketch) => sketch.logonIds?.length ?? 0)),
    intervals: { ...columns(INTERVAL_COLUMNS, intervals.length), length: intervals.length },
    proofs: { ...columns(PROOF_COLUMNS, proofs.length), length: proofs.length },
    members: { ...columns(MEMBER_COLUMNS, members.length), length: members.length },
  };
  for (const [row, s] of sketches.entries()) {
    table.kind[row] = codeOf(SESSION_KINDS, s.kind ?? "desktop");
    table.parent[row] = s.parent ?? -1;
    table.computer[row] = text(s.computer);
    table.computerKey[row] = text(s.computer?.toLowerCase());
    table.user[row] = text(s.user);
    table.userKey[row] = text((s.sid ?? s.user)?.toLowerCase());
    table.domain[row] = text(s.domain);
    table.sid[row] = text(s.sid);
    table.logonType[row] = s.logonType ?? NO_LOGON_TYPE;
    const lead = s.logonIds?.[0] ?? 0;
    table.leadLogonIdLow[row] = lead >>> 0;
    table.leadLogonIdHigh[row] = Math.floor(lead / 2 ** 32);
    table.elevated[row] = s.elevated ?? ELEVATED_UNKNOWN;
    table.boot[row] = s.boot ?? -1;
    table.start[row] = moment(s.start);
    table.startConfidence[row] = codeOf(CONFIDENCES, s.start === undefined ? "unknown" : "exact");
    table.startLower[row] = moment(s.startLower);
    table.startUpper[row] = moment(s.startUpper);
    table.startRule[row] = codeOf(RULES, s.startRule ?? "");
    table.end[row] = moment(s.end);
    table.endReason[row] = codeOf(END_REASONS, s.endReason ?? "userLogoff");
    table.confidence[row] = codeOf(CONFIDENCES, s.confidence ?? "exact");
    table.endLower[row] = moment(s.endLower);
    table.endUpper[row] = moment(s.endUpper);
    table.endRule[row] = codeOf(RULES, s.endRule ?? "");
    table.lastEvidence[row] = moment(s.lastEvidence);
    table.active[row] = moment(s.active);
    table.activeMin[row] = moment(s.activeMin ?? s.active);
    table.activeMax[row] = moment(s.activeMax ?? s.active);
    table.sourceAddress[row] = text(s.sourceAddress);
    table.workstation[row] = text(s.workstation);
    table.clientName[row] = text(s.clientName);
    table.process[row] = text(s.process);
    table.package[row] = text(s.package);
    table.flags[row] = (s.flags ?? []).reduce((bits, flag) => bits | (1 << codeOf(SESSION_FLAGS, flag)), 0);
    table.evidence[row] = codeOf(EVIDENCE_CLASSES, s.evidence ?? "eventLog");
  }
  for (const [i, [kind, from, to]] of intervals.entries()) {
    table.intervals.kind[i] = codeOf(INTERVAL_KINDS, kind);
    table.intervals.from[i] = from;
    table.intervals.to[i] = to;
  }
  for (const [i, [role, recordId, time]] of proofs.entries()) {
    table.proofs.role[i] = codeOf(PROOF_ROLES, role);
    table.proofs.channel[i] = text("Security");
    table.proofs.recordIdLow[i] = recordId >>> 0;
    table.proofs.recordIdHigh[i] = Math.floor(recordId / 2 ** 32);
    table.proofs.time[i] = time;
    table.proofs.offset[i] = 4096 + recordId;
  }
  for (const [i, id] of members.entries()) {
    table.members.logonIdLow[i] = id >>> 0;
    table.members.logonIdHigh[i] = Math.floor(id / 2 ** 32);
  }
  return table;
}

function failureTable(sketches: readonly FailureSketch[], strings: StringTable): CaseData["failures"] {
  const text = (value: string | undefined) => strings.intern(value ?? "");
  const table = { ...columns(FAILURE_COLUMNS, sketches.length), length: sketches.length };
  for (const [row, f] of sketches.entries()) {
    table.time[row] = f.time;
    table.rawTime[row] = f.time;
    table.computer[row] = text(f.computer);
    table.computerKey[row] = text(f.computer?.toLowerCase());
    table.user[row] = text(f.user);
    table.userKey[row] = text((f.sid ?? f.user)?.toLowerCase());
    table.domain[row] = text(f.domain);
    table.sid[row] = text(f.sid);
    table.logonType[row] = f.logonType ?? NO_LOGON_TYPE;
    table.status[row] = f.status ?? 0;
    table.subStatus[row] = f.subStatus ?? 0;
    table.reason[row] = text(f.reason);
    table.sourceAddress[row] = text(f.sourceAddress);
    table.workstation[row] = text(f.workstation);
    table.process[row] = text(f.process);
    table.package[row] = text(f.package);
    table.followedBySuccess[row] = f.followedBySuccess ? 1 : 0;
    table.channel[row] = text("Security");
    table.recordIdLow[row] = f.recordId ?? row + 1;
  }
  return table;
}

function actTable(sketches: readonly ActSketch[], strings: StringTable): CaseData["acts"] {
  const text = (value: string | undefined) => strings.intern(value ?? "");
  const table = { ...columns(ACT_COLUMNS, sketches.length), length: sketches.length };
  for (const [row, act] of sketches.entries()) {
    table.kind[row] = ACT[act.kind];
    table.time[row] = act.time;
    table.until[row] = act.until ?? Number.NaN;
    table.computer[row] = text(act.computer);
    table.computerKey[row] = text(act.computer?.toLowerCase());
    table.user[row] = text(act.user);
    table.domain[row] = text(act.domain);
    table.sid[row] = text(act.sid);
    table.userKey[row] = text((act.sid ?? act.user)?.toLowerCase());
    table.session[row] = act.session ?? -1;
    table.sourceAddress[row] = text(act.sourceAddress);
    table.place[row] = text(act.place);
    table.detail[row] = text(act.detail);
    table.process[row] = text(act.process);
    table.status[row] = act.status ?? 0;
    table.channel[row] = text("Security");
    table.eventId[row] = act.eventId ?? 0;
    table.recordIdLow[row] = act.recordId ?? row + 1;
  }
  return table;
}

/** Fresh columns of a length. The spec names a constructor for each column. */
function columns<Spec extends Record<string, new (length: number) => unknown>>(
  spec: Spec,
  length: number,
): { readonly [Name in keyof Spec]: InstanceType<Spec[Name]> } {
  return Object.fromEntries(Object.entries(spec).map(([name, Column]) => [name, new Column(length)])) as {
    readonly [Name in keyof Spec]: InstanceType<Spec[Name]>;
  };
}

/** Running sums: where the child rows of each row begin, and where the last ends. */
function starts(counts: readonly number[]): Uint32Array<ArrayBuffer> {
  const result = new Uint32Array(counts.length + 1);
  for (const [row, count] of counts.entries()) result[row + 1] = result[row]! + count;
  return result;
}
