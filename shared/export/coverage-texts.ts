import type { PolicySetting } from "../engine/coverage/policy-of.ts";
import { type Advised, isSameAdvice } from "../engine/coverage/recommended.ts";
import type { Retention } from "../engine/coverage/retention.ts";
import type { KnownRole } from "../engine/coverage/roles.ts";
import type { SettingRow } from "../engine/coverage/settings.ts";
import type { AuditPolicy } from "../types/policy.ts";
import { COVERAGE_WORDS, type CoverageWords } from "./coverage-words.ts";

/** What is said of coverage in the words of a language. `subcategory` names a subcategory of the audit policy in it. */
export function coverageIn(words: CoverageWords, subcategory: (name: string) => string) {
  /** What a computer is, as far as it is known. */
  function roleText({ role }: KnownRole): string {
    return role === null ? words.roleUnknown : words.roles[role];
  }

  /** How that is known, as a sentence. */
  function roleReason({ role, from }: KnownRole): string {
    if (from === "chosen") return words.roleChosen[role!];
    return from === "evidence" ? words.roleByEvidence : words.roleByNothing;
  }

  /** What is recommended for domain controllers beside or instead of what is for all others, as a sentence. */
  function controllerText(rows: readonly SettingRow[]): string {
    const parts = rows
      .filter(({ byRole }) => !isSameAdvice(byRole, "domainController", "memberServer"))
      .map(({ name, byRole: { domainController: own } }) => {
        const [general, stronger] = [advisedText(own.general), advisedText(own.stronger)];
        const advised = general === stronger ? general : words.andStronger(general, stronger);
        return `${subcategory(name)}: ${advised}`;
      });
    return words.controller(parts.join("; "));
  }

  /** `success and failure`, of what is set or recommended. */
  function outcomesText(success: boolean, failure: boolean): string {
    if (success && failure) return words.both;
    if (success) return words.success;
    return failure ? words.failure : words.neither;
  }

  /** `success, failure if the number of events allows`. */
  function advisedText({ success, failure }: Advised): string {
    const told = (outcome: string, advice: Advised["success"]) =>
      advice === "yes" ? outcome : advice === "maybe" ? words.ifFew(outcome) : "";
    const parts = [told(words.success, success), told(words.failure, failure)].filter((part) => part !== "");
    const [one, other] = parts;
    if (one === undefined) return words.neither;
    return other === undefined ? one : words.and(one, other);
  }

  function settingText({ state, success, failure, from }: PolicySetting): string {
    switch (state) {
      case "set": {
        const outcomes = outcomesText(success, failure);
        return from === "basic" ? words.basic(outcomes) : outcomes;
      }
      case "notSet":
        return words.notSet;
      case "unknown":
        return words.cannotTell;
      case "silent":
        return words.notSaid;
    }
  }

  /** How policy and log contradict each other, as a sentence; null where they do not. */
  function contradictionText(row: SettingRow): string | null {
    const { log, policy } = row;
    const name = subcategory(row.name);
    switch (row.contradiction) {
      case null:
        return null;
      case "auditedButSilent":
        return words.auditedButSilent(name, daysText(log.days));
      case "offButRecorded":
        return policy.success || policy.failure
          ? words.auditedOtherwise(
              name,
              outcomesText(policy.success, policy.failure),
              policy.success ? words.failure : words.success,
            )
          : words.notAuditedButRecorded(name, log.records);
      case "changedSince": {
        const changes = changesOf(log, words.isOn, words.isOff);
        const [one = "", other] = changes;
        return words.changedSince(
          name,
          outcomesText(policy.success, policy.failure),
          other === undefined ? one : words.and(one, other),
        );
      }
    }
  }

  /** What the last changes of a setting in the log made of it. */
  function changesOf(
    { success, failure }: SettingRow["log"],
    on: (outcome: string) => string,
    off: (outcome: string) => string,
  ): readonly string[] {
    return [
      ...(success === null ? [] : [(success ? on : off)(words.success)]),
      ...(failure === null ? [] : [(failure ? on : off)(words.failure)]),
    ];
  }

  /** What the log shows of a subcategory, in a few words. */
  function sightText({ log }: SettingRow): string {
    const changes = changesOf(log, words.on, words.off);
    const last = changes.length === 0 ? "" : words.lastChange(changes.join(", "));
    if (log.records === 0) return `${words.noneSeen}${last}`;
    if (!log.partly) return `${words.recordsSeen(words.grouped(log.records))}${last}`;
    const { success, failure } = log.seen;
    return `${words.seen(success || failure ? outcomesText(success, failure) : "")}${last}`;
  }

  function daysText(days: number): string {
    return days < 1 ? words.lessThanADay : words.days(Math.round(days));
  }

  /** How fast a log fills, and how far one of its size reaches back. */
  function retentionText({ recordsPerDay, size, daysInSize, typical }: Retention): string {
    const pace = words.pace(words.grouped(Math.round(recordsPerDay)));
    if (size !== null) {
      const [bytes, from] = [sizeText(size.bytes), words.sizes[size.from]];
      return daysInSize === null
        ? `${pace} ${words.mayGrow(bytes, from)}`
        : `${pace} ${words.mayGrowAndReaches(bytes, from, daysText(daysInSize))}`;
    }
    if (typical.length === 0) return `${pace} ${words.sizeUnknown}`;
    const days = typical.map(({ bytes, days: each }) => words.daysIn(daysText(each), sizeText(bytes)));
    const all = words.or(days.slice(0, -1).join(", "), days.at(-1)!);
    return `${pace} ${words.sizeUnknown} ${words.wouldHold(all)}`;
  }

  function sizeText(bytes: number): string {
    const megabytes = bytes / 1_048_576;
    return megabytes >= 1024 && megabytes % 1024 === 0
      ? `${words.grouped(megabytes / 1024)} GB`
      : `${words.grouped(Math.max(1, Math.round(megabytes)))} MB`;
  }

  /** What a policy file is, in a few words: `audit policy of PC1`. */
  function policyText({ kind, computer }: Pick<AuditPolicy, "kind" | "computer">): string {
    const name = words.policyKinds[kind];
    return computer === null ? name : words.policyOf(name, computer);
  }

  return {
    words,
    roleText,
    roleReason,
    controllerText,
    outcomesText,
    advisedText,
    settingText,
    contradictionText,
    sightText,
    retentionText,
    policyText,
    subcategoryText: subcategory,
  };
}
export type CoverageTexts = ReturnType<typeof coverageIn>;

/** In English. */
export const COVERAGE = coverageIn(COVERAGE_WORDS, (name) => name);
export const {
  answers: ANSWER_TEXT,
  questions: QUESTION_TEXT,
  reasons: REASON_TEXT,
  roles: ROLE_TEXT,
} = COVERAGE_WORDS;
export const { contradictionText, retentionText, sightText } = COVERAGE;
