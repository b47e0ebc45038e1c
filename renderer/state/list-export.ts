import { ticksToIso } from "../../shared/engine/time/iso.ts";
import { infoCsv } from "../../shared/export/csv.ts";
import { infoJson, infoJsonLines } from "../../shared/export/info-json.ts";
import {
  LIST_FIELDS,
  type ListField,
  type RecordList,
  recordListCsv,
  recordListJson,
  recordListLines,
} from "../../shared/export/record-list.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { clockOf, plainYearOf, zoneByName } from "../data/clock.ts";
import { defaultChoice, shownColumns } from "../data/column-choice.ts";
import { EVENT_TABLE } from "../data/columns.ts";
import { eventCell } from "../data/event-cells.ts";
import { type EventSortColumn, type EventTable, maskedEvents, sortedEvents } from "../data/event-table.ts";
import { filterWithRange } from "../data/range-words.ts";
import { EXPORT } from "../data/texts/export.ts";
import { type App, zoneOf } from "./app.ts";
import { fitsEvents } from "./event-commands.ts";
import { exportName } from "./export-commands.ts";
import { tell } from "./open-commands.ts";
import { saveAs } from "./saving.ts";

export const LIST_FORMATS = ["csv", "xlsx", "html", "json", "jsonl", "parquet"] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** Saves the list of records as it is shown: its rows, their order, its columns, its zone. */
export async function exportList(app: App, format: ListFormat): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const { phase, matched } = app.events.get();
  if (phase !== "done") return tell(app, EXPORT.notListed, true);
  const list = shownRecords(app);
  if (list === null) return;
  const name = exportName(app, data, "records", format);
  const rows = list.rows.length;
  const said = EXPORT.savedRecords(rows, name);
  await saveAs(
    app,
    name,
    () => {
      switch (format) {
        case "csv":
          return recordListCsv(list);
        case "json":
          return recordListJson(list);
        case "jsonl":
          return recordListLines(list);
        case "xlsx":
          return import("../../shared/export/xlsx/record-list-xlsx.ts").then(({ recordListXlsx }) =>
            recordListXlsx(list),
          );
        case "html":
          return recordsHtml(app, data, list);
        case "parquet":
          return import("../../shared/export/parquet/record-list-parquet.ts").then(({ recordListParquet }) =>
            recordListParquet(list),
          );
      }
    },
    matched > rows ? `${said} ${EXPORT.beyond(rows, matched)}` : said,
  );
}

/** The records on screen as exports take them; null before there is a case. */
export function shownRecords(app: App): RecordList | null {
  const { data } = app.dataset.get();
  if (data === null) return null;
  const table = shownTable(app);
  const { eventSort, filter, window } = app.view.get();
  const zone = zoneOf(app);
  const clock = clockOf(zone, plainYearOf(data));
  const words = (column: EventSortColumn | "meaning", row: number) =>
    eventCell(data, table, clock, column, row) || null;
  const text = (id: number) => (id === 0 ? null : (table.strings[id] ?? null));
  return {
    rows: sortedEvents(table, eventSort),
    fields: eventColumns(app).map(({ id }) => fieldOf(id)),
    recordOf: (row) => ({
      time: ticksToIso(table.time[row]!),
      eventId: table.eventId[row]!,
      meaning: words("meaning", row),
      user: text(table.user[row]!),
      computer: text(table.computer[row]!),
      channel: text(table.channel[row]!),
      provider: text(table.provider[row]!),
      recordId: words("record", row),
      level: words("level", row),
      source: data.sources[table.source[row]!]?.path ?? null,
      recovered: table.recovered[row] === 1,
    }),
    timeOf: (row) => table.time[row]!,
    sources: data.sources,
    zone: zoneByName(zone),
    filter: filterWithRange(fitsEvents(filter, zone) ? filter : "", window),
    engine: data.engine,
  };
}

/** The list as an HTML report, its cells as they are on screen. */
export async function recordsHtml(app: App, data: CaseData, list: RecordList): Promise<Iterable<string>> {
  const { recordListHtml } = await import("../../shared/export/html/record-list-html.ts");
  const table = shownTable(app);
  const clock = clockOf(zoneOf(app), plainYearOf(data));
  return recordListHtml(list, {
    columns: eventColumns(app).map(({ id, header, align }) => ({
      title: header,
      cell: (row) => eventCell(data, table, clock, id as EventSortColumn | "meaning", row),
      ...(align === "right" ? { look: "number" } : {}),
    })),
  });
}

/** The inputs as an HTML report. */
export async function sourcesHtml(app: App, { sources, engine }: CaseData): Promise<Iterable<string>> {
  const { infoHtml } = await import("../../shared/export/html/case-html.ts");
  return infoHtml(sources, engine, zoneByName(zoneOf(app)));
}

function shownTable(app: App): EventTable {
  const aliases = app.masking.get()?.aliases ?? null;
  const { table } = app.events.get();
  return aliases === null ? table : maskedEvents(table, aliases);
}

const eventColumns = (app: App) =>
  shownColumns(EVENT_TABLE, app.prefs.get().eventColumns ?? defaultChoice(EVENT_TABLE));

export const SOURCE_FORMATS = ["csv", "xlsx", "html", "json", "jsonl", "parquet"] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** Saves what is known of the inputs, hashes and all. */
export async function exportSources(app: App, format: SourceFormat): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const { sources, engine } = data;
  const zone = zoneByName(zoneOf(app));
  const name = `inputs${data.partial ? "-partial" : ""}.${format}`;
  await saveAs(
    app,
    name,
    () => {
      switch (format) {
        case "csv":
          return infoCsv(sources, { bom: true });
        case "json":
          return infoJson(sources, engine, zone);
        case "jsonl":
          return infoJsonLines(sources);
        case "parquet":
          return import("../../shared/export/parquet/tables.ts").then(({ sourcesParquet }) =>
            sourcesParquet(sources, engine),
          );
        case "xlsx":
          return import("../../shared/export/xlsx/sources-xlsx.ts").then(({ infoXlsx }) =>
            infoXlsx(sources, engine, zone),
          );
        case "html":
          return sourcesHtml(app, data);
      }
    },
    EXPORT.savedInputs(sources.length, name),
  );
}

function fieldOf(column: string): ListField {
  const name = column === "record" ? "recordId" : column;
  return LIST_FIELDS.find((field) => field === name) ?? "time";
}
