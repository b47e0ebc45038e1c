import type { PolicySetting } from "../engine/coverage/policy-of.ts";
import { type Advised, isSameAdvice, type Role } from "../engine/coverage/recommended.ts";
import type { LogSizeOrigin, Retention } from "../engine/coverage/retention.ts";
import type { KnownRole } from "../engine/coverage/roles.ts";
import type { Contradiction, SettingRow } from "../engine/coverage/settings.ts";
import type { Answer, AnswerReason, LogNoticeKind, Question } from "../types/coverage.ts";
import { groupedText } from "./texts.ts";

/* Sentences about what a log can answer, in one place. */

export const QUESTION_TEXT: Readonly<Record<Question, string>> = {
  logons: "Logons",
  logoffs: "Logoffs",
  lockTime: "Lock time",
  failures: "Failed logons",
  remote: "RDP connects",
  boots: "Boots",
};

export const ANSWER_TEXT: Readonly<Record<Answer, string>> = {
  yes: "yes",
  no: "no",
  unknown: "cannot tell",
};

export const REASON_TEXT: Readonly<Record<AnswerReason, string>> = {
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
};

export const ROLE_TEXT: Readonly<Record<Role, string>> = {
  domainController: "domain controller",
  memberServer: "member server",
  workstation: "workstation",
};

/** What a computer is, as far as it is known. */
export function roleText({ role }: KnownRole): string {
  return role === null ? "role not known" : ROLE_TEXT[role];
}

/** How that is known, as a sentence. */
export function roleReason({ role, from }: KnownRole): string {
  if (from === "chosen") return `Recommended settings are those of a ${ROLE_TEXT[role!]}, as you chose.`;
  if (from === "evidence")
    return "Recommended settings are those of a domain controller: its log holds Kerberos tickets that it issued.";
  return "Nothing in its logs tells whether it is a domain controller, a member server or a workstation.";
}

/** What is recommended for domain controllers beside or instead of what is for all others, as a sentence. */
export function controllerText(rows: readonly SettingRow[]): string {
  const parts = rows
    .filter(({ byRole }) => !isSameAdvice(byRole, "domainController", "memberServer"))
    .map(({ name, byRole: { domainController: own } }) => {
      const [general, stronger] = [advisedText(own.general), advisedText(own.stronger)];
      return `${name}: ${general === stronger ? general : `${general}, stronger ${stronger}`}`;
    });
  return `The settings below are those of member servers and workstations, which are the same. On a domain controller: ${parts.join("; ")}.`;
}

export const NOTICE_TEXT: Readonly<Record<LogNoticeKind, string>> = {
  full: "The Security log was full",
  archived: "A full log was put away into an archive",
  lost: "Records were lost before they were written",
  stopped: "The log service stopped",
};

/** `success and failure`, of what is set or recommended. */
export function outcomesText(success: boolean, failure: boolean): string {
  if (success && failure) return "success and failure";
  if (success) return "success";
  return failure ? "failure" : "none";
}

/** `success, failure if the number of events allows`. */
export function advisedText({ success, failure }: Advised): string {
  const parts = [
    success === "yes" ? "success" : success === "maybe" ? "success (if not too many)" : "",
    failure === "yes" ? "failure" : failure === "maybe" ? "failure (if not too many)" : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "none" : parts.join(" and ");
}

export function settingText({ state, success, failure, from }: PolicySetting): string {
  switch (state) {
    case "set":
      return `${outcomesText(success, failure)}${from === "basic" ? " (basic, may be overridden)" : ""}`;
    case "notSet":
      return "left alone";
    case "unknown":
      return "cannot tell";
    case "silent":
      return "not said";
  }
}

const CONTRADICTION_TEXT: Readonly<Record<Contradiction, (row: SettingRow) => string>> = {
  auditedButSilent: ({ name, log }) =>
    `The policy audits ${name}, yet the log has no event of it in ${daysText(log.days)}. Either the policy was set after the log was saved, or something else switches it off.`,
  offButRecorded: ({ name, policy: { success, failure }, log }) => {
    const said =
      success || failure
        ? `audits only ${outcomesText(success, failure)} of ${name}, yet the log has ${success ? "failure" : "success"} events of it`
        : `does not audit ${name}, yet the log has ${log.records} events of it`;
    return `The policy ${said}. The policy was probably set after the log was saved, or is that of another time.`;
  },
  changedSince: ({ name, policy, log }) =>
    `The policy audits ${outcomesText(policy.success, policy.failure)} of ${name}, yet by the last change in the log ${changesText(log)}. The policy is that of another time, or something sets it again and again.`,
};

/** `failure is on`. */
function changesText(log: SettingRow["log"]): string {
  const parts = [
    log.success === null ? "" : `success is ${log.success ? "on" : "off"}`,
    log.failure === null ? "" : `failure is ${log.failure ? "on" : "off"}`,
  ];
  return parts.filter((part) => part !== "").join(" and ");
}

export function contradictionText(row: SettingRow): string | null {
  return row.contradiction === null ? null : CONTRADICTION_TEXT[row.contradiction](row);
}

/** What the log shows of a subcategory, in a few words. */
export function sightText({ log }: SettingRow): string {
  const changes = [
    log.success === null ? "" : `success ${log.success ? "on" : "off"}`,
    log.failure === null ? "" : `failure ${log.failure ? "on" : "off"}`,
  ].filter((part) => part !== "");
  const last = changes.length === 0 ? "" : `; last change: ${changes.join(", ")}`;
  if (log.partly) {
    const { success, failure } = log.seen;
    const which = success || failure ? `: ${outcomesText(success, failure)}` : "";
    return `${log.records === 0 ? "none seen" : `seen${which}`}${last}`;
  }
  return `${log.records === 0 ? "none seen" : `${groupedText(log.records)} seen`}${last}`;
}

function daysText(days: number): string {
  if (days < 1) return "less than a day";
  const whole = Math.round(days);
  return `${groupedText(whole)} ${whole === 1 ? "day" : "days"}`;
}

const SIZE_TEXT: Readonly<Record<LogSizeOrigin, string>> = {
  settings: "as its settings say",
  wentRound: "the size of the file, which has gone round",
  full: "the size of the file, which was full",
};

/** How fast a log fills, and how far one of its size reaches back. */
export function retentionText({ recordsPerDay, size, daysInSize, typical }: Retention): string {
  const pace = `About ${groupedText(Math.round(recordsPerDay))} records a day.`;
  const known =
    size === null ? "" : ` The Security log may grow to ${sizeText(size.bytes)} (${SIZE_TEXT[size.from]})`;
  if (size !== null && daysInSize !== null)
    return `${pace}${known} and reaches back ${daysText(daysInSize)}.`;
  if (size !== null) return `${pace}${known}.`;
  const unknown = `${pace} How large the Security log may grow is not known`;
  if (typical.length === 0) return `${unknown}.`;
  const days = typical.map(({ bytes, days: each }) => `${daysText(each)} in ${sizeText(bytes)}`);
  return `${unknown}. At this pace it would hold ${days.slice(0, -1).join(", ")} or ${days.at(-1)}.`;
}

function sizeText(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes >= 1024 && megabytes % 1024 === 0
    ? `${groupedText(megabytes / 1024)} GB`
    : `${groupedText(Math.max(1, Math.round(megabytes)))} MB`;
}
