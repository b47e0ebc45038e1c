import type { FuzzTarget } from "../engine/target.ts";
import { caseFile, manifest, pack, xlsx, zip } from "./archives.ts";
import { filter } from "./language.ts";
import { evt, evtx } from "./logs.ts";
import { any, index, jsonl, messages, policy } from "./plain.ts";
import { csv, d365, objects, objectsCli, script, xml } from "./texts.ts";
import { http, wire } from "./wire.ts";

/** Everything that reads what comes from outside. */
export const TARGETS: readonly FuzzTarget[] = [
  ...[evtx, evt, xml, csv, objects, objectsCli, script, d365, policy, messages, jsonl, index],
  ...[zip, xlsx, pack, manifest, caseFile, any, filter, wire, http],
];
