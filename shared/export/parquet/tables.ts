import type { EventObject } from "../../engine/filter/record-filter.ts";
import { timeFormat } from "../../engine/time/time-format.ts";
import type { SourceInfo } from "../../types/source.ts";
import type { SessionCsvColumn } from "../csv.ts";
import { FAILURE_CSV_COLUMNS, type FailureCsvColumn, INFO_CSV_COLUMNS, SESSION_CSV_COLUMNS } from "../csv.ts";
import type { ExportInput } from "../export-case.ts";
import { failureRecord } from "../failure-record.ts";
import { sessionRecord } from "../session-record.ts";
import { sourceRecord } from "../source-json.ts";
import type { ParquetType } from "./column-types.ts";
import { type ParquetColumn, type ParquetRows, parquetBlocks, parquetRows } from "./parquet-blocks.ts";

type Blocks = Iterable<Uint8Array<ArrayBuffer>>;

/** Types of all columns that are no plain text, by the name they have in CSV and JSON. */
const TYPES: Readonly<Record<string, ParquetType>> = {
  id: "int",
  logonType: "int",
  logonIds: "texts",
  elevated: "flag",
  start: "moment",
  startLower: "moment",
  startUpper: "moment",
  end: "moment",
  endLower: "moment",
  endUpper: "moment",
  durationSeconds: "number",
  durationMinSeconds: "number",
  durationMaxSeconds: "number",
  activeSeconds: "number",
  activeMinSeconds: "number",
  activeMaxSeconds: "number",
  "intervals.locked": "spans",
  "intervals.disconnected": "spans",
  "intervals.asleep": "spans",
  "intervals.screenSaver": "spans",
  flags: "texts",
  "startRecord.source": "int",
  "startRecord.time": "moment",
  "startRecord.offset": "long",
  "endRecord.source": "int",
  "endRecord.time": "moment",
  "endRecord.offset": "long",
  // Failures
  time: "moment",
  count: "int",
  followedBySuccess: "flag",
  "record.source": "int",
  "record.time": "moment",
  "record.offset": "long",
  // Inputs
  bytes: "long",
  records: "long",
  used: "long",
  oldest: "moment",
  newest: "moment",
  computers: "texts",
  channels: "texts",
  duplicates: "long",
  recovered: "long",
  damage: "json",
  notes: "texts",
} satisfies Partial<
  Record<SessionCsvColumn | FailureCsvColumn | (typeof INFO_CSV_COLUMNS)[number], ParquetType>
>;

function typed(names: readonly string[]): readonly ParquetColumn[] {
  return names.map((name) => ({ name, type: TYPES[name] ?? "text" }));
}

/** Sessions: the columns of the CSV. */
export function sessionsParquet(
  { data, rows, zone, filter }: ExportInput,
  columns: readonly SessionCsvColumn[] = SESSION_CSV_COLUMNS,
): Blocks {
  const local = timeFormat(zone);
  const { sessions } = data;
  return parquetBlocks({
    columns: typed(columns),
    items: rows,
    record: (row) => sessionRecord(data, row),
    extra: {
      startLocal: (row) => local.iso(sessions.start[row]!),
      endLocal: (row) => local.iso(sessions.end[row]!),
    },
    about: about("logonscope.sessions/1", data.engine, zone.name, filter),
  });
}

/** Failed logons: the columns of the CSV. */
export function failuresParquet(
  { data, rows, zone, filter }: ExportInput,
  columns: readonly FailureCsvColumn[] = FAILURE_CSV_COLUMNS,
): Blocks {
  const local = timeFormat(zone);
  return parquetBlocks({
    columns: typed(columns),
    items: rows,
    record: (row) => failureRecord(data, row),
    extra: { timeLocal: (row) => local.iso(data.failures.time[row]!) },
    about: about("logonscope.failures/1", data.engine, zone.name, filter),
  });
}

/** Inputs: the columns of the CSV. */
export function sourcesParquet(sources: readonly SourceInfo[], engine: string): Blocks {
  return parquetBlocks({
    columns: typed(INFO_CSV_COLUMNS),
    items: sources,
    record: sourceRecord,
    extra: {},
    about: about("logonscope.info/1", engine, "UTC", ""),
  });
}

/** Columns of events; the values of a record as JSON, because every event has its own. */
const EVENT_COLUMNS: readonly ParquetColumn[] = [
  { name: "source", type: "int" },
  { name: "kind", type: "text" },
  { name: "recordId", type: "text" },
  { name: "eventId", type: "int" },
  { name: "originalEventId", type: "int" },
  { name: "version", type: "int" },
  { name: "level", type: "int" },
  { name: "task", type: "int" },
  { name: "keywords", type: "text" },
  { name: "provider", type: "text" },
  { name: "channel", type: "text" },
  { name: "computer", type: "text" },
  { name: "timeCreated", type: "moment" },
  { name: "userSid", type: "text" },
  { name: "data", type: "json" },
  { name: "userData", type: "json" },
  { name: "recovered", type: "flag" },
];

/** Events, which come one after another as they are read. */
export function eventsParquet(engine: string, filter: string): ParquetRows<EventObject> {
  return parquetRows({
    columns: EVENT_COLUMNS,
    record: (event) => event,
    extra: {},
    about: about("logonscope.events/1", engine, "UTC", filter),
  });
}

function about(
  schema: string,
  engine: string,
  zone: string,
  filter: string,
): Readonly<Record<string, string>> {
  return {
    "logonscope.schema": schema,
    "logonscope.engine": engine,
    "logonscope.zone": zone,
    ...(filter === "" ? {} : { "logonscope.filter": filter }),
  };
}
