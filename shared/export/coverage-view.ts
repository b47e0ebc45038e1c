import type { CaseCoverage, ComputerCoverage } from "../engine/coverage/assess.ts";
import { LEVELS, type Level } from "../engine/coverage/recommended.ts";
import type { SettingRow } from "../engine/coverage/settings.ts";
import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { type AnswerSpan, QUESTIONS, type Question } from "../types/coverage.ts";
import { COVERAGE, type CoverageTexts } from "./coverage-texts.ts";
import { MESSAGES, type Messages } from "./messages.ts";

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

/** What is told of coverage in the words of a language. */
export function coverageViewIn(texts: CoverageTexts, messages: Messages) {
  const { words } = texts;

  /** One computer in words. */
  function computerView(own: ComputerCoverage, data: CaseData, zone: Zone): ComputerView {
    const format = timeFormat(zone);
    const time = (ticks: number) => format.full(ticks) ?? words.someTime;
    return {
      title: `${own.computer.name} (${texts.roleText(own.role)})`,
      verdicts: own.verdicts.map((verdict) => messages.verdictText(verdict, zone)),
      policies: policyFacts(own, data),
      facts: [...noticeFacts(own, time), ...changeFacts(own, time)],
      answers: QUESTIONS.flatMap((question) => answerLines(question, own.answers[question], time)),
      settings: own.settings.map((row) => ({
        name: texts.subcategoryText(row.name),
        general: texts.advisedText(row.recommended.general),
        stronger: texts.advisedText(row.recommended.stronger),
        policy: texts.settingText(row.policy),
        asked: texts.settingText(row.asked),
        log: texts.sightText(row),
      })),
      role: [
        texts.roleReason(own.role),
        ...(own.role.role === null ? [texts.controllerText(own.settings)] : []),
      ],
      contradictions: own.settings.flatMap((row) => texts.contradictionText(row) ?? []),
      commands: LEVELS.map((level) => ({
        level: words.levels[level],
        lines: commandsOf(own.settings, level),
      })),
    };
  }

  function answerLines(
    question: Question,
    spans: readonly AnswerSpan[],
    time: (ticks: number) => string,
  ): readonly AnswerLine[] {
    const name = words.questions[question];
    const lines = spans.slice(0, MOST_SPANS).map(({ from, to, answer, reason }) => ({
      question: name,
      from: time(from),
      to: time(to),
      answer,
      answerText: words.answers[answer],
      reason: words.reasons[reason],
    }));
    const rest = spans.slice(MOST_SPANS);
    if (rest.length === 0) return lines;
    return [
      ...lines,
      {
        question: name,
        from: time(rest[0]!.from),
        to: time(rest.at(-1)!.to),
        answer: "unknown",
        answerText: words.moreSpans,
        reason: words.moreSpansWhere(rest.length),
      },
    ];
  }

  function policyFacts({ policies }: ComputerCoverage, { sources }: CaseData): readonly string[] {
    const { effective, asked, others, logSettings } = policies;
    const facts = [...effective, ...asked, ...logSettings].map(({ source, policy }) =>
      words.policy(
        sources[source]?.path ?? "?",
        texts.policyText(policy),
        policy.kind !== "groupPolicy" && policy.computer === null,
      ),
    );
    if (effective.length > 0) return facts;
    return [...facts, others.length > 0 ? words.otherPolicies : words.noPolicy];
  }

  function noticeFacts(
    { notices, retention }: ComputerCoverage,
    time: (ticks: number) => string,
  ): readonly string[] {
    const facts = notices
      // Every shutdown stops the service.
      .filter(({ kind }) => kind !== "stopped")
      .map(({ kind, count, last }) =>
        count === 1
          ? words.noticeOnce(words.notices[kind], time(last))
          : words.noticeOften(words.notices[kind], words.grouped(count), time(last)),
      );
    return retention === null ? facts : [...facts, texts.retentionText(retention)];
  }

  function changeFacts({ changes }: ComputerCoverage, time: (ticks: number) => string): readonly string[] {
    const last = changes.at(-1);
    return last === undefined ? [] : [words.changes(changes.length, time(last.time))];
  }

  /** Policies whose computer no log is of. */
  function strayFacts({ strayPolicies, computers }: CaseCoverage, { sources }: CaseData): readonly string[] {
    return strayPolicies.map(({ source, policy }) => {
      const why =
        policy.computer !== null
          ? words.noLogOf(policy.computer)
          : computers.length === 0
            ? words.noLog
            : words.nameless;
      return words.stray(sources[source]?.path ?? "?", texts.policyText(policy), why);
    });
  }

  return { computerView, strayFacts };
}

function commandsOf(settings: readonly SettingRow[], level: Level): readonly string[] {
  return settings.flatMap(({ commands }) => commands[level] ?? []);
}

/** In English. */
export const { computerView, strayFacts } = coverageViewIn(COVERAGE, MESSAGES);
