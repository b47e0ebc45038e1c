import type { Level, Role } from "../engine/coverage/recommended.ts";
import type { LogSizeOrigin } from "../engine/coverage/retention.ts";
import type { Answer, AnswerReason, LogNoticeKind, Question } from "../types/coverage.ts";
import type { PolicyKind } from "../types/policy.ts";
import { groupedText } from "./texts.ts";

/* Sentences about what a log can answer in English, in one place. */

export const COVERAGE_WORDS = {
  grouped: (count: number) => groupedText(count),
  questions: {
    logons: "Logons",
    logoffs: "Logoffs",
    lockTime: "Lock time",
    failures: "Failed logons",
    remote: "RDP connects",
    boots: "Boots",
  } satisfies Record<Question, string>,
  answers: { yes: "yes", no: "no", unknown: "cannot tell" } satisfies Record<Answer, string>,
  reasons: {
    recorded: "such events are in the log",
    otherLog: "another log of the computer records them",
    changeOn: "a change of the audit policy shows that it was on; nothing of the kind happened",
    policyOn: "the audit policy has it on; nothing of the kind happened",
    neverRecorded: "none is in the log, although there is what goes with it",
    changeOff: "a change of the audit policy shows that it was off",
    policyOff: "the audit policy has it off, and none is in the log",
    noLog: "no log reaches here",
    hole: "records are missing",
    cleared: "the log was cleared",
    filtered: "a filtered export: what is missing proves nothing",
    renumbered:
      "none is in the log, and its records were numbered anew by an export: what is missing proves nothing",
    unnumbered: "none is in the log, and its records have no numbers: what is missing proves nothing",
    contradiction: "the audit policy has it on, yet none is in the log: policy and log contradict each other",
    otherPolicy: "none is in the log, and the audit policy at hand is that of another computer",
    unreadPolicy: "none is in the log, and what the audit policy says of it cannot be told",
    noSign: "none is in the log, and no audit policy says whether it would be",
  } satisfies Record<AnswerReason, string>,

  roles: {
    domainController: "domain controller",
    memberServer: "member server",
    workstation: "workstation",
  } satisfies Record<Role, string>,
  roleUnknown: "role not known",
  roleChosen: {
    domainController: "Recommended settings are those of a domain controller, as you chose.",
    memberServer: "Recommended settings are those of a member server, as you chose.",
    workstation: "Recommended settings are those of a workstation, as you chose.",
  } satisfies Record<Role, string>,
  roleByEvidence:
    "Recommended settings are those of a domain controller: its log holds Kerberos tickets that it issued.",
  roleByNothing:
    "Nothing in its logs tells whether it is a domain controller, a member server or a workstation.",
  /** `parts` are settings, a semicolon between two. */
  controller: (parts: string) =>
    `The settings below are those of member servers and workstations, which are the same. On a domain controller: ${parts}.`,
  andStronger: (general: string, stronger: string) => `${general}, stronger ${stronger}`,
  levels: {
    general: "General recommendation",
    stronger: "Stronger recommendation",
  } satisfies Record<Level, string>,

  success: "success",
  failure: "failure",
  both: "success and failure",
  neither: "none",
  ifFew: (outcome: string) => `${outcome} (if not too many)`,
  and: (one: string, other: string) => `${one} and ${other}`,
  basic: (outcomes: string) => `${outcomes} (basic, may be overridden)`,
  notSet: "left alone",
  cannotTell: "cannot tell",
  notSaid: "not said",

  auditedButSilent: (name: string, days: string) =>
    `The policy audits ${name}, yet the log has no event of it in ${days}. Either the policy was set after the log was saved, or something else switches it off.`,
  auditedOtherwise: (name: string, audited: string, recorded: string) =>
    `The policy audits only ${audited} of ${name}, yet the log has ${recorded} events of it. The policy was probably set after the log was saved, or is that of another time.`,
  notAuditedButRecorded: (name: string, records: number) =>
    `The policy does not audit ${name}, yet the log has ${records} events of it. The policy was probably set after the log was saved, or is that of another time.`,
  changedSince: (name: string, audited: string, changes: string) =>
    `The policy audits ${audited} of ${name}, yet by the last change in the log ${changes}. The policy is that of another time, or something sets it again and again.`,
  isOn: (outcome: string) => `${outcome} is on`,
  isOff: (outcome: string) => `${outcome} is off`,
  on: (outcome: string) => `${outcome} on`,
  off: (outcome: string) => `${outcome} off`,
  noneSeen: "none seen",
  /** Of a part of the records, what was seen; empty where that is not known. */
  seen: (outcomes: string) => (outcomes === "" ? "seen" : `seen: ${outcomes}`),
  recordsSeen: (records: string) => `${records} seen`,
  lastChange: (changes: string) => `; last change: ${changes}`,

  lessThanADay: "less than a day",
  days: (days: number) => `${groupedText(days)} ${days === 1 ? "day" : "days"}`,
  sizes: {
    settings: "as its settings say",
    wentRound: "the size of the file, which has gone round",
    full: "the size of the file, which was full",
  } satisfies Record<LogSizeOrigin, string>,
  pace: (records: string) => `About ${records} records a day.`,
  mayGrow: (size: string, from: string) => `The Security log may grow to ${size} (${from}).`,
  mayGrowAndReaches: (size: string, from: string, days: string) =>
    `The Security log may grow to ${size} (${from}) and reaches back ${days}.`,
  sizeUnknown: "How large the Security log may grow is not known.",
  wouldHold: (days: string) => `At this pace it would hold ${days}.`,
  daysIn: (days: string, size: string) => `${days} in ${size}`,
  or: (ones: string, last: string) => `${ones} or ${last}`,

  someTime: "an unknown time",
  moreSpans: "see JSON",
  moreSpansWhere: (spans: number) => `${spans} more spans, which --format json lists`,
  policy: (path: string, policy: string, assumed: boolean) =>
    `Policy: ${path}: ${policy}${assumed ? ", taken to be of this computer" : ""}.`,
  otherPolicies:
    "The audit policies at hand are of other computers or name none: where the log holds no event of a kind, it cannot be told whether it would.",
  noPolicy:
    "No audit policy of this computer is at hand: where the log holds no event of a kind, it cannot be told whether it would.",
  notices: {
    full: "The Security log was full",
    archived: "A full log was put away into an archive",
    lost: "Records were lost before they were written",
    stopped: "The log service stopped",
  } satisfies Record<LogNoticeKind, string>,
  noticeOnce: (notice: string, time: string) => `${notice}: once, on ${time}.`,
  noticeOften: (notice: string, times: string, last: string) => `${notice}: ${times} times, last on ${last}.`,
  changes: (changes: number, last: string) =>
    `${changes === 1 ? "1 change" : `${changes} changes`} of the audit policy in the log, the last on ${last}.`,
  stray: (path: string, policy: string, why: string) =>
    `${path}: ${policy}. Nothing can be told from it: ${why}.`,
  noLogOf: (computer: string) => `no log of ${computer} is among the inputs`,
  noLog: "no log is among the inputs",
  nameless: "it names no computer, and there are logs of several",

  policyKinds: {
    auditpol: "audit policy",
    backup: "audit policy",
    groupPolicy: "audit settings of a group policy",
    logSettings: "settings of the Security log",
    basic: "basic audit policy (may be overridden)",
  } satisfies Record<PolicyKind, string>,
  policyOf: (policy: string, computer: string) => `${policy} of ${computer}`,

  archive: (path: string, files: string, logs: string, gaps: string | null) =>
    `Archive ${path}: ${files} files of ${logs} logs. ${gaps === null ? "Every run joins the one before." : `Gaps between runs: ${gaps}.`}`,
  archiveGap: (log: string, from: string, to: string, cause: string) =>
    `${log}: two runs do not join from ${from} to ${to}, because ${cause}. Records may be missing there.`,
  archiveCauses: {
    gap: "the last record known was no longer in the log",
    restarted: "the log counted from the start again",
  },
  archiveMissing: (file: string) => `${file}: the index names it, but it is not among the inputs.`,
  archiveAltered: (file: string) => `${file}: not as it was collected; its bytes were changed since.`,
  archiveBadLines: (lines: string) => `${lines} lines of the index are damaged.`,
  archiveAbsent: (log: string, time: string, why: string) =>
    `${log}: not had in its last run, ${time}. ${why}`,
  thisMachine: "This machine",
  archiveMore: {
    gaps: (more: string) => `${more} more gaps.`,
    missing: (more: string) => `${more} more missing files.`,
    altered: (more: string) => `${more} more changed files.`,
    absent: (more: string) => `${more} more computers.`,
  },
};

/** The table in another language. */
export type CoverageWords = typeof COVERAGE_WORDS;
