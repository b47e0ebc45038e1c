import type { Line } from "../engine/reports/report.ts";
import type { Report } from "../engine/reports/run-report.ts";
import { dateText, TICKS_PER_HOUR, TICKS_PER_MINUTE } from "../engine/time/calendar.ts";
import { formatDuration } from "../engine/time/duration.ts";
import { type TimeFormat, timeFormat } from "../engine/time/time-format.ts";
import type { CaseData } from "../types/case.ts";
import type { ReportCells, ReportColumn } from "../types/report-column.ts";
import {
  caveatSentences,
  confidenceText,
  questionSentences,
  reportHeading,
  sourceSentences,
} from "./report-evidence.ts";
import { columnsOf, type ReportExport, totalsOf } from "./report-record.ts";
import { REPORT_TEXTS, type ReportTexts } from "./report-texts.ts";
import { REPORT_WORDS, type ReportWords } from "./report-words.ts";
import { endsIn, zoneText } from "./table-views.ts";
import { safeText } from "./terminal-width.ts";
import { type TableColumn, textTable } from "./text-table.ts";

/** `2024-03-06 14:05:07`. */
const MOMENT = 19;

/** A report for reading: the table, the totals, and below what it cannot tell. */
export function* reportTable(input: ReportExport, width: number): Generator<string> {
  const { data, report, zone } = input;
  const format = timeFormat(zone);
  yield* textTable(report.lines, reportColumns(input), {
    heading: `${reportHeading(input, format)}, times in ${zoneText(zone, data)}`,
    width,
    empty:
      report.name === "who" ? "Nobody, as far as these logs show." : "Nothing, as far as these logs show.",
  });
  yield `\n${totalsText(report, format)}\n`;
  for (const sentence of questionSentences(input)) yield `${safeText(sentence)}\n`;
  for (const sentence of sourceSentences(data)) yield `${safeText(sentence)}\n`;
  const confidence = confidenceText(input);
  if (confidence !== null) yield `${confidence}\n`;
  for (const sentence of caveatSentences(input)) yield `${safeText(sentence)}\n`;
}

/** The columns of a report for reading: flags that say no everywhere, and what is too much for a table, are left out. */
export function reportColumns({
  data,
  report,
  zone,
}: ReportExport): readonly TableColumn<Line<ReportCells>>[] {
  const format = timeFormat(zone);
  return columnsOf(report.name)
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
}

/** How cells of reports are told in the words of a language. */
export function cellsIn(words: ReportWords, { wordText }: Pick<ReportTexts, "wordText">) {
  const ends = endsIn(words);

  /** One cell of a line in the words of people; null for what is not known. */
  function lineCell(
    data: CaseData,
    { cells, sessions }: { readonly cells: ReportCells; readonly sessions: ArrayLike<number> },
    name: string,
    column: ReportColumn,
    format: TimeFormat,
  ): string | null {
    if (column.ofSession !== undefined && sessions.length === 1) {
      return column.ofSession === "start"
        ? ends.startText(data, sessions[0]!, format)
        : ends.endText(data, sessions[0]!, format);
    }
    // An account that no record names is at least a number.
    const cell = name === "user" ? (cells.user ?? cells.sid) : cells[name];
    if (name === "detail" && typeof cell === "string") return words.detail(cell);
    return cellText(cell ?? null, column, format);
  }

  /** One cell in the words of people; null for what is not known. */
  function cellText(
    cell: ReportCells[string],
    { type, words: list, inDays }: ReportColumn,
    format: TimeFormat,
  ): string | null {
    if (cell === null) return null;
    if (typeof cell === "boolean") return cell ? words.yes : words.no;
    if (typeof cell === "string") return type === "word" ? wordText(cell, list) : cell;
    if (typeof cell !== "number") return cell.length === 0 ? null : cell.join(", ");
    switch (type) {
      case "moment":
        return format.full(cell);
      case "day":
        return dateText(cell);
      case "span":
        return inDays === true ? formatDuration(cell, words.duration) : hoursText(cell);
      case "share":
        return words.percent(cell * 100);
      default:
        return words.grouped(cell);
    }
  }

  /** `7 h 30 min`, `25 h`: hours are never turned into days, which have 23 to 25 of them. */
  function hoursText(ticks: number): string | null {
    if (!Number.isFinite(ticks) || ticks < TICKS_PER_HOUR) return formatDuration(ticks, words.duration);
    const hours = Math.floor(ticks / TICKS_PER_HOUR);
    const minutes = Math.floor((ticks - hours * TICKS_PER_HOUR) / TICKS_PER_MINUTE);
    return minutes === 0 ? `${words.grouped(hours)} h` : `${words.grouped(hours)} h ${minutes} min`;
  }

  return { lineCell, cellText, hoursText };
}

/** In English. */
export const { lineCell, cellText, hoursText } = cellsIn(REPORT_WORDS, REPORT_TEXTS);

/** What the lines of a report add up to, in one line. */
export function totalsText({ name, totals }: Report, format: TimeFormat): string {
  return totalsOf(name)
    .map(
      ([field, column]) =>
        `${column.title}: ${cellText(totals[field] ?? null, column, format) ?? "not known"}`,
    )
    .join("; ");
}
