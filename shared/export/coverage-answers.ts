import type { CaseCoverage, ComputerCoverage } from "../engine/coverage/assess.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import { timeFormat } from "../engine/time/time-format.ts";
import {
  type Answer,
  type AnswerReason,
  type AnswerSpan,
  QUESTIONS,
  type Question,
} from "../types/coverage.ts";
import type { CoverageExport } from "./coverage-record.ts";
import { REASON_TEXT } from "./coverage-texts.ts";
import { objectsCsv } from "./csv.ts";
import { jsonLines } from "./json-blocks.ts";

/** One answer for one stretch of time, in the words of the JSON answer. */
export interface CoverageAnswer {
  readonly computer: string;
  readonly question: Question;
  readonly from: string | null;
  readonly to: string | null;
  readonly answer: Answer;
  readonly reason: AnswerReason;
  readonly text: string;
}

/** Columns of the answers as a table. */
export const ANSWER_COLUMNS = ["computer", "question", "from", "to", "answer", "reason", "text"] as const;

/** What the logs can answer as a flat table: computer by computer, question by question, in the order of time. */
export function* coverageAnswers({ coverage }: CoverageExport): Generator<CoverageAnswer> {
  for (const { own, question, span } of answerSpans(coverage)) yield answerRecord(own, question, span);
}

/** `coverage --format csv`: the answers, behind them their times on the clocks of the zone. */
export function coverageCsv(
  { coverage, zone }: CoverageExport,
  { bom }: { readonly bom: boolean },
): Generator<string> {
  const local = timeFormat(zone);
  function* lines() {
    for (const { own, question, span } of answerSpans(coverage))
      yield {
        ...answerRecord(own, question, span),
        fromLocal: local.iso(span.from),
        toLocal: local.iso(span.to),
      };
  }
  return objectsCsv([...ANSWER_COLUMNS, "fromLocal", "toLocal"], lines(), bom);
}

/** `coverage --format jsonl`: one answer a line. */
export function coverageJsonLines(input: CoverageExport): Generator<string> {
  return jsonLines(coverageAnswers(input));
}

/** Every stretch of every answer, in the order of all forms of this table. */
export function* answerSpans({ computers }: CaseCoverage): Generator<{
  readonly own: ComputerCoverage;
  readonly question: Question;
  readonly span: AnswerSpan;
}> {
  for (const own of computers)
    for (const question of QUESTIONS) for (const span of own.answers[question]) yield { own, question, span };
}

function answerRecord(
  { computer }: ComputerCoverage,
  question: Question,
  { from, to, answer, reason }: AnswerSpan,
): CoverageAnswer {
  return {
    computer: computer.name,
    question,
    from: ticksToIso(from),
    to: ticksToIso(to),
    answer,
    reason,
    text: REASON_TEXT[reason],
  };
}
