/**
 * The sessions of a case as columns, with two child tables: intervals inside a session and the records that prove it.
 *
 *   sessions   row:  0      1      2   ...
 *   intervalStart    [0,     2,     2, ... , n]     intervals of row r: intervalStart[r] .. intervalStart[r + 1]
 *   proofStart       [0,     2,     5, ... , m]
 *   memberStart      [0,     2,     3, ... , k]     logon ids of row r
 *
 * Times are corrected (R11) ticks, `NaN` when not known. Texts are ids in the string table of the case, 0 not given.
 * Names of closed lists are positions in the lists of names.ts.
 */
export const SESSION_COLUMNS = {
  kind: Uint8Array,
  /** Row of the session whose LogonId is this one's SubjectLogonId, else -1. */
  parent: Int32Array,
  computer: Uint32Array,
  user: Uint32Array,
  domain: Uint32Array,
  sid: Uint32Array,
  /** R15 identity, one number for all spellings of one user; index into `StringTable`. */
  userKey: Uint32Array,
  computerKey: Uint32Array,
  /** 255 not known. */
  logonType: Uint8Array,
  leadLogonIdLow: Uint32Array,
  leadLogonIdHigh: Uint32Array,
  /** As in the event table: `ELEVATED_UNKNOWN`, `ELEVATED_NO`, `ELEVATED_YES`. */
  elevated: Uint8Array,
  /** Index into the list of boots, -1 when not known. */
  boot: Int32Array,
  start: Float64Array,
  startConfidence: Uint8Array,
  startLower: Float64Array,
  startUpper: Float64Array,
  startRule: Uint8Array,
  end: Float64Array,
  endReason: Uint8Array,
  confidence: Uint8Array,
  endLower: Float64Array,
  endUpper: Float64Array,
  endRule: Uint8Array,
  /** Latest record that names the session itself: up to here it was surely there. */
  lastEvidence: Float64Array,
  /** Ticks of presence after locked, disconnected and asleep are taken away; `NaN` when not known. */
  active: Float64Array,
  activeMin: Float64Array,
  activeMax: Float64Array,
  sourceAddress: Uint32Array,
  workstation: Uint32Array,
  clientName: Uint32Array,
  /** Server that a secondary logon's explicit credentials (4648) were for. */
  targetServer: Uint32Array,
  process: Uint32Array,
  package: Uint32Array,
  /** Bit set over SESSION_FLAGS. */
  flags: Uint16Array,
  evidence: Uint8Array,
} as const;

/** One row per interval; `to` is `NaN` when its end is not known. */
export const INTERVAL_COLUMNS = { kind: Uint8Array, from: Float64Array, to: Float64Array } as const;

/** One row per proving record. `time` is the raw time of the record. */
export const PROOF_COLUMNS = {
  role: Uint8Array,
  source: Uint16Array,
  channel: Uint32Array,
  eventId: Uint16Array,
  recordIdLow: Uint32Array,
  recordIdHigh: Uint32Array,
  time: Float64Array,
  offset: Float64Array,
} as const;

/** Logon ids of the members of a session, the lead first. */
export const MEMBER_COLUMNS = { logonIdLow: Uint32Array, logonIdHigh: Uint32Array } as const;

/** Columns by name, of the types that a specification gives. */
export type Columns<Spec extends Record<string, unknown>> = {
  readonly [Name in keyof Spec]: Spec[Name] extends new (length: number) => infer Instance ? Instance : never;
};

export type IntervalTable = Columns<typeof INTERVAL_COLUMNS> & { readonly length: number };
export type ProofTable = Columns<typeof PROOF_COLUMNS> & { readonly length: number };
export type MemberTable = Columns<typeof MEMBER_COLUMNS> & { readonly length: number };

/** Sessions in the order of their start evidence, then computer, then logon id. Columns are exactly `length` long. */
export interface SessionTable extends Columns<typeof SESSION_COLUMNS> {
  readonly length: number;
  /** `length + 1` entries each. */
  readonly intervalStart: Uint32Array;
  readonly proofStart: Uint32Array;
  readonly memberStart: Uint32Array;
  readonly intervals: IntervalTable;
  readonly proofs: ProofTable;
  readonly members: MemberTable;
}

/** Failed logons (4625), one row per record, in the order of R1. */
export const FAILURE_COLUMNS = {
  /** Corrected time. */
  time: Float64Array,
  rawTime: Float64Array,
  computer: Uint32Array,
  computerKey: Uint32Array,
  user: Uint32Array,
  domain: Uint32Array,
  sid: Uint32Array,
  userKey: Uint32Array,
  logonType: Uint8Array,
  status: Uint32Array,
  subStatus: Uint32Array,
  /** %%nnnn */
  reason: Uint32Array,
  sourceAddress: Uint32Array,
  workstation: Uint32Array,
  process: Uint32Array,
  package: Uint32Array,
  /** 1 when the same account logged on successfully on this computer within 10 minutes after. */
  followedBySuccess: Uint8Array,
  source: Uint16Array,
  channel: Uint32Array,
  recordIdLow: Uint32Array,
  recordIdHigh: Uint32Array,
  offset: Float64Array,
} as const;
export interface FailureTable extends Columns<typeof FAILURE_COLUMNS> {
  readonly length: number;
}
