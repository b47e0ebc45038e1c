import { existsSync, readdirSync, readFileSync } from "node:fs";
import { crc32, gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { FullRecord } from "../../types/full-record.ts";
import { StringTable } from "../../types/string-table.ts";
import { treeToFullRecord } from "../event-text.ts";
import { childOf, type EventNode, textOf } from "../event-tree.ts";
import { EvtxReader } from "./evtx-reader.ts";
import { sourceOf } from "./fixtures/read-bytes.ts";
import type { EvtxSummary } from "./part-summary.ts";

/*
 * Every sample log against its oracle, record for record. The oracles come from two independent parsers; how they
 * depart from what Windows prints is known and evened out in `same` below.
 */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);

interface OracleLine {
  readonly recordId: number | null;
  readonly doubtful?: boolean;
  readonly data: Record<string, unknown>;
  readonly userData?: Record<string, unknown>;
  readonly [field: string]: unknown;
}

interface Read {
  readonly records: { readonly record: FullRecord; readonly tree: EventNode }[];
  /** Numbers of records that are marked as unreadable. */
  readonly torn: number[];
  readonly summary: EvtxSummary;
}

function readAll(name: string): Read {
  const reader = new EvtxReader(sourceOf(readFileSync(new URL(name, SAMPLES))), {
    strings: new StringTable(),
    crc32,
    cancel: { cancelled: false },
  });
  const records: Read["records"] = [];
  const torn: number[] = [];
  reader.records((event) => {
    if (event.unreadable) torn.push(event.recordIdLow);
    else records.push({ record: treeToFullRecord(event.tree), tree: event.tree });
  });
  return { records, torn, summary: reader.summary };
}

function oracleOf(name: string): OracleLine[] {
  const text = gunzipSync(
    readFileSync(new URL(`oracle/${name.replace(/\.evtx$/, "")}.jsonl.gz`, SAMPLES)),
  ).toString();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as OracleLine);
}

const HEX = /^0x[0-9a-f]+$/i;
const WITH_CASE = /^(\{[0-9a-f-]{36}\}|true|false)$/i;

/** Evens out what the reference parsers print differently from Windows, without hiding a wrong value. */
function plain(value: unknown): string {
  let text = value === null || value === undefined ? "" : String(value);
  text = text
    .replaceAll("\r\n", "\n")
    .replace(/[ \t]*\n/g, "\n")
    .trimEnd();
  if (HEX.test(text)) return `0x${BigInt(text).toString(16)}`;
  if (WITH_CASE.test(text)) return text.toLowerCase();
  if (/^\d{4,5}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return text.replace(/(\.\d{7})\d+Z$/, "$1Z");
  return text;
}

/** Whether an oracle value is the base64 of what we print in hex: python-evtx prints binary values of a name so. */
function isBase64Of(theirs: string, hex: string): boolean {
  return (
    /^([0-9A-F]{2}){4,}$/.test(hex) && Buffer.from(theirs, "base64").toString("hex").toUpperCase() === hex
  );
}

/** Oracle names to ours: `#0` is `0`, `Name#2` is the second entry of an array. */
function oracleValues(data: Record<string, unknown> | undefined): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(data ?? {})) {
    const clean = plain(value);
    if (clean !== "") values.set(name.startsWith("#") ? name.slice(1) : name, clean);
  }
  return values;
}

function ourValues(data: FullRecord["data"]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(data)) {
    const list = typeof value === "string" ? [value] : value;
    list.forEach((text, i) => {
      const clean = plain(text);
      if (clean !== "") values.set(i === 0 ? name : `${name}#${i + 1}`, clean);
    });
  }
  return values;
}

function differences(ours: FullRecord, tree: EventNode, line: OracleLine): string[] {
  const found: string[] = [];
  const check = (field: string, a: unknown, b: unknown): void => {
    if (plain(a) !== plain(b) && !isBase64Of(plain(b), plain(a)))
      found.push(`${line.recordId} ${field}: ours ${JSON.stringify(a)} oracle ${JSON.stringify(b)}`);
  };
  check("recordId", ours.recordId, line.recordId);
  check("eventId", ours.eventId, line.eventId);
  for (const field of ["version", "level", "task"] as const) check(field, ours[field], line[field] ?? 0);
  for (const field of ["keywords", "provider", "channel", "computer", "timeCreated", "userSid"] as const) {
    check(field, ours[field], line[field]);
  }
  const system = childOf(tree, "System")!;
  check("activityId", childOf(system, "Correlation")?.attributes.get("ActivityID"), line.activityId);
  check("processId", childOf(system, "Execution")?.attributes.get("ProcessID"), line.processId);
  const opcode = childOf(system, "Opcode");
  check("opcode", opcode === null ? "" : textOf(opcode), line.opcode);
  for (const field of ["data", "userData"] as const) {
    const mine = ourValues(ours[field]);
    const theirs = oracleValues(line[field]);
    for (const name of new Set([...mine.keys(), ...theirs.keys()]))
      check(`${field}.${name}`, mine.get(name), theirs.get(name));
  }
  return found;
}

/**
 * Where we do better than the reference parsers, by EventRecordID. `won`: whole records behind a damaged spot of a
 * chunk, inside the span of numbers its header names; the parsers stop at the spot. `torn`: records whose second half
 * is a page of another time (their two sizes differ); one parser prints what is left of them, we show them marked
 * and count them as damage, because half a record proves nothing.
 */
interface Known {
  readonly won?: readonly (readonly [number, number])[];
  readonly torn?: readonly number[];
}
const KNOWN: Readonly<Record<string, Known>> = {
  "bad-chunk-magic.evtx": { won: [[47675, 47705]], torn: [47640, 45933] },
  "rcm-noise-1149.evtx": { won: [[401576, 401596]] },
  "zero-data-size.evtx": { won: [[4, 117]] },
};

/** What else is wrong with a sample; all others are without damage. */
const DAMAGE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "bad-chunk-magic.evtx": { chunkCrc: 3, chunkMissing: 2, recordBad: 3 },
  "hello-size-t.evtx": { chunkCrc: 1, recordBad: 1 },
  "rcm-noise-1149.evtx": { chunkCrc: 2, recordBad: 1 },
  "win7-bad-string-cache.evtx": { chunkHeader: 1 },
  "zero-data-size.evtx": { chunkCrc: 1, recordBad: 1 },
};

/** Deleted records that are not copies of live ones; libevtx counts those too and agrees where there are none. */
const RECOVERED: Readonly<Record<string, number>> = {
  "one-record-1102.evtx": 77,
  "time-changed-4616.evtx": 98,
  "rdp-hijack-4778-4779.evtx": 25,
  "dc-rdp-lsm.evtx": 34,
  "no-crc32.evtx": 34,
  "dc-rdp-security.evtx": 0,
};

const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".evtx")) : ["no samples here"];
if (!present) console.log("EVTX oracles: 0 files compared, all skipped: no samples here");
let compared = 0;
let rows = 0;
let won = 0;

describe.skipIf(!present)("sample logs against their oracles", () => {
  test.each(files)("%s", (name) => {
    const { records, summary, torn } = readAll(name);
    const known = KNOWN[name] ?? {};
    const isWon = (id: number): boolean => known.won?.some(([from, to]) => id >= from && id <= to) ?? false;
    const isTorn = (id: number | null): boolean => known.torn?.includes(id ?? -1) ?? false;
    const lines = oracleOf(name).filter((line) => line.doubtful !== true);
    const oracle = lines.filter((line) => !isTorn(line.recordId));
    const ours = records.filter(({ record }) => !isWon(Number(record.recordId)));
    const found: string[] = [];
    for (let i = 0; i < Math.min(oracle.length, ours.length); i++) {
      found.push(...differences(ours[i]!.record, ours[i]!.tree, oracle[i]!));
    }
    expect(found.slice(0, 10)).toEqual([]);
    expect(ours.length).toBe(oracle.length);
    const extra = (known.won ?? []).reduce((sum, [from, to]) => sum + to - from + 1, 0);
    expect(records.length).toBe(oracle.length + extra);
    expect(summary.records).toBe(records.length);
    expect(torn).toEqual(expect.arrayContaining([...(known.torn ?? [])]));
    expect(lines.length - oracle.length).toBe(known.torn?.length ?? 0);
    const damage = Object.fromEntries(summary.damage.map(({ code, count }) => [code, count]));
    expect(damage).toEqual(DAMAGE[name] ?? {});
    if (name in RECOVERED) expect(summary.recovered).toBe(RECOVERED[name]);
    compared++;
    rows += oracle.length;
    won += extra;
  });
});

afterAll(() => {
  console.log(
    `EVTX oracles: ${compared} of ${files.length} files agree (${rows} records, ${won} more of ours), 0 skipped`,
  );
});
