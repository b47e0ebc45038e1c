import { pairCase } from "../engine/pairing/pair-case.ts";
import type { Line, ReportOptions, Selection } from "../engine/reports/report.ts";
import { type Report, runReport } from "../engine/reports/run-report.ts";
import { UTC, type Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import type { ReportName, ReportRowOf } from "../types/report.ts";
import type { ReportTotalsOf } from "../types/report-totals.ts";
import { DEFAULT_SETTINGS } from "../types/settings.ts";
import { StringTable } from "../types/string-table.ts";
import { emptyCase } from "./empty-case.ts";
import { type EventSpec, eventTable } from "./event-table-builder.ts";

/** An answer with the types of its own columns. */
export interface Asked<Name extends ReportName> extends Omit<Report, "lines" | "totals"> {
  readonly lines: readonly Line<ReportRowOf<Name>>[];
  readonly rows: readonly ReportRowOf<Name>[];
  readonly totals: ReportTotalsOf<Name>;
}

/** Asks a report of a case; throws when the filter is wrong. */
export function askReport<Name extends ReportName>(
  name: Name,
  data: CaseData,
  {
    zone = UTC,
    calendarZone,
    ...more
  }: Partial<Selection> & ReportOptions & { zone?: Zone; calendarZone?: Zone } = {},
): Asked<Name> {
  const { filter = "", kinds = null, from = Number.NaN, to = Number.NaN, ...options } = more;
  const answer = runReport(name, data, zone, { filter, kinds, from, to }, options, calendarZone ?? zone);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  const lines = answer.value.lines as readonly Line<ReportRowOf<Name>>[];
  return {
    ...answer.value,
    lines,
    rows: lines.map(({ cells }) => cells),
    totals: answer.value.totals as ReportTotalsOf<Name>,
  };
}

/** The case that some records give, paired by the rules. */
export function caseOfEvents(rows: readonly EventSpec[]): CaseData {
  const strings = new StringTable();
  const events = eventTable(rows, strings);
  const { duplicatesBySource: _, ...tables } = pairCase({
    events,
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 1,
  });
  const times = rows.map(({ time }) => time);
  return {
    ...emptyCase(),
    ...tables,
    strings: strings.toArray(),
    oldest: Math.min(...times) as CaseData["oldest"],
    newest: Math.max(...times) as CaseData["newest"],
  };
}
