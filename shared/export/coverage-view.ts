import type { CaseCoverage, ComputerCoverage } from "../engine/coverage/assess.ts";
import { LEVELS, type Level } from "../engine/coverage/recommended.ts";
import type { SettingRow } from "../engine/coverage/settings.ts";
import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { type AnswerSpan, QUESTIONS, type Question } from "../types/coverage.ts";
import {
  ANSWER_TEXT,
  advisedText,
  contradictionText,
  controllerText,
  NOTICE_TEXT,
  QUESTION_TEXT,
  REASON_TEXT,
  retentionText,
  roleReason,
  roleText,
  settingText,
  sightText,
} from "./coverage-texts.ts";
import { verdictText } from "./messages.ts";
import { policyText } from "./policy-texts.ts";
import { groupedText } from "./texts.ts";

/*
 * What table and page tell of coverage, in texts: both say the same, each in its own form.
 */

/** Spans of one question that are listed; more of them are counted. The JSON answer has all. */
const MOST_SPANS = 20;

export interface AnswerLine {
  readonly question: string;
  readonly from: string;
  readonly to: string;
  readonly answer: AnswerSpan["answer"];
  readonly answerText: string;
  readonly reason: string;
}

export interface SettingLine {
  readonly name: string;
  readonly general: string;
  readonly stronger: string;
  readonly policy: string;
  readonly asked: string;
  readonly log: string;
}

export interface ComputerView {
  readonly title: string;
  readonly verdicts: readonly string[];
  /** Which policy files speak of it. */
  readonly policies: readonly string[];
  readonly facts: readonly string[];
  readonly answers: readonly AnswerLine[];
  readonly settings: readonly SettingLine[];
  readonly contradictions: readonly string[];
  /** How the role is known, and what would be recommended for another where it is not. */
  readonly role: readonly string[];
  readonly commands: readonly { readonly level: string; readonly lines: readonly string[] }[];
}

const LEVEL_TEXT: Readonly<Record<Level, string>> = {
  general: "General recommendation",
  stronger: "Stronger recommendation",
};

/** One computer in words. */
export function computerView(own: ComputerCoverage, data: CaseData, zone: Zone): ComputerView {
  const format = timeFormat(zone);
  const time = (ticks: number) => format.full(ticks) ?? "an unknown time";
  return {
    title: `${own.computer.name} (${roleText(own.role)})`,
    verdicts: own.verdicts.map((verdict) => verdictText(verdict, zone)),
    policies: policyFacts(own, data),
    facts: [...noticeFacts(own, time), ...changeFacts(own, time)],
    answers: QUESTIONS.flatMap((question) => answerLines(question, own.answers[question], time)),
    settings: own.settings.map((row) => ({
      name: row.name,
      general: advisedText(row.recommended.general),
      stronger: advisedText(row.recommended.stronger),
      policy: settingText(row.policy),
      asked: settingText(row.asked),
      log: sightText(row),
    })),
    role: [roleReason(own.role), ...(own.role.role === null ? [controllerText(own.settings)] : [])],
    contradictions: own.settings.flatMap((row) => contradictionText(row) ?? []),
    commands: LEVELS.map((level) => ({ level: LEVEL_TEXT[level], lines: commandsOf(own.settings, level) })),
  };
}

function answerLines(
  question: Question,
  spans: readonly AnswerSpan[],
  time: (ticks: number) => string,
): readonly AnswerLine[] {
  const lines = spans.slice(0, MOST_SPANS).map(({ from, to, answer, reason }) => ({
    question: QUESTION_TEXT[question],
    from: time(from),
    to: time(to),
    answer,
    answerText: ANSWER_TEXT[answer],
    reason: REASON_TEXT[reason],
  }));
  const rest = spans.slice(MOST_SPANS);
  if (rest.length === 0) return lines;
  return [
    ...lines,
    {
      question: QUESTION_TEXT[question],
      from: time(rest[0]!.from),
      to: time(rest.at(-1)!.to),
      answer: "unknown",
      answerText: "see JSON",
      reason: `${rest.length} more spans, which --format json lists`,
    },
  ];
}

function policyFacts({ policies }: ComputerCoverage, { sources }: CaseData): readonly string[] {
  const { effective, asked, others, logSettings } = policies;
  const facts = [...effective, ...asked, ...logSettings].map(({ source, policy }) => {
    const origin =
      policy.kind !== "groupPolicy" && policy.computer === null ? ", taken to be of this computer" : "";
    return `Policy: ${sources[source]?.path ?? "?"}: ${policyText(policy)}${origin}.`;
  });
  if (effective.length > 0) return facts;
  const why =
    others.length > 0
      ? "The audit policies at hand are of other computers or name none"
      : "No audit policy of this computer is at hand";
  return [...facts, `${why}: where the log holds no event of a kind, it cannot be told whether it would.`];
}

function noticeFacts(
  { notices, retention }: ComputerCoverage,
  time: (ticks: number) => string,
): readonly string[] {
  const facts = notices
    // Every shutdown stops the service.
    .filter(({ kind }) => kind !== "stopped")
    .map(({ kind, count, last }) => {
      const often = count === 1 ? "once, on" : `${groupedText(count)} times, last on`;
      return `${NOTICE_TEXT[kind]}: ${often} ${time(last)}.`;
    });
  return retention === null ? facts : [...facts, retentionText(retention)];
}

function changeFacts({ changes }: ComputerCoverage, time: (ticks: number) => string): readonly string[] {
  if (changes.length === 0) return [];
  const last = changes.at(-1)!;
  const many = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  return [`${many} of the audit policy in the log, the last on ${time(last.time)}.`];
}

function commandsOf(settings: readonly SettingRow[], level: Level): readonly string[] {
  return settings.flatMap(({ commands }) => commands[level] ?? []);
}

/** Policies whose computer no log is of. */
export function strayFacts(
  { strayPolicies, computers }: CaseCoverage,
  { sources }: CaseData,
): readonly string[] {
  return strayPolicies.map(({ source, policy }) => {
    const path = sources[source]?.path ?? "?";
    const why =
      policy.computer !== null
        ? `no log of ${policy.computer} is among the inputs`
        : computers.length === 0
          ? "no log is among the inputs"
          : "it names no computer, and there are logs of several";
    return `${path}: ${policyText(policy)}. Nothing can be told from it: ${why}.`;
  });
}
