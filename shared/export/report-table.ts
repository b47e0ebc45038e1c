import type { Line } from "../engine/reports/report.ts";
import type { Report } from "../engine/reports/run-report.ts";
import { dateText, TICKS_PER_HOUR, TICKS_PER_MINUTE } from "../engine/time/calendar.ts";
import { formatDuration } from "../engine/time/duration.ts";
import { type TimeFormat, timeFormat } from "../engine/time/time-format.ts";
import type { CaseData } from "../types/case.ts";
import type { ReportCells, ReportColumn } from "../types/report.ts";
import {
  caveatSentences,
  confidenceText,
  questionSentences,
  reportHeading,
  sourceSentences,
} from "./report-evidence.ts";
import { columnsOf, type ReportExport, totalsOf } from "./report-record.ts";
import { wordText } from "./report-texts.ts";
import { endText, startText, zoneText } from "./table-views.ts";
import { safeText } from "./terminal-width.ts";
import { type TableColumn, textTable } from "./text-table.ts";
import { groupedText } from "./texts.ts";

/** `2024-03-06 14:05:07`. */
const MOMENT = 19;

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

/** One cell of a line in the words of people; null for what is not known. */
export function lineCell(
  data: CaseData,
  { cells, sessions }: { readonly cells: ReportCells; readonly sessions: ArrayLike<number> },
  name: string,
  column: ReportColumn,
  format: TimeFormat,
): string | null {
  if (column.ofSession !== undefined && sessions.length === 1) {
    return column.ofSession === "start"
      ? startText(data, sessions[0]!, format)
      : endText(data, sessions[0]!, format);
  }
  // An account that no record names is at least a number.
  const cell = name === "user" ? (cells.user ?? cells.sid) : cells[name];
  return cellText(cell ?? null, column, format);
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
