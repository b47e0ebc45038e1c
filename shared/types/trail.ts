import type { CloudRows, CloudTrail, CloudUserRows } from "./cloud.ts";
import type { Columns } from "./session-table.ts";

/*
 * Trails: other records of who was on than event logs. Two steps lie between a trail and the sessions of a case:
 *
 *   a reader      file -> `TrailRows`, plain data of that one file with texts of its own, made on any thread
 *   engine/trails all `TrailRows` of a case -> `TrailSessions` -> rows of the `SessionTable`, and `CaseTrails` beside it
 */

/** Channel names of records that stand in no event log; they are part of session keys. */
export const SCRIPT_CHANNEL = "LogonScript";
export const CLOUD_CHANNEL = "Dynamics365";

/** What a line of a script trail tells; `unknown` where neither line nor file say it. */
export const SCRIPT_ROLES = ["unknown", "logon", "logoff"] as const;
export type ScriptRole = (typeof SCRIPT_ROLES)[number];

/** Bits of `ScriptRows.flags`. */
export const SCRIPT_FLAGS = {
  /** Nothing decides the order of day and month of this line. */
  dateOrderAssumed: 1,
  /** The line gives UTC, so that no zone was needed. */
  utc: 2,
  /** Written in the form of the safer script. */
  ownForm: 4,
} as const;

export const SCRIPT_COLUMNS = {
  /** Position in `SCRIPT_ROLES`. */
  role: Uint8Array,
  /** Ticks in UTC; of a local hour that occurs twice the first one. `NaN` where the date cannot be read. */
  time: Float64Array,
  /** The second of two possible times; equal to `time` where there is only one. */
  later: Float64Array,
  /** Texts: positions in `ScriptRows.texts`, 0 not given. */
  computer: Uint32Array,
  user: Uint32Array,
  domain: Uint32Array,
  sessionName: Uint32Array,
  server: Uint32Array,
  /** Byte position of the line. */
  offset: Float64Array,
  flags: Uint8Array,
} as const;

/** The lines of one file of a logon or logoff script, in the order of the file. */
export interface ScriptRows extends Columns<typeof SCRIPT_COLUMNS> {
  readonly kind: "script";
  readonly length: number;
  /** The first is empty. */
  readonly texts: readonly string[];
}

/** What a reader found in one file of a trail. */
export type TrailRows = ScriptRows | CloudRows | CloudUserRows;

/** What a file of a trail was read as, as its source tells it. */
export interface TrailSource {
  readonly kind: "script";
  readonly logons: number;
  readonly logoffs: number;
  /** Lines of which nobody has said whether they are logons or logoffs; they make no session. */
  readonly unknown: number;
  /** Lines whose date stays unread until somebody says which calendar it is. */
  readonly undated: number;
}

/** The rows of one source. */
export interface SourceTrail<Rows extends TrailRows = TrailRows> {
  readonly source: number;
  readonly rows: Rows;
}

/** The trails of one kind. */
export function trailsOf<Kind extends TrailRows["kind"]>(
  trails: readonly SourceTrail[],
  kind: Kind,
): readonly SourceTrail<Extract<TrailRows, { readonly kind: Kind }>>[] {
  type Wanted = SourceTrail<Extract<TrailRows, { readonly kind: Kind }>>;
  return trails.filter((each): each is Wanted => each.rows.kind === kind);
}

/**
 * Sessions of trails on their way into the session table, in any order. Texts are ids of the string table of the case;
 * times as in `SESSION_COLUMNS`.
 */
export const TRAIL_COLUMNS = {
  kind: Uint8Array,
  evidence: Uint8Array,
  computer: Uint32Array,
  computerKey: Uint32Array,
  user: Uint32Array,
  domain: Uint32Array,
  sid: Uint32Array,
  userKey: Uint32Array,
  email: Uint32Array,
  environment: Uint32Array,
  sessionName: Uint32Array,
  server: Uint32Array,
  start: Float64Array,
  startConfidence: Uint8Array,
  startLower: Float64Array,
  startUpper: Float64Array,
  end: Float64Array,
  endReason: Uint8Array,
  confidence: Uint8Array,
  endLower: Float64Array,
  endUpper: Float64Array,
  lastEvidence: Float64Array,
  flags: Uint16Array,
  /** Channel of both records. */
  channel: Uint32Array,
  /** The records that prove start and end; the source is -1 where there is none. */
  startSource: Int32Array,
  startRecordIdLow: Uint32Array,
  startRecordIdHigh: Uint32Array,
  startTime: Float64Array,
  startOffset: Float64Array,
  endSource: Int32Array,
  endRecordIdLow: Uint32Array,
  endRecordIdHigh: Uint32Array,
  endTime: Float64Array,
  endOffset: Float64Array,
} as const;
export interface TrailSessions extends Columns<typeof TRAIL_COLUMNS> {
  readonly length: number;
}

/**
 * What holding a session of a script trail and the event logs of the same computer and user against each other gave.
 * Only what both cover is compared: `notHeld` is neither good nor bad.
 */
export const TRAIL_CHECKS = [
  "notHeld",
  /** Both tell of it, start and end within tolerance. */
  "matching",
  /** Both tell of it, but not of the same start and end. */
  "differing",
  /** A session of the trail of which the event log has nothing, although it covers that time. */
  "missingInLog",
  /** A session of the event log of which the trail has nothing, although it was written around that time. */
  "missingInTrail",
] as const;
export type TrailCheck = (typeof TRAIL_CHECKS)[number];

/** What is known of some sessions beyond the session table; one row for each such session, rising. */
export const TRAIL_FACT_COLUMNS = {
  /** Row of the session table. */
  session: Uint32Array,
  email: Uint32Array,
  environment: Uint32Array,
  /** `Console`, `RDP-Tcp#1`, as the script saw it. */
  sessionName: Uint32Array,
  /** Server that logged the user on, as the script saw it. */
  server: Uint32Array,
  /** Position in `TRAIL_CHECKS`. */
  check: Uint8Array,
  /** Session it was held against, -1 for none. */
  other: Int32Array,
} as const;
export interface TrailFacts extends Columns<typeof TRAIL_FACT_COLUMNS> {
  readonly length: number;
}

/** Trails of a case; missing when it has none. */
export interface CaseTrails {
  readonly facts: TrailFacts;
  /** What exports of Dynamics 365 cover; missing without any. */
  readonly dynamics?: CloudTrail;
}
