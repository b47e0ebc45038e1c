import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { SourceInfo } from "../types/source.ts";
import { objectsCsv } from "./csv.ts";
import { jsonBlocks, jsonLines, Streamed } from "./json-blocks.ts";
import { sourceRecord } from "./source-json.ts";

/** Fields of a list of records; times are raw, as the records have them. */
export const LIST_FIELDS = [
  "time",
  "eventId",
  "meaning",
  "user",
  "computer",
  "channel",
  "provider",
  "recordId",
  "level",
  "source",
  "recovered",
] as const;
export type ListField = (typeof LIST_FIELDS)[number];

/** One record of a list; what it says stands in the record itself. */
export type ListedRecord = Readonly<Record<ListField, string | number | boolean | null>>;

/** Records as a page lists them: which, in what order, with which columns. */
export interface RecordList {
  readonly rows: Uint32Array;
  readonly fields: readonly ListField[];
  readonly recordOf: (row: number) => ListedRecord;
  /** Raw time in ticks. */
  readonly timeOf: (row: number) => number;
  readonly sources: readonly SourceInfo[];
  readonly zone: Zone;
  readonly filter: string;
  readonly engine: string;
}

/** A list as CSV: its columns, then the time on the clocks of the zone. */
export function recordListCsv(list: RecordList): Generator<string> {
  const local = timeFormat(list.zone);
  const columns = list.fields.flatMap((field) => (field === "time" ? ["timeLocal", "time"] : [field]));
  function* objects() {
    for (const row of list.rows) yield { ...list.recordOf(row), timeLocal: local.iso(list.timeOf(row)) };
  }
  return objectsCsv(columns, objects(), true);
}

/** A list as JSON, schema `logonscope.records/1`, with all of its fields. */
export function recordListJson(list: RecordList): Generator<string> {
  return jsonBlocks({
    schema: "logonscope.records/1",
    engine: list.engine,
    zone: list.zone.name,
    filter: list.filter === "" ? null : list.filter,
    sources: list.sources.map(sourceRecord),
    records: new Streamed(records(list)),
  });
}

/** The records of the JSON answer, one a line. */
export function recordListLines(list: RecordList): Generator<string> {
  return jsonLines(records(list));
}

function* records({ rows, recordOf }: RecordList): Generator<ListedRecord> {
  for (const row of rows) yield recordOf(row);
}
