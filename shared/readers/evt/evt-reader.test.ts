import { describe, expect, test } from "vitest";
import { evtFile, type LegacyEntry } from "../../testing/evt-writer/evt-writer.ts";
import { StringTable } from "../../types/string-table.ts";
import { bytesSource } from "../xml/test-source.ts";
import { EvtReader } from "./evt-reader.ts";
import { readLog } from "./fixtures.ts";
import { readEvtRecordAt } from "./read-record-at.ts";

/** So many logons, each with texts of its own. */
function logons(count: number): LegacyEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    id: 528,
    category: 2,
    sid: `S-1-5-21-1-2-3-${1000 + index}`,
    strings: [
      `user${"x".repeat(index % 5)}${index}`,
      "CORP",
      `(0x0,0x${(0x1000 + index).toString(16)})`,
      "2",
    ],
  }));
}

const numbers = (bytes: Uint8Array) => readLog(bytes).full.map(({ recordId }) => Number(recordId));
const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

describe("records of a written log", () => {
  test("come back with everything that was written", () => {
    const entry: LegacyEntry = {
      id: 6008,
      type: 1,
      qualifiers: 0x8000,
      source: "EventLog",
      computer: "KIOSK-7",
      sid: "S-1-5-18",
      time: 1_300_000_000,
      strings: ["", "13:59:01", "ä & <b>"],
      data: Uint8Array.of(0, 0x0a, 0xff),
    };
    const { full, summary } = readLog(evtFile([entry]));
    expect(full).toEqual([
      {
        recordId: "1",
        eventId: 6008,
        version: 0,
        level: 2,
        task: 0,
        keywords: "0x80000000000000",
        provider: "EventLog",
        channel: "System",
        computer: "KIOSK-7",
        timeCreated: "2011-03-13T07:06:40.0000000Z",
        userSid: "S-1-5-18",
        data: { "0": "", "1": "13:59:01", "2": "ä & <b>", Binary: "000AFF" },
        userData: {},
      },
    ]);
    expect(summary).toMatchObject({ records: 1, damage: [], notes: [], channels: ["System"] });
  });

  test("an empty log is a log", () => {
    expect(readLog(evtFile([])).summary).toMatchObject({ isLog: true, records: 0, damage: [] });
  });

  test("every byte is handed out once and in order, however small the pieces are", () => {
    const bytes = evtFile(logons(40), { size: 12_000, from: 7000 });
    const parts: number[] = [];
    const source = bytesSource(bytes, 777);
    const reader = new EvtReader(source, {
      strings: new StringTable(),
      cancel: { cancelled: false },
      onBytes(piece, position) {
        expect(position).toBe(parts.length);
        parts.push(...piece);
      },
    });
    reader.records(() => {});
    expect(Uint8Array.from(parts)).toEqual(bytes);
    expect(reader.summary.records).toBe(40);
  });

  test("cancelled before the records: nothing is read and the summary says so", () => {
    const reader = new EvtReader(bytesSource(evtFile(logons(3))), {
      strings: new StringTable(),
      cancel: { cancelled: true },
    });
    reader.records(() => {});
    expect(reader.summary).toMatchObject({ records: 0, cancelled: true });
  });
});

describe("a log that went round", () => {
  test("records split anywhere at the end of the file, and filler, give every record once", () => {
    const entries = logons(60);
    let split = 0;
    let filled = 0;
    for (let start = 48; start < 16_000; start += 4 * 7) {
      const bytes = evtFile(entries, { size: 16_000, from: start, first: 900 });
      const { full, offsets, summary } = readLog(bytes);
      expect(full.map(({ recordId }) => Number(recordId))).toEqual(from(900, 60));
      expect([start, summary.damage, summary.notes]).toEqual([start, [], []]);
      expect(offsets[0]).toBeGreaterThanOrEqual(48);
      if (bytes.at(-4) === 0x27) filled++;
      const last = offsets.find((offset, index) => (offsets[index + 1] ?? offset) < offset);
      const source = bytesSource(bytes);
      if (last !== undefined && readEvtRecordAt(source, last) !== null) split++;
    }
    expect(split).toBeGreaterThan(100);
    expect(filled).toBeGreaterThan(5);
  });

  test("a copy made live is read by its end record, wherever that stands", () => {
    for (let start = 48; start < 16_000; start += 4 * 31) {
      const bytes = evtFile(logons(60), { size: 16_000, from: start, first: 5, dirty: true });
      expect([start, numbers(bytes)]).toEqual([start, from(5, 60)]);
      expect(readLog(bytes).summary).toMatchObject({ damage: [], notes: ["dirty", "staleHeader"] });
    }
  });

  test("records left over behind the end record are not read", () => {
    const old = evtFile(logons(50), { size: 20_000 });
    const fresh = evtFile(logons(10), { first: 51 });
    old.set(fresh, 0);
    expect(numbers(old)).toEqual(from(51, 10));
  });
});

describe("damage", () => {
  test("a cut log gives the records before the cut, and says where it ends", () => {
    const bytes = evtFile(logons(30));
    const { offsets } = readLog(bytes);
    const cut = bytes.subarray(0, offsets[20]! + 30);
    expect(numbers(cut)).toEqual(from(1, 20));
    expect(readLog(cut).summary.damage.map(({ code }) => code)).toEqual(["truncated"]);
    const dirty = evtFile(logons(30), { dirty: true }).subarray(0, offsets[20]! + 30);
    expect(numbers(dirty)).toEqual(from(1, 20));
    expect(readLog(dirty).summary.damage).toEqual([{ code: "truncated", offset: dirty.length, count: 1 }]);
  });

  test("a log that went round and lost its end keeps what is left, oldest first", () => {
    const bytes = evtFile(logons(60), { size: 16_000, from: 9000, first: 100 });
    const { offsets } = readLog(bytes);
    const turn = offsets.findIndex((offset, index) => index > 0 && offset < offsets[index - 1]!);
    const cut = bytes.subarray(0, offsets[10]! + 8);
    expect(numbers(cut)).toEqual([...from(100, 10), ...from(100 + turn, 60 - turn)]);
    expect(readLog(cut).summary.damage).toEqual([{ code: "truncated", offset: cut.length, count: 1 }]);
  });

  test("a destroyed record costs one record, whatever of it is destroyed", () => {
    const bytes = evtFile(logons(30));
    const { offsets } = readLog(bytes);
    const [at, next] = [offsets[12]!, offsets[13]!];
    for (const place of [at, at + 1, at + 4, at + 7, next - 4, next - 1]) {
      const bad = bytes.slice();
      bad[place]! ^= 0xff;
      expect([place, numbers(bad)]).toEqual([place, from(1, 30).filter((number) => number !== 13)]);
      expect(readLog(bad).summary.damage).toEqual([{ code: "recordBad", offset: at, count: 1 }]);
    }
  });

  test("without a header the end record shows the way, without both the records themselves", () => {
    const bytes = evtFile(logons(30), { size: 9000, from: 4000, first: 7 });
    const headless = bytes.slice();
    headless.fill(0, 0, 48);
    expect(numbers(headless)).toEqual(from(7, 30));
    expect(readLog(headless).summary.damage).toEqual([{ code: "fileHeader", offset: 0, count: 1 }]);
    const at = headless.findIndex((_, index) => headless[index] === 0x11 && headless[index + 3] === 0x11);
    headless.fill(0, at - 4, at + 36);
    expect(numbers(headless)).toEqual(from(7, 30));
    expect(readLog(headless).summary.damage.map(({ code }) => code)).toEqual(["fileHeader", "truncated"]);
  });

  test("strings, SID or data outside the record: what is there is shown, the record counts as damaged", () => {
    for (const [place, strings] of [
      [26, 4],
      [36, 0],
      [40, 4],
      [52, 4],
    ] as const) {
      const bytes = evtFile([{ ...logons(1)[0]!, data: Uint8Array.of(1) }]);
      new DataView(bytes.buffer).setUint16(48 + place, 0xfff0, true);
      const { full, summary } = readLog(bytes);
      const found = Object.keys(full[0]!.data).filter((name) => name !== "Binary").length;
      expect([place, found >= strings]).toEqual([place, true]);
      expect(summary.damage).toEqual([{ code: "valueBad", offset: 48, count: 1 }]);
    }
  });

  test("no place is an offset of a record but those given", () => {
    const bytes = evtFile(logons(5));
    const { offsets } = readLog(bytes);
    const source = bytesSource(bytes);
    for (let at = -4; at < bytes.length + 8; at++) {
      expect(readEvtRecordAt(source, at) !== null).toBe(offsets.includes(at));
    }
    expect(readEvtRecordAt(source, Number.NaN)).toBeNull();
  });
});
