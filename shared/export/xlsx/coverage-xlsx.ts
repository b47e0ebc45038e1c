import type { ComputerCoverage } from "../../engine/coverage/assess.ts";
import { ticksToIso } from "../../engine/time/iso.ts";
import type { Zone } from "../../engine/time/zone.ts";
import type { CaseData } from "../../types/case.ts";
import type { AnswerSpan, Question } from "../../types/coverage.ts";
import { archiveFacts } from "../archive-record.ts";
import { answerSpans } from "../coverage-answers.ts";
import type { CoverageExport } from "../coverage-record.ts";
import { ANSWER_TEXT, QUESTION_TEXT, REASON_TEXT } from "../coverage-texts.ts";
import { computerView, type SettingLine, strayFacts } from "../coverage-view.ts";
import { coverageFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { type SheetColumn, widthFor } from "./columns.ts";
import { sheetTable, xlsxBytes } from "./write-tables.ts";

interface AnswerItem {
  readonly own: ComputerCoverage;
  readonly question: Question;
  readonly span: AnswerSpan;
}
interface SettingItem extends SettingLine {
  readonly computer: string;
}
interface SaidItem {
  readonly computer: string | null;
  readonly text: string;
}

const moment = <Item>(name: string, value: (item: Item) => number): readonly SheetColumn<Item>[] => [
  { name: `${name}Local`, kind: "moment", width: widthFor("moment", `${name}Local`), value },
  { name, kind: "text", width: 30, value: (item) => ticksToIso(value(item)) },
];
const text = <Item>(
  name: string,
  width: number,
  value: (item: Item) => string | null,
): SheetColumn<Item> => ({
  name,
  kind: "text",
  width,
  value,
});

const ANSWERS: readonly SheetColumn<AnswerItem>[] = [
  text("computer", 24, ({ own }) => own.computer.name),
  text("question", 40, ({ question }) => QUESTION_TEXT[question]),
  ...moment<AnswerItem>("from", ({ span }) => span.from),
  ...moment<AnswerItem>("to", ({ span }) => span.to),
  text("answer", 12, ({ span }) => ANSWER_TEXT[span.answer]),
  text("reason", 60, ({ span }) => REASON_TEXT[span.reason]),
];
const SETTINGS: readonly SheetColumn<SettingItem>[] = [
  text("computer", 24, ({ computer }) => computer),
  text("subcategory", 34, ({ name }) => name),
  text("general", 20, ({ general }) => general),
  text("stronger", 20, ({ stronger }) => stronger),
  text("policy", 20, ({ policy }) => policy),
  text("groupPolicy", 20, ({ asked }) => asked),
  text("log", 30, ({ log }) => log),
];
const SAID: readonly SheetColumn<SaidItem>[] = [
  text("computer", 24, ({ computer }) => computer),
  text("text", 120, (item) => item.text),
];

/** What the logs can answer, as a workbook: every span of every answer, the settings, and what else is to be said. */
export function coverageXlsx(input: CoverageExport): Generator<Uint8Array> {
  const { data, coverage, zone } = input;
  return xlsxBytes(coverageFacts(input), [
    sheetTable({ name: T.answers, columns: ANSWERS, items: answerSpans(coverage) }),
    sheetTable({ name: T.settings, columns: SETTINGS, items: settingsOf(coverage.computers, data, zone) }),
    sheetTable({ name: T.remarks, columns: SAID, items: saidOf(input) }),
  ]);
}

function* settingsOf(
  computers: readonly ComputerCoverage[],
  data: CaseData,
  zone: Zone,
): Generator<SettingItem> {
  for (const own of computers)
    for (const line of computerView(own, data, zone).settings) yield { ...line, computer: own.computer.name };
}

function* saidOf({ data, coverage, zone }: CoverageExport): Generator<SaidItem> {
  for (const own of coverage.computers) {
    const view = computerView(own, data, zone);
    const said = [...view.verdicts, ...view.contradictions, ...view.policies, ...view.facts, ...view.role];
    for (const sentence of said) yield { computer: own.computer.name, text: sentence };
    for (const { level, lines } of view.commands)
      for (const line of lines) yield { computer: own.computer.name, text: `${level}: ${line}` };
  }
  for (const sentence of [...archiveFacts(data, zone), ...strayFacts(coverage, data)])
    yield { computer: null, text: sentence };
}
