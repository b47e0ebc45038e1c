/**
 * The closed vocabularies of the program. Each list fixes the order of its names; tables store the position in the
 * list as one byte, so names are only ever appended.
 */

/** What a session is. The R5 classes `unlock` and `credentialRefresh` make no session and are only counted. */
export const SESSION_KINDS = [
  "desktop",
  "secondary",
  "network",
  "batch",
  "service",
  "newCredentials",
  "machine",
  "anonymous",
  "system",
  "desktopHelper",
  "script",
  "cloud",
] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** Every class rule R5 can give a logon: the kinds that make sessions, and two that are only counted. */
export const LOGON_CLASSES = [...SESSION_KINDS, "unlock", "credentialRefresh"] as const;
export type LogonClass = (typeof LOGON_CLASSES)[number];

export const END_REASONS = [
  "userLogoff",
  "logoff",
  "superseded",
  "shutdown",
  "powerLoss",
  "crash",
  "logGap",
  "logCleared",
  "stillOpen",
  "noRecord",
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** How well an end is known. On screen: recorded, between A and B, no end in this log, not known. */
export const CONFIDENCES = ["exact", "bounded", "open", "unknown"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Session flags; the position is the bit number in the `flags` column. */
export const SESSION_FLAGS = [
  "reconnect",
  "autoLogon?",
  "takenOver",
  "unlockOnly",
  "hybrid",
  "clockBackwards",
  "clockSetByUser",
  "fromLSM",
  "fromWinlogon",
  "classGuessed",
  "dateOrderAssumed",
] as const;
export type SessionFlag = (typeof SESSION_FLAGS)[number];

export const EVIDENCE_CLASSES = ["eventLog", "userWritable", "cloudExport", "inferred"] as const;
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

/** Times inside a session when nobody was at it. */
export const INTERVAL_KINDS = ["locked", "disconnected", "asleep", "screenSaver"] as const;
export type IntervalKind = (typeof INTERVAL_KINDS)[number];

/** The pairing rules, as they appear in `startRule` and `endRule`; `""` stands for none. */
export const RULES = [
  "",
  "R1",
  "R2",
  "R3",
  "R4",
  "R5",
  "R6",
  "R7",
  "R8",
  "R9",
  "R10",
  "R11",
  "R12",
  "R13",
  "R14",
  "R15",
  "R16",
  "E1",
  "E2",
  "E2b",
  "E2c",
  "E3",
  "E4",
  "E5",
  "E6",
] as const;
export type Rule = (typeof RULES)[number];

/** What a proving record shows. */
export const PROOF_ROLES = [
  "start",
  "end",
  "lastEvidence",
  "heartbeat",
  "shutdownRequest",
  "shutdown",
  "nextBoot",
  "boot",
  "hole",
  "logEnd",
  "intervalStart",
  "intervalEnd",
] as const;
export type ProofRole = (typeof PROOF_ROLES)[number];

/**
 * Evidence that would make a session more certain, in the order in which it is worth getting. Each key has one
 * wording, in engine/explain/help-texts.ts.
 */
export const HELP_KEYS = [
  "wholeRead",
  "undamagedFile",
  "wholeLog",
  "securityLog",
  "earlierLog",
  "missingRecords",
  "clearedLog",
  "laterLog",
  "systemLog",
  "remoteDesktopLog",
  "logoffAuditing",
  "lockAuditing",
  "trustedClock",
] as const;
export type HelpKey = (typeof HELP_KEYS)[number];

export const HOLE_CAUSES = ["recordGap", "cleared", "serviceStop", "fileEdge"] as const;
export type HoleCause = (typeof HOLE_CAUSES)[number];

/**
 * What a change of a clock was taken for (R11): it put the clock right or wrong and moves the times before it, it made
 * up for a sleep, or it took back a jump that no record shows.
 */
export const CLOCK_STEP_KINDS = ["correction", "catchUp", "undone"] as const;
export type ClockStepKind = (typeof CLOCK_STEP_KINDS)[number];

/** Damage found while reading. Not damage: dirty flag, stale header, empty chunks, duplicates, recovered slack. */
export const DAMAGE_CODES = [
  "fileHeader",
  "chunkHeader",
  "chunkCrc",
  "recordCrc",
  "chunkMissing",
  "recordBad",
  "truncated",
  "templateBad",
  "valueBad",
  "xmlBad",
  "lineBad",
  "limit",
] as const;
export type DamageCode = (typeof DAMAGE_CODES)[number];

/** Position of a name in its list, for writing it into a byte column. */
export function codeOf<T extends string>(list: readonly T[], name: T): number {
  return list.indexOf(name);
}
