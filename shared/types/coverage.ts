import type { Ticks } from "./units.ts";

/** What records of a log were counted as, to tell what was being recorded. The comments name their subcategory. */
export const EVIDENCE_SIGNS = [
  "logon", // Logon: 4624 of any type
  "networkLogon", // Logon: 4624 type 3
  "remoteLogon", // Logon: 4624 type 10, 12
  "unlockLogon", // Logon: 4624 type 7, 13
  "systemLogon", // Logon: 4624 type 0, once at every start
  "elevatedLogon", // Logon: 4624 with an elevated token
  "explicitCredentials", // Logon: 4648
  "failedLogon", // Logon: 4625
  "failedLocked", // Account Lockout: 4625 of an account that is locked out
  "logoff", // Logoff: 4634, 4647
  "privileges", // Special Logon: 4672, 4964
  "connectState", // Other Logon/Logoff Events: 4778, 4779
  "lockState", // Other Logon/Logoff Events: 4800 to 4803
  "bootMarker", // Security State Change: 4608
  "clockChange", // Security State Change, though written whatever the policy: 4616
  "policyChange", // Audit Policy Change, though written whatever the policy: 4719
  "accountLockout", // User Account Management: 4740, 4767
  // Of these not every record is counted, but none of them that is there goes unseen.
  // The first of three is one whose outcome is not known.
  "credentialCheck", // Credential Validation: 4776
  "credentialPassed",
  "credentialRefused",
  "kerberosRequest", // Kerberos Authentication Service: 4768, 4771
  "kerberosGranted",
  "kerberosRefused",
  "serviceTicket", // Kerberos Service Ticket Operations: 4769, 4770
  "serviceTicketGranted",
  "serviceTicketRefused",
  "policyCompanion", // Audit Policy Change: 4902, 4904, 4905, 4907
] as const;
export type EvidenceSign = (typeof EVIDENCE_SIGNS)[number];

/** A span of one Security log within which the audit policy did not change, as far as the log tells. */
export interface AuditSegment {
  /** Key of the computer. */
  readonly computer: string;
  readonly from: Ticks;
  readonly to: Ticks;
  /** Records by sign; those that are 0 are left out. */
  readonly counts: Readonly<Partial<Record<EvidenceSign, number>>>;
}

/** A change of the audit policy (4719). Null: the record does not speak of that outcome. */
export interface PolicyChange {
  /** Key of the computer. */
  readonly computer: string;
  readonly time: Ticks;
  /** GUID of the subcategory, upper case with braces. */
  readonly guid: string;
  readonly success: boolean | null;
  readonly failure: boolean | null;
  /** Who changed it; null where the record does not say, or where it was Windows itself. */
  readonly by: string | null;
}

export const LOG_NOTICES = ["full", "archived", "lost", "stopped"] as const;
export type LogNoticeKind = (typeof LOG_NOTICES)[number];

/** What a Security log says of itself: 1104 it is full, 1105 archived, 1101 records lost, 1100 service stopped. */
export interface LogNotice {
  /** Key of the computer. */
  readonly computer: string;
  readonly kind: LogNoticeKind;
  readonly count: number;
  readonly first: Ticks;
  readonly last: Ticks;
}

/** What shows that an export numbered the records of a Security log anew, see engine/coverage/numbering.ts. */
export const NUMBERING_SIGNS = ["begins", "backwards"] as const;
export type NumberingSign = (typeof NUMBERING_SIGNS)[number];

/** A Security log whose record numbers are not those that Windows gave. */
export interface Renumbered {
  /** Key of the computer. */
  readonly computer: string;
  readonly sign: NumberingSign;
}

/**
 * A file whose oldest Security record stands behind its newest one: a live log that has gone round, so that the file is as
 * large as the log may grow. In text formats the order means nothing.
 */
export interface TurnedLog {
  /** Key of the computer. */
  readonly computer: string;
  /** Position in the list of sources. */
  readonly source: number;
}

/** What the logs of a case tell of what was being recorded in them. */
export interface AuditEvidence {
  /** By computer, then time. */
  readonly segments: readonly AuditSegment[];
  /** By computer, then time. */
  readonly changes: readonly PolicyChange[];
  readonly notices: readonly LogNotice[];
  readonly renumbered: readonly Renumbered[];
  readonly turned: readonly TurnedLog[];
}

/** Segments and changes of one case that are kept; further changes are left out. */
export const MAX_AUDIT_ITEMS = 200_000;

/** What an auditor asks of a log. */
export const QUESTIONS = ["logons", "logoffs", "lockTime", "failures", "remote", "boots"] as const;
export type Question = (typeof QUESTIONS)[number];

export const ANSWERS = ["yes", "no", "unknown"] as const;
export type Answer = (typeof ANSWERS)[number];

/** Why a question can be answered, cannot, or cannot be told. Closed list, worded in one place. */
export const ANSWER_REASONS = [
  // yes
  "recorded",
  "otherLog",
  "changeOn",
  "policyOn",
  // no
  "neverRecorded",
  "changeOff",
  "policyOff",
  // cannot tell
  "noLog",
  "hole",
  "cleared",
  "filtered",
  "renumbered",
  "unnumbered",
  "contradiction",
  "otherPolicy",
  "unreadPolicy",
  "noSign",
] as const;
export type AnswerReason = (typeof ANSWER_REASONS)[number];

export interface AnswerSpan {
  readonly from: Ticks;
  readonly to: Ticks;
  readonly answer: Answer;
  readonly reason: AnswerReason;
}

/** What a log can and cannot answer. Each key has one wording, in the exporters' table of messages. */
export const VERDICT_KEYS = [
  "full",
  "noLock",
  "noLogoff",
  "partialWindow",
  "cleared",
  "policyChanged",
  "dcOnly",
  "filtered",
  "noLogon",
  "empty",
] as const;
export type VerdictKey = (typeof VERDICT_KEYS)[number];
