import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { FullRecord } from "../../types/full-record.ts";
import { StringTable } from "../../types/string-table.ts";
import { treeToFullRecord, treeToXml } from "../event-text.ts";
import { bytesSource } from "../xml/test-source.ts";
import { EvtReader } from "./evt-reader.ts";
import { readEvtRecordAt } from "./read-record-at.ts";

/* Every .evt sample against its oracle, record for record and in its order. */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".evt")) : [];
let compared = 0;
let rows = 0;

interface OracleLine {
  readonly recordNumber: number;
  readonly eventId: number;
  readonly eventIdFull: number;
  readonly eventType: number;
  readonly category: number;
  readonly source: string;
  readonly computer: string;
  readonly timeGenerated: string;
  readonly userSid: string | null;
  readonly strings: readonly string[];
  readonly dataHex: string;
}

function oracleOf(name: string): OracleLine[] {
  const text = gunzipSync(readFileSync(new URL(`oracle/${name}.jsonl.gz`, SAMPLES))).toString();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as OracleLine);
}

const LEVELS: Readonly<Record<number, number>> = { 1: 2, 2: 3, 4: 4, 8: 0, 16: 0 };
const KEYWORDS: Readonly<Record<number, string>> = { 8: "0xa0000000000000", 16: "0x90000000000000" };

function expected(line: OracleLine): Record<string, unknown> {
  const data: Record<string, string> = {};
  line.strings.forEach((text, index) => {
    data[index] = text;
  });
  if (line.dataHex !== "") data.Binary = line.dataHex.toUpperCase();
  return {
    recordId: String(line.recordNumber),
    eventId: line.eventId,
    version: 0,
    level: LEVELS[line.eventType],
    task: line.category,
    keywords: KEYWORDS[line.eventType] ?? "0x80000000000000",
    provider: line.source,
    computer: line.computer,
    timeCreated: line.timeGenerated.replace("Z", ".0000000Z"),
    userSid: line.userSid,
    data,
    userData: {},
  };
}

describe.skipIf(!present)("legacy samples against their oracles", () => {
  test.each(files)("%s", (name) => {
    const bytes = readFileSync(new URL(name, SAMPLES));
    const source = bytesSource(bytes);
    const reader = new EvtReader(source, { strings: new StringTable(), cancel: { cancelled: false } });
    const records: FullRecord[] = [];
    const offsets: number[] = [];
    const xml: string[] = [];
    reader.records(({ tree, offset }) => {
      records.push(treeToFullRecord(tree));
      offsets.push(offset);
      xml.push(treeToXml(tree));
    });
    const oracle = oracleOf(name);
    expect(records.length).toBe(oracle.length);
    for (let i = 0; i < oracle.length; i++) {
      const { channel, ...rest } = records[i]!;
      expect(rest).toEqual(expected(oracle[i]!));
      const security = oracle[i]!.source === "Security";
      expect(channel).toBe(security ? "Security" : name.startsWith("winxp") ? "System" : null);
    }
    expect(reader.summary).toMatchObject({ isLog: true, records: oracle.length, damage: [] });
    for (let i = 0; i < offsets.length; i += i < 50 ? 1 : 17) {
      const again = readEvtRecordAt(source, offsets[i]!);
      expect(again === null ? null : treeToXml(again)).toBe(xml[i]);
      expect(readEvtRecordAt(source, offsets[i]! + 4)).toBeNull();
    }
    compared++;
    rows += oracle.length;
  });

  test("a log copied live says so, and one that went round begins in the middle of the file", () => {
    const read = (name: string) => {
      const source = bytesSource(readFileSync(new URL(name, SAMPLES)));
      const reader = new EvtReader(source, { strings: new StringTable(), cancel: { cancelled: false } });
      let first = -1;
      reader.records(({ offset }) => {
        if (first < 0) first = offset;
      });
      return { first, notes: reader.summary.notes };
    };
    expect(read("winxp-sysevent.evt").notes).toContain("dirty");
    expect(read("winxp-sysevent.evt").first).toBeGreaterThan(48);
    expect(read("synthetic-secevent-wrap.evt").first).toBe(57_392);
    expect(read("testlog.evt")).toEqual({ first: 48, notes: [] });
  });
});

afterAll(() => {
  console.log(
    present
      ? `EVT oracles: ${compared} files compared (${rows} records), ${files.length - compared} not`
      : "EVT oracles: 0 files compared, all skipped: the samples are not here",
  );
});
