import type { Zone } from "../engine/time/zone.ts";
import type { SourceInfo } from "../types/source.ts";
import { jsonBlocks, jsonLines, Streamed } from "./json-blocks.ts";
import { sourceRecord } from "./source-json.ts";

/** `info --format json`, schema `logonscope.info/1`. */
export function infoJson(sources: readonly SourceInfo[], engine: string, zone: Zone): Generator<string> {
  return jsonBlocks({
    schema: "logonscope.info/1",
    engine,
    zone: zone.name,
    sources: new Streamed(sources.map(sourceRecord)),
  });
}

/** `info --format jsonl`. */
export function infoJsonLines(sources: readonly SourceInfo[]): Generator<string> {
  return jsonLines(sources.map(sourceRecord));
}
