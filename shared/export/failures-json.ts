import type { ExportInput } from "./export-case.ts";
import { type FailureRecord, failureRecord } from "./failure-record.ts";
import { jsonBlocks, jsonLines, Streamed } from "./json-blocks.ts";
import { sourceRecord } from "./source-json.ts";

/** `failures --format json`, schema `logonscope.failures/1`. */
export function failuresJson(input: ExportInput): Generator<string> {
  const { data, zone, filter } = input;
  return jsonBlocks({
    schema: "logonscope.failures/1",
    engine: data.engine,
    zone: zone.name,
    filter: filter === "" ? null : filter,
    partial: data.partial,
    sources: data.sources.map(sourceRecord),
    failures: new Streamed(records(input)),
  });
}

/** `failures --format jsonl`. */
export function failuresJsonLines(input: ExportInput): Generator<string> {
  return jsonLines(records(input));
}

function* records({ data, rows }: ExportInput): Generator<FailureRecord> {
  for (const row of rows) yield failureRecord(data, row);
}
