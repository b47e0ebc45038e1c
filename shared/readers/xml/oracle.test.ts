import { existsSync, readdirSync, readFileSync } from "node:fs";
import { crc32, gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { Extractor } from "../../engine/extract/extractor.ts";
import { EVENT_COLUMNS, type EventColumnName, type EventTable, KIND } from "../../types/event-table.ts";
import type { FullRecord, FullValue } from "../../types/full-record.ts";
import { StringTable } from "../../types/string-table.ts";
import { treeToFullRecord, treeToXml } from "../event-text.ts";
import { EvtxReader } from "../evtx/evtx-reader.ts";
import { readXmlRecordAt } from "./read-record-at.ts";
import { bytesSource } from "./test-source.ts";
import { XmlEventReader } from "./xml-reader.ts";

/*
 * Every XML sample against its oracle, record for record, and against the .evtx it was made from.
 */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".xml")) : [];
const makeDecoder = (encoding: string): TextDecoder => new TextDecoder(encoding);
const cancel = { cancelled: false };
let compared = 0;
let rows = 0;

interface OracleLine {
  readonly recordId: number;
  readonly data: Readonly<Record<string, string>>;
  readonly userData?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

function oracleOf(name: string): OracleLine[] {
  const text = gunzipSync(readFileSync(new URL(`oracle/${name}.jsonl.gz`, SAMPLES))).toString();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as OracleLine);
}

/** Oracle names to ours: `#0` is `0`, `Name#2` is the second of an array. Absent and empty are the same. */
function flat(data: Readonly<Record<string, FullValue>> | undefined): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(data ?? {})) {
    const list = typeof value === "string" ? [value] : value;
    list.forEach((text, index) => {
      const plain = text.replace(/[ \t]*\n/g, "\n").trimEnd();
      if (plain !== "") out[(index === 0 ? name : `${name}#${index + 1}`).replace(/^#/, "")] = plain;
    });
  }
  return out;
}

function plain(record: FullRecord): Record<string, unknown> {
  const { recordId, data, userData, ...rest } = record;
  return {
    ...rest,
    recordId: Number(recordId),
    data: flat(data),
    userData: flat(userData),
  };
}

function expected(line: OracleLine): Record<string, unknown> {
  const { recordId, eventId, level, task, keywords, provider, channel, computer, timeCreated, userSid } =
    line;
  const { data, userData } = line;
  return {
    ...{ recordId, eventId, level, task, keywords, provider, channel, computer, timeCreated, userSid },
    // Older providers have no version; ours is 0 then.
    version: line.version ?? 0,
    data: flat(data),
    userData: flat(userData),
  };
}

function readXml(bytes: Uint8Array): {
  records: FullRecord[];
  offsets: number[];
  xml: string[];
  reader: XmlEventReader;
} {
  const reader = new XmlEventReader(bytesSource(bytes), { strings: new StringTable(), makeDecoder, cancel });
  const records: FullRecord[] = [];
  const offsets: number[] = [];
  const xml: string[] = [];
  reader.records(({ tree, offset }) => {
    records.push(treeToFullRecord(tree));
    offsets.push(offset);
    xml.push(treeToXml(tree));
  });
  return { records, offsets, xml, reader };
}

describe.skipIf(!present)("XML samples against their oracles", () => {
  test.each(files)("%s", (name) => {
    const bytes = readFileSync(new URL(name, SAMPLES));
    const { records, offsets, xml, reader } = readXml(bytes);
    const oracle = oracleOf(name);
    for (let i = 0; i < oracle.length; i++) expect(plain(records[i]!)).toEqual(expected(oracle[i]!));
    expect(records.length).toBe(oracle.length);
    expect(reader.summary).toMatchObject({
      isLog: true,
      records: oracle.length,
      damage: [],
      cancelled: false,
    });
    // Each record is found again at the offset given for it, and nowhere else.
    const source = bytesSource(bytes);
    for (let i = 0; i < offsets.length; i += 17) {
      const again = readXmlRecordAt(source, offsets[i]!, makeDecoder);
      expect(again === null ? null : treeToXml(again)).toBe(xml[i]);
      expect(readXmlRecordAt(source, offsets[i]! + 2, makeDecoder)).toBeNull();
    }
    compared++;
    rows += oracle.length;
  });
});

/** Rows as plain objects with texts, by channel and record id; positions in files left out. */
function rowsOf(table: EventTable, strings: StringTable): Map<string, Record<string, unknown>> {
  const texts: ReadonlySet<EventColumnName> = new Set([
    ...(["channel", "computer", "user", "domain", "sid", "process", "logonProcess", "package"] as const),
    ...(["workstation", "address", "clientName", "sessionName", "detail"] as const),
  ]);
  const out = new Map<string, Record<string, unknown>>();
  for (let row = 0; row < table.length; row++) {
    if (table.kind[row] === KIND.other) continue;
    const values: Record<string, unknown> = {};
    for (const name of Object.keys(EVENT_COLUMNS) as EventColumnName[]) {
      if (name !== "offset")
        values[name] = texts.has(name) ? strings.get(table[name][row]!) : table[name][row];
    }
    out.set(`${table.recordIdLow[row]}`, values);
  }
  return out;
}

function tableOf(name: string): Map<string, Record<string, unknown>> {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const source = bytesSource(readFileSync(new URL(name, SAMPLES)));
  extractor.startSource(0);
  const reader = name.endsWith(".xml")
    ? new XmlEventReader(source, { strings, makeDecoder, cancel })
    : new EvtxReader(source, { strings, crc32, cancel });
  reader.extract(extractor);
  const tally = extractor.endSource();
  expect(tally.records).toBe(reader.summary.records);
  return rowsOf(extractor.finish(), strings);
}

describe.skipIf(!present)("an .evtx and its XML give the same rows", () => {
  test.each([
    ["dc-rdp-security.xml", "dc-rdp-security.evtx", true],
    ["dc-rdp-system-pretty.xml", "dc-rdp-system.evtx", true],
    ["dc-rdp-lsm-wevtutil.xml", "dc-rdp-lsm.evtx", true],
    ["win10-logons-powershell.xml", "win10-security.evtx", false],
  ] as const)("%s", (xml, evtx, whole) => {
    const ours = tableOf(xml);
    const theirs = tableOf(evtx);
    expect(ours.size).toBeGreaterThan(5);
    if (whole) expect(ours.size).toBe(theirs.size);
    for (const [id, row] of ours) expect(row).toEqual(theirs.get(id));
  });
});

afterAll(() => {
  const failed = files.length - compared;
  console.log(
    present
      ? `XML oracles: ${compared} files compared (${rows} records), ${failed} not`
      : "XML oracles: 0 files compared, all skipped: the samples are not here",
  );
});
