import { answersTo } from "../../shared/engine/coverage/answers.ts";
import {
  assessCoverage,
  type CaseCoverage,
  type ComputerCoverage,
} from "../../shared/engine/coverage/assess.ts";
import type { CaseData } from "../../shared/types/case.ts";
import {
  ANSWERS,
  type Answer,
  type AnswerSpan,
  QUESTIONS,
  type Question,
} from "../../shared/types/coverage.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { ANSWER_TEXT, QUESTION_TEXT, REASON_TEXT } from "./coverage-texts.ts";
import { memoByObject } from "./memo.ts";
import { listed } from "./numbers.ts";
import { COUNTS } from "./texts/counts.ts";
import { T } from "./texts.ts";

/** All computers over the whole case. A third of a second for a thousand of them, once. */
export const caseCoverage = memoByObject(
  (data: CaseData): CaseCoverage => assessCoverage(data, { from: Number.NaN, to: Number.NaN }),
);

/** A computer in the list, and how much of what is asked of it stays without an answer. */
export interface CoverageEntry {
  readonly own: ComputerCoverage;
  readonly words: string;
  readonly weight: number;
}

/** The computers of a case, those with the most trouble first. */
export const coverageEntries = memoByObject((data: CaseData): readonly CoverageEntry[] =>
  caseCoverage(data)
    .computers.map((own) => ({ own, words: entryWords(own), weight: weightOf(own) }))
    .sort((a, b) => b.weight - a.weight || (a.own.computer.name < b.own.computer.name ? -1 : 1)),
);

/** Shares of the time of all answers to a question; of spans without a length each counts the same. */
export function sharesOf(spans: readonly AnswerSpan[]): Readonly<Record<Answer, number>> {
  const shares = { yes: 0, no: 0, unknown: 0 };
  const total = spans.reduce((sum, { from, to }) => sum + (to - from), 0);
  for (const { answer, from, to } of spans) {
    shares[answer] += total > 0 ? (to - from) / total : 1 / spans.length;
  }
  return shares;
}

/** What is surely missing weighs more than what cannot be told. */
const NO_WEIGHT = 2;

function weightOf(own: ComputerCoverage): number {
  const unanswered = QUESTIONS.map((question) => {
    const { no, unknown } = sharesOf(own.answers[question]);
    return no * NO_WEIGHT + unknown;
  });
  return unanswered.reduce((sum, each) => sum + each, contradictionsOf(own));
}

/** How many settings contradict the log. */
export function contradictionsOf({ settings }: ComputerCoverage): number {
  return settings.filter(({ contradiction }) => contradiction !== null).length;
}

/** Percent of the time that is answered, over all questions; rounded neither to nothing nor to all of it. */
function answeredOf(own: ComputerCoverage): string {
  const sum = QUESTIONS.reduce((all, question) => all + sharesOf(own.answers[question]).yes, 0);
  const percent = (sum / QUESTIONS.length) * 100;
  return percent > 0 && percent < 1 ? "<1 %" : `${Math.floor(percent + 1e-9)} %`;
}

/** `93 % answered · No: Logoffs · Partly: Lock time`. */
function entryWords(own: ComputerCoverage): string {
  const never: string[] = [];
  const unknown: string[] = [];
  const partly: string[] = [];
  for (const question of QUESTIONS) {
    const spans = own.answers[question];
    const has = (answer: Answer) => spans.some((span) => span.answer === answer);
    const name = QUESTION_TEXT[question];
    if (has("yes")) {
      if (has("no") || has("unknown")) partly.push(name);
    } else if (has("no")) never.push(name);
    else unknown.push(name);
  }
  const many = (names: readonly string[]) =>
    names.length === QUESTIONS.length ? T.coverage.everything : names.join(", ");
  const parts = [
    never.length === 0 ? "" : `${T.coverage.never}: ${many(never)}`,
    unknown.length === 0 ? "" : `${T.coverage.unknown}: ${many(unknown)}`,
    partly.length === 0 ? "" : `${T.coverage.partly}: ${many(partly)}`,
    contradictionsOf(own) === 0 ? "" : COUNTS.contradictions(contradictionsOf(own)),
  ].filter((part) => part !== "");
  if (parts.length === 0) return T.coverage.all;
  return [`${answeredOf(own)} ${T.coverage.answered}`, ...parts].join(" · ");
}

/** The answers of one computer for another time than that of the case. */
export const answersWithin = memoByObject(
  (data: CaseData, own: ComputerCoverage, from: number, to: number): ComputerCoverage["answers"] => {
    const { computer, policies } = own;
    const asked = { data, computer, policies, from: from as Ticks, to: to as Ticks };
    return Object.fromEntries(
      QUESTIONS.map((question) => [question, answersTo(question, asked)]),
    ) as unknown as Record<Question, readonly AnswerSpan[]>;
  },
);

/** A part of a bar: one span, or many short ones drawn as the worst of them. */
export interface AnswerPiece {
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
  /** Spans it stands for. */
  readonly spans: readonly AnswerSpan[];
}

/** Pieces of a bar beyond which short spans are put together. */
const MOST_PIECES = 120;
const WORST: readonly Answer[] = ["no", "unknown", "yes"];

/** What is drawn of the answers to one question. */
export function piecesOf(spans: readonly AnswerSpan[], from: number, to: number): readonly AnswerPiece[] {
  const least = spans.length > MOST_PIECES ? (to - from) / MOST_PIECES : 0;
  const pieces: AnswerPiece[] = [];
  let group: AnswerSpan[] = [];
  const close = () => {
    const [first] = group;
    if (first === undefined) return;
    const answer = WORST.find((each) => group.some((span) => span.answer === each)) ?? "unknown";
    pieces.push({ from: first.from, to: group.at(-1)!.to, answer, spans: group });
    group = [];
  };
  for (const span of spans) {
    const isLong = span.to - span.from >= least;
    if (isLong) close();
    group.push(span);
    if (isLong || span.to - group[0]!.from >= least) close();
  }
  close();
  return pieces;
}

/** Why a piece says what it says. */
export function pieceText({ answer, spans }: AnswerPiece): string {
  const [first] = spans;
  if (spans.length === 1 && first !== undefined)
    return `${ANSWER_TEXT[answer]}: ${REASON_TEXT[first.reason]}`;
  const kinds = ANSWERS.filter((each) => spans.some((span) => span.answer === each));
  return T.coverage.shortSpans(spans.length, listed(kinds.map((each) => ANSWER_TEXT[each])));
}

/** Whether no log of the computer reaches into the time asked about. */
export function isOutside(answers: ComputerCoverage["answers"]): boolean {
  return QUESTIONS.every((question) => answers[question].every(({ reason }) => reason === "noLog"));
}
