import type { Line } from "../engine/reports/report.ts";
import type { Report } from "../engine/reports/run-report.ts";
import { dateText } from "../engine/time/calendar.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { REPORT_COLUMNS, type ReportName } from "../types/report.ts";
import {
  fieldName,
  type ReportCells,
  type ReportColumn,
  type ReportColumns,
} from "../types/report-column.ts";
import { REPORT_TOTALS } from "../types/report-totals.ts";
import { sessionKey } from "./session-record.ts";
import { secondsOrNull } from "./texts.ts";

/** A report on its way out. */
export interface ReportExport {
  readonly data: CaseData;
  readonly report: Report;
  readonly zone: Zone;
  /** Empty for none. */
  readonly filter: string;
  /** The window, `NaN` for no limit. */
  readonly from: number;
  readonly to: number;
  /** The moment of `who`, `NaN` for other reports. */
  readonly at: number;
  /** What the report was asked beside them, by name. */
  readonly options: ReportOptionValues;
}

/** Options as an answer names them: the moment of `who`, the calendar's name and zone, and so on. */
export type ReportOptionValues = Readonly<Record<string, string | number | null>>;

/** Columns of a report by name. */
export function columnsOf(name: ReportName): readonly (readonly [string, ReportColumn])[] {
  const columns: ReportColumns = REPORT_COLUMNS[name];
  return Object.entries(columns);
}

export function totalsOf(name: ReportName): readonly (readonly [string, ReportColumn])[] {
  const columns: ReportColumns = REPORT_TOTALS[name];
  return Object.entries(columns);
}

/** One line with the names and values of the JSON output. Unknown is null. */
export function lineRecord(
  data: CaseData,
  name: ReportName,
  { cells, sessions }: Line<ReportCells>,
): Readonly<Record<string, unknown>> {
  const key = sessions[0];
  return record(columnsOf(name), cells, key === undefined ? null : () => sessionKey(data, key));
}

export function totalsRecord({ name, totals }: Report): Readonly<Record<string, unknown>> {
  return record(totalsOf(name), totals, null);
}

function record(
  columns: readonly (readonly [string, ReportColumn])[],
  cells: ReportCells,
  key: (() => string) | null,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    columns.map(([name, column]) => [fieldName(name, column), jsonValue(column, cells[name] ?? null, key)]),
  );
}

function jsonValue({ type }: ReportColumn, cell: ReportCells[string], key: (() => string) | null): unknown {
  if (type === "key") return key?.() ?? null;
  if (typeof cell !== "number") return cell;
  switch (type) {
    case "moment":
      return ticksToIso(cell);
    case "day":
      return dateText(cell);
    case "span":
      return secondsOrNull(cell);
    default:
      return cell;
  }
}
