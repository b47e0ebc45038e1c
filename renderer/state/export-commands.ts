import { failureTotals } from "../../shared/engine/failure-groups.ts";
import { ALL_KINDS, type Rows } from "../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../shared/engine/filter/mentions.ts";
import type { RowGroups } from "../../shared/engine/group-rows.ts";
import { groupTotals } from "../../shared/engine/grouping.ts";
import { failuresCsv, sessionsCsv } from "../../shared/export/csv.ts";
import type { ExportInput, SessionExportInput } from "../../shared/export/export-case.ts";
import { failuresJson, failuresJsonLines } from "../../shared/export/failures-json.ts";
import type { ShownTable } from "../../shared/export/html/case-html.ts";
import type { HtmlGroup } from "../../shared/export/html/html-report.ts";
import { sessionsJson, sessionsJsonLines } from "../../shared/export/sessions-json.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { clockOf, plainYearOf, zoneByName } from "../data/clock.ts";
import { csvColumns, defaultChoice, shownColumns } from "../data/column-choice.ts";
import { FAILURE_TABLE, NOTE_COLUMN, RUN_COLUMN, SESSION_TABLE } from "../data/columns.ts";
import { failureCell } from "../data/failure-cells.ts";
import { failureGroupLine, failureGroupWords } from "../data/failure-group-words.ts";
import { filterWithRange, rangeInFileName } from "../data/range-words.ts";
import { visibleFailures, visibleRows } from "../data/rows.ts";
import { sessionCell } from "../data/session-cells.ts";
import { sessionGroupLine, sessionGroupWords } from "../data/session-group-words.ts";
import {
  failureKeysOf,
  groupedFailures,
  groupedSessions,
  orderedFailures,
  orderedSessions,
} from "../data/sorted.ts";
import { T } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { type SavedPieces, saveAs } from "./saving.ts";

/** With `All` every column there is; without, the columns on screen in their order. */
export const EXPORT_FORMATS = [
  "csv",
  "xlsx",
  "html",
  "csvAll",
  "xlsxAll",
  "json",
  "jsonl",
  "parquet",
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Saves the table of the current view as it is shown: its rows, their order, its filter and its zone. */
export async function exportRows(app: App, format: ExportFormat): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const failures = app.view.get().view === "failures";
  const { rows, pieces } = failures ? failureExport(app, data) : sessionExport(app, data);
  const name = exportName(app, data, failures ? "failures" : "sessions", format.replace("All", ""));
  const said = (failures ? T.saved.failures : T.saved.sessions)(rows.length, name);
  await saveAs(app, name, () => pieces(format), said);
}

/** `sessions-2024-03-04-partial.csv`. */
export function exportName(app: App, data: CaseData, what: string, ending: string): string {
  const range = rangeInFileName(clockOf(zoneOf(app), null), app.view.get().window);
  return `${what}${range}${data.partial ? "-partial" : ""}.${ending}`;
}

/** What is exported, and how it is written in each format. */
export interface TableExport {
  readonly rows: Rows;
  readonly pieces: (format: ExportFormat) => SavedPieces;
}

/** The sessions as they are shown. */
export function sessionExport(app: App, data: CaseData): TableExport {
  const view = app.view.get();
  const { kinds, sessionSort, sessionGroup } = view;
  const zoneName = zoneOf(app);
  const shown = visibleRows(data, view, zoneName);
  const filter = filterWithRange(view.filter, view.window);
  const rows = orderedSessions(shown, data, sessionSort, sessionGroup, zoneName);
  const input: SessionExportInput = {
    data,
    rows,
    zone: zoneByName(zoneName),
    filter,
    kinds: kindsInForce(filter, kinds) ?? ALL_KINDS,
  };
  const chosen = app.prefs.get().sessionColumns;
  const columns = csvColumns(SESSION_TABLE, chosen);
  const clock = clockOf(zoneName, plainYearOf(data));
  const sessionHeadings = (): Pick<ShownTable, "groups"> => {
    if (sessionGroup === null) return {};
    const groups = groupedSessions(shown, data, sessionSort, sessionGroup, zoneName);
    const totals = groupTotals(data.sessions, groups);
    return {
      groups: underHeadings(groups, (group) =>
        sessionGroupLine(sessionGroupWords(data, clock, groups, totals, sessionGroup, group)),
      ),
    };
  };
  const table = (): ShownTable => ({
    ...sessionHeadings(),
    columns: shownColumns(SESSION_TABLE, chosen ?? defaultChoice(SESSION_TABLE))
      .filter(({ id }) => id !== NOTE_COLUMN)
      .map(({ id, header, align }) => ({
        title: header,
        cell: (row) => sessionCell(data, clock, id, row),
        ...(align === "right" ? { look: "number" } : {}),
      })),
  });
  return {
    rows,
    pieces(format) {
      switch (format) {
        case "csv":
          return sessionsCsv(input, { bom: true, columns });
        case "csvAll":
          return sessionsCsv(input, { bom: true });
        case "json":
          return sessionsJson(input);
        case "jsonl":
          return sessionsJsonLines(input);
        case "parquet":
          return parquets().then(({ sessionsParquet }) => sessionsParquet(input));
        case "xlsx":
          return workbooks().then(({ sessionsXlsx }) => sessionsXlsx(input, { columns }));
        case "xlsxAll":
          return workbooks().then(({ sessionsXlsx }) => sessionsXlsx(input));
        case "html":
          return pages().then(({ sessionsHtml }) => sessionsHtml(input, table()));
      }
    },
  };
}

/** The failed sign-ins as they are shown. */
export function failureExport(app: App, data: CaseData): TableExport {
  const view = app.view.get();
  const { failureSort, failureGroup } = view;
  const zoneName = zoneOf(app);
  const shown = visibleFailures(data, view, zoneName);
  const filter = filterWithRange(shown.filtered ? view.filter : "", view.window);
  const rows = orderedFailures(shown.rows, data, failureSort, failureGroup);
  const input: ExportInput = { data, rows, zone: zoneByName(zoneName), filter };
  const chosen = app.prefs.get().failureColumns;
  const columns = csvColumns(FAILURE_TABLE, chosen);
  const clock = clockOf(zoneName, plainYearOf(data));
  const failureHeadings = (): Pick<ShownTable, "groups"> => {
    if (failureGroup === null) return {};
    const groups = groupedFailures(shown.rows, data, failureSort, failureGroup);
    const totals = failureTotals(data.failures, groups, failureKeysOf(data));
    return {
      groups: underHeadings(groups, (group) =>
        failureGroupLine(failureGroupWords(data, clock, groups, totals, failureGroup, group)),
      ),
    };
  };
  const table = (): ShownTable => ({
    ...failureHeadings(),
    columns: shownColumns(FAILURE_TABLE, chosen ?? defaultChoice(FAILURE_TABLE))
      .filter(({ id }) => id !== RUN_COLUMN)
      .map(({ id, header }) => ({ title: header, cell: (row) => failureCell(data, clock, id, row) })),
  });
  return {
    rows,
    pieces(format) {
      switch (format) {
        case "csv":
          return failuresCsv(input, { bom: true, columns });
        case "csvAll":
          return failuresCsv(input, { bom: true });
        case "json":
          return failuresJson(input);
        case "jsonl":
          return failuresJsonLines(input);
        case "parquet":
          return parquets().then(({ failuresParquet }) => failuresParquet(input));
        case "xlsx":
          return workbooks().then(({ failuresXlsx }) => failuresXlsx(input, { columns }));
        case "xlsxAll":
          return workbooks().then(({ failuresXlsx }) => failuresXlsx(input));
        case "html":
          return pages().then(({ failuresHtml }) => failuresHtml(input, table()));
      }
    },
  };
}

/** Rows under the headings that stand over them on screen, those of closed groups too. */
function* underHeadings(groups: RowGroups, heading: (group: number) => string): Generator<HtmlGroup<number>> {
  for (let group = 0; group < groups.length; group++)
    yield {
      title: heading(group),
      items: groups.rows.subarray(groups.start[group], groups.start[group + 1]),
    };
}

// What writes workbooks and reports is loaded when somebody wants one.
const workbooks = () => import("../../shared/export/xlsx/case-xlsx.ts");
const pages = () => import("../../shared/export/html/case-html.ts");
const parquets = () => import("../../shared/export/parquet/tables.ts");
