import type { Line } from "../engine/reports/report.ts";
import type { Report } from "../engine/reports/run-report.ts";
import { dateText, TICKS_PER_HOUR, TICKS_PER_MINUTE } from "../engine/time/calendar.ts";
import { formatDuration } from "../engine/time/duration.ts";
import { type TimeFormat, timeFormat } from "../engine/time/time-format.ts";
import { judgeCase } from "../engine/verdicts.ts";
import type { CaseData, ComputerInfo, LogHole } from "../types/case.ts";
import { CONFIDENCES, type Confidence } from "../types/names.ts";
import type { ReportCells, ReportColumn } from "../types/report.ts";
import { holeText, verdictText } from "./messages.ts";
import { columnsOf, type ReportExport, totalsOf } from "./report-record.ts";
import { caveatText, reportTitle, wordText } from "./report-texts.ts";
import { endText, startText, zoneText } from "./table-views.ts";
import { safeText } from "./terminal-width.ts";
import { type TableColumn, textTable } from "./text-table.ts";
import { groupedText } from "./texts.ts";

/** `2024-03-06 14:05:07`. */
const MOMENT = 19;
/** Gaps told one by one; more are a number. */
const MOST_TOLD = 10;

/** A report for reading: the table, the totals, and below what it cannot tell. */
export function* reportTable(input: ReportExport, width: number): Generator<string> {
  const { data, report, zone } = input;
  const format = timeFormat(zone);
  const columns = columnsOf(report.name)
    .filter(([, column]) => column.table !== false)
    .filter(
      ([name, column]) => column.type !== "flag" || report.lines.some(({ cells }) => cells[name] === true),
    )
    .map(
      ([name, column]): TableColumn<Line<ReportCells>> => ({
        title: column.title,
        right: column.type === "count" || column.type === "span" || column.type === "share",
        ...(column.type === "moment" ? { least: MOMENT } : {}),
        cell: (line) => lineCell(data, line, name, column, format),
      }),
    );
  yield* textTable(report.lines, columns, {
    heading: `${headingOf(input, format)}, times in ${zoneText(zone, data)}`,
    width,
    empty:
      report.name === "who" ? "Nobody, as far as these logs show." : "Nothing, as far as these logs show.",
  });
  yield `\n${totalsText(report, format)}\n`;
  yield* evidenceText(input, format);
}

function headingOf({ report, from, to, at, filter }: ReportExport, format: TimeFormat): string {
  if (report.name === "who") return `${reportTitle("who")} at ${format.full(at)}`;
  const begin = format.full(from);
  const end = format.full(to);
  const window =
    begin === null && end === null
      ? ""
      : begin === null
        ? `, before ${end}`
        : end === null
          ? `, from ${begin}`
          : `, from ${begin} to ${end}`;
  const chosen = filter === "" ? "" : `, filter ${filter}`;
  return `${reportTitle(report.name)}${window}${chosen}`;
}

/** One cell of a line in the words of people; null for what is not known. */
export function lineCell(
  data: CaseData,
  { cells, sessions }: Line<ReportCells>,
  name: string,
  column: ReportColumn,
  format: TimeFormat,
): string | null {
  if (column.ofSession !== undefined && sessions.length === 1) {
    return column.ofSession === "start"
      ? startText(data, sessions[0]!, format)
      : endText(data, sessions[0]!, format);
  }
  return cellText(cells[name] ?? null, column, format);
}

/** One cell in the words of people; null for what is not known. */
export function cellText(
  cell: ReportCells[string],
  { type, words, inDays }: ReportColumn,
  format: TimeFormat,
): string | null {
  if (cell === null) return null;
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "string") return type === "word" ? wordText(cell, words) : cell;
  if (typeof cell !== "number") return cell.length === 0 ? null : cell.join(", ");
  switch (type) {
    case "moment":
      return format.full(cell);
    case "day":
      return dateText(cell);
    case "span":
      return inDays === true ? formatDuration(cell) : hoursText(cell);
    case "share":
      return `${(cell * 100).toFixed(1)} %`;
    default:
      return groupedText(cell);
  }
}

/** `7 h 30 min`, `25 h`: hours are never turned into days, which have 23 to 25 of them. */
export function hoursText(ticks: number): string | null {
  if (!Number.isFinite(ticks) || ticks < TICKS_PER_HOUR) return formatDuration(ticks);
  const hours = Math.floor(ticks / TICKS_PER_HOUR);
  const minutes = Math.floor((ticks - hours * TICKS_PER_HOUR) / TICKS_PER_MINUTE);
  return minutes === 0 ? `${groupedText(hours)} h` : `${groupedText(hours)} h ${minutes} min`;
}

function totalsText({ name, totals }: Report, format: TimeFormat): string {
  return totalsOf(name)
    .map(
      ([field, column]) =>
        `${column.title}: ${cellText(totals[field] ?? null, column, format) ?? "not known"}`,
    )
    .join("; ");
}

const SURE: Readonly<Record<Confidence, string>> = {
  exact: "recorded",
  bounded: "between two moments",
  open: "not in these logs",
  unknown: "not known",
};

function* evidenceText({ data, report, zone, from }: ReportExport, format: TimeFormat): Generator<string> {
  const ends = CONFIDENCES.filter((confidence) => report.confidence[confidence] > 0);
  if (ends.length > 0) {
    const told = ends.map(
      (confidence) => `${groupedText(report.confidence[confidence])} ${SURE[confidence]}`,
    );
    yield `Ends of the sessions behind it: ${told.join(", ")}.\n`;
  }
  const about = report.name === "who" ? "this moment" : "all of this time";
  yield* told(report.notCovered, ({ name, oldest, newest }) => {
    const span = `${format.full(oldest) ?? "?"} to ${format.full(newest) ?? "?"}`;
    return `The log of ${safeText(name)} does not cover ${about}: it runs from ${span}.`;
  });
  const sentence = gapSentences(data.computers, format);
  yield* told(report.holes, (hole) => safeText(sentence(hole)));
  const verdicts = judgeCase(data, from).filter(({ key }) => key !== "full" && key !== "cleared");
  yield* told(
    verdicts,
    (verdict) => `${safeText(verdict.computer)}: ${safeText(verdictText(verdict, zone))}`,
  );
  for (const caveat of report.caveats) yield `${caveatText(caveat)}\n`;
}

function* told<Item>(items: readonly Item[], sentence: (item: Item) => string): Generator<string> {
  for (const item of items.slice(0, MOST_TOLD)) yield `${sentence(item)}\n`;
  if (items.length > MOST_TOLD) yield `... and ${groupedText(items.length - MOST_TOLD)} more such.\n`;
}

/** Makes sentences of gaps, which name a computer as its log does. */
export function gapSentences(
  computers: readonly ComputerInfo[],
  format: TimeFormat,
): (hole: LogHole) => string {
  const names = new Map(computers.map(({ key, name }) => [key, name]));
  return ({ computer, channel, from, to, cause }) => {
    const [begin, end] = [format.full(from) ?? "?", format.full(to) ?? "?"];
    const when =
      begin !== end ? `from ${begin} to ${end}` : cause === "cleared" ? `before ${end}` : `at ${end}`;
    return `The ${channel} log of ${names.get(computer) ?? computer} says nothing ${when}: ${holeText(cause)}.`;
  };
}
