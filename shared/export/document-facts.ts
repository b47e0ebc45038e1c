import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import { judgeCase } from "../engine/verdicts.ts";
import type { CaseData } from "../types/case.ts";
import { SESSION_KINDS } from "../types/names.ts";
import type { SourceInfo } from "../types/source.ts";
import type { CoverageExport } from "./coverage-record.ts";
import { DOCUMENT as T } from "./document-texts.ts";
import type { ExportInput, SessionExportInput } from "./export-case.ts";
import { verdictText } from "./messages.ts";
import { caveatSentences, confidenceText, questionSentences } from "./report-evidence.ts";
import type { ReportExport } from "./report-record.ts";
import { reportTitle } from "./report-texts.ts";
import { zoneText } from "./table-views.ts";
import { groupedText } from "./texts.ts";

/** A line of what a document says of itself. */
export type Fact = readonly [label: string, value: string];

/** What stands above the rows of a workbook or an HTML report: what was asked, of what, and what it cannot tell. */
export interface DocumentFacts {
  readonly title: string;
  readonly zone: Zone;
  /** The zone with its offsets. */
  readonly zoneText: string;
  readonly facts: readonly Fact[];
  readonly sources: readonly SourceInfo[];
  /** What the logs of each computer can prove. */
  readonly verdicts: readonly Fact[];
  readonly caveats: readonly string[];
}

/** Facts of a table of sessions. */
export function sessionFacts(input: SessionExportInput): DocumentFacts {
  const { data, rows, kinds } = input;
  return {
    ...caseFacts(input, T.sessions),
    facts: [
      [T.sessions, groupedText(rows.length)],
      [T.kinds, SESSION_KINDS.every((kind) => kinds.includes(kind)) ? T.all : kinds.join(", ")],
      ...askedFacts(input),
      ...countFacts(data),
    ],
  };
}

/** Facts of a table of failed logons. */
export function failureFacts(input: ExportInput): DocumentFacts {
  return {
    ...caseFacts(input, T.failures),
    facts: [[T.failures, groupedText(input.rows.length)], ...askedFacts(input), ...countFacts(input.data)],
  };
}

/** Facts of a report. */
export function reportFacts(input: ReportExport): DocumentFacts {
  const { data, report, zone, filter, from, to, at } = input;
  const format = timeFormat(zone);
  const confidence = confidenceText(input);
  const moments: readonly (readonly [string, number])[] =
    report.name === "who"
      ? [[T.at, at]]
      : [
          [T.from, from],
          [T.to, to],
        ];
  return {
    title: reportTitle(report.name),
    zone,
    zoneText: zoneText(zone, data),
    facts: [
      [T.lines, groupedText(report.lines.length)],
      ...moments.map(([label, time]): Fact => [label, format.full(time) ?? T.noLimit]),
      [T.filter, filter === "" ? T.none : filter],
      ...questionSentences(input).map((sentence): Fact => [T.asked, sentence]),
      ...(confidence === null ? [] : [[T.sure, confidence] as const]),
      ...readFacts(data),
    ],
    sources: data.sources,
    verdicts: [],
    caveats: caveatSentences(input),
  };
}

/** Facts of what the logs can answer. */
export function coverageFacts({ data, coverage, zone }: CoverageExport): DocumentFacts {
  const format = timeFormat(zone);
  return {
    title: T.coverage,
    zone,
    zoneText: zoneText(zone, data),
    facts: [
      [T.computers, groupedText(coverage.computers.length)],
      [T.from, format.full(coverage.from) ?? T.noLimit],
      [T.to, format.full(coverage.to) ?? T.noLimit],
      ...readFacts(data),
    ],
    sources: data.sources,
    verdicts: coverage.computers.flatMap(({ computer, verdicts }) =>
      verdicts.map((verdict): Fact => [computer.name, verdictText(verdict, zone)]),
    ),
    caveats: [],
  };
}

/** Facts of inputs alone, or of records read from them. */
export function inputFacts(
  title: string,
  sources: readonly SourceInfo[],
  engine: string,
  zone: Zone,
  facts: readonly Fact[],
): DocumentFacts {
  return {
    title,
    zone,
    zoneText: zone.name,
    facts: [...facts, [T.madeBy, T.program(engine)]],
    sources,
    verdicts: [],
    caveats: [],
  };
}

/** What holds for every answer of a case. */
export function readFacts(data: CaseData): readonly Fact[] {
  return [[T.madeBy, T.program(data.engine)], ...(data.partial ? [[T.note, T.partial] as const] : [])];
}

function caseFacts({ data, zone }: ExportInput, title: string): DocumentFacts {
  return {
    title,
    zone,
    zoneText: zoneText(zone, data),
    facts: [],
    sources: data.sources,
    verdicts: judgeCase(data, Number.NaN).map(
      (verdict): Fact => [verdict.computer, verdictText(verdict, zone)],
    ),
    caveats: [],
  };
}

function askedFacts({ filter, data }: ExportInput): readonly Fact[] {
  return [[T.filter, filter === "" ? T.none : filter], ...readFacts(data)];
}

/** The numbers that add up: what was read is what was used and what was set aside. */
function countFacts({ counts }: CaseData): readonly Fact[] {
  const { read, used } = counts.logons;
  return [
    [T.records, T.recordsRead(groupedText(counts.records), groupedText(counts.duplicates))],
    [T.logons, T.logonsRead(groupedText(read), groupedText(used), groupedText(read - used))],
  ];
}
