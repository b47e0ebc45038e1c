import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { StringTable } from "../../types/string-table.ts";
import { EvtxReader } from "./evtx-reader.ts";
import { looksLikeEvtx } from "./file-header.ts";
import { ChunkWriter, fileOf, str } from "./fixtures/chunk-writer.ts";
import { readBack, sourceOf } from "./fixtures/read-bytes.ts";
import { flatRecord, logons } from "./fixtures/simple-events.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "./limits.ts";
import { readRecordAt } from "./read-record-at.ts";

/** A log of three chunks with ten logons each. */
function soundLog(flags = 0): Uint8Array {
  return fileOf([1, 11, 21].map(sealed), crc32, flags);
}

function sealed(first: number): Uint8Array {
  const w = new ChunkWriter();
  logons(w, first, 10);
  return w.seal(crc32);
}

const chunkAt = (index: number): number => FILE_HEADER_SIZE + index * CHUNK_SIZE;
const ids = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Ids that come out of both paths, which must agree. */
function idsOf(bytes: Uint8Array): { ids: number[]; damage: [string, number, number][] } {
  const { rows, events, summary, extracted } = readBack(bytes, crc32);
  const full = events.filter((event) => !event.unreadable).map((event) => event.recordIdLow);
  expect(rows.map((row) => row.id)).toEqual(full);
  expect(extracted).toEqual(summary);
  expect(summary.records).toBe(full.length);
  return { ids: full, damage: summary.damage.map(({ code, offset, count }) => [code, offset, count]) };
}

describe("sound logs", () => {
  test("every record, no damage, no notes", () => {
    const bytes = soundLog();
    expect(looksLikeEvtx(bytes.subarray(0, 4104))).toBe(true);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [] });
    expect(readBack(bytes, crc32).summary.notes).toEqual([]);
  });

  test("zero chunks between others are a note, not damage", () => {
    const bytes = fileOf([sealed(1), new Uint8Array(CHUNK_SIZE), sealed(11)], crc32);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 20), damage: [] });
    expect(readBack(bytes, crc32).summary.notes).toEqual(["emptyChunks"]);
  });

  test("a dirty log whose header counts too few chunks is read to the end", () => {
    const bytes = soundLog(1);
    const view = new DataView(bytes.buffer);
    view.setUint16(42, 1, true);
    view.setUint32(124, crc32(bytes.subarray(0, 120)), true);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [] });
    expect(readBack(bytes, crc32).summary.notes).toEqual(["dirty", "staleHeader"]);
  });

  test("more chunks than fit into one slab", () => {
    const bytes = fileOf(
      Array.from({ length: 37 }, (_, i) => sealed(1 + i * 10)),
      crc32,
    );
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 370), damage: [] });
  });

  test("every byte is handed out once and in order, and progress ends at the size", () => {
    const bytes = fileOf(
      Array.from({ length: 20 }, (_, i) => sealed(1 + i * 10)),
      crc32,
    );
    const seen = new Uint8Array(bytes.length);
    let next = 0;
    let done = 0;
    const reader = new EvtxReader(sourceOf(bytes), {
      strings: new StringTable(),
      crc32,
      cancel: { cancelled: false },
      onBytes(piece, position) {
        expect(position).toBe(next);
        seen.set(piece, position);
        next += piece.length;
      },
      onProgress: (position) => {
        done = position;
      },
    });
    reader.extract({ wanted: new Uint8Array(65_536), accept: () => expect.unreachable(), skip: () => {} });
    expect(Buffer.compare(seen, bytes)).toBe(0);
    expect(done).toBe(bytes.length);
  });

  test("cancelling stops between slabs", () => {
    const bytes = fileOf(
      Array.from({ length: 40 }, (_, i) => sealed(1 + i * 10)),
      crc32,
    );
    const cancel = { cancelled: false };
    const reader = new EvtxReader(sourceOf(bytes), {
      strings: new StringTable(),
      crc32,
      cancel,
      onProgress: () => {
        cancel.cancelled = true;
      },
    });
    reader.records(() => {});
    expect(reader.summary.cancelled).toBe(true);
    expect(reader.summary.records).toBe(160);
  });
});

describe("damaged files", () => {
  test("destroyed file header", () => {
    const bytes = soundLog();
    bytes.fill(0, 0, 200);
    expect(looksLikeEvtx(bytes.subarray(0, 4104))).toBe(true);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [["fileHeader", 0, 1]] });
  });

  test("a file that begins with a bare chunk", () => {
    const bytes = soundLog().subarray(FILE_HEADER_SIZE);
    expect(looksLikeEvtx(bytes)).toBe(true);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [["fileHeader", 0, 1]] });
  });

  test("a flipped bit in the file header", () => {
    const bytes = soundLog();
    bytes[25] = 1;
    expect(idsOf(bytes).damage).toEqual([["fileHeader", 0, 1]]);
  });

  test("a chunk without signature is counted and left out", () => {
    const bytes = soundLog();
    bytes[chunkAt(1)] = 0;
    expect(idsOf(bytes)).toEqual({
      ids: [...ids(1, 10), ...ids(21, 30)],
      damage: [["chunkMissing", chunkAt(1), 1]],
    });
  });

  test("inserted bytes: the next chunk signature sets the step anew", () => {
    const sound = soundLog();
    const bytes = new Uint8Array(sound.length + 100);
    bytes.set(sound.subarray(0, chunkAt(1)));
    bytes.fill(7, chunkAt(1), chunkAt(1) + 100);
    bytes.set(sound.subarray(chunkAt(1)), chunkAt(1) + 100);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [["chunkMissing", chunkAt(1), 1]] });
    const { events } = readBack(bytes, crc32);
    const last = events.at(-1)!;
    expect(readRecordAt(sourceOf(bytes), last.offset)).toEqual(last.tree);
  });

  test("lost bytes: what is left of a chunk is read, the next one too", () => {
    const sound = soundLog();
    const cut = 40_000;
    const bytes = new Uint8Array(sound.length - cut);
    bytes.set(sound.subarray(0, chunkAt(2) - cut));
    bytes.set(sound.subarray(chunkAt(2)), chunkAt(2) - cut);
    const { ids: found, damage } = idsOf(bytes);
    expect(found).toEqual(ids(1, 30));
    expect(damage).toEqual([["truncated", chunkAt(2) - cut, 1]]);
  });

  test("a file cut inside a chunk", () => {
    const bytes = soundLog().subarray(0, chunkAt(2) + 2000);
    const { ids: found, damage } = idsOf(bytes);
    expect(found.slice(0, 20)).toEqual(ids(1, 20));
    expect(found.length).toBeGreaterThan(20);
    expect(found.length).toBeLessThan(30);
    expect(damage).toContainEqual(["truncated", chunkAt(2) + 2000, 1]);
  });

  test("a file cut between two chunks", () => {
    const bytes = soundLog().subarray(0, chunkAt(2));
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 20), damage: [["truncated", chunkAt(2), 1]] });
  });

  test.each([0, 1, 7, 100, 4095, 4096, 4100])("a file of %d bytes", (size) => {
    const { ids: found } = idsOf(soundLog().subarray(0, size));
    expect(found).toEqual([]);
  });
});

describe("damaged chunks", () => {
  test("a wrong checksum costs nothing but a mark", () => {
    const bytes = soundLog();
    // The name of a user: the record stays readable.
    const at = bytes.findIndex(
      (_, i) => i > chunkAt(1) && bytes[i] === 0x75 && bytes[i + 2] === 0x73 && bytes[i + 4] === 0x65,
    );
    bytes[at] = 0x55;
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [["chunkCrc", chunkAt(1), 1]] });
    const users = readBack(bytes, crc32, ["TargetUserName"]).rows.map((row) => row.texts[0]);
    expect(users[10]).toBe("User11");
  });

  test("without checksums (flag 0x4) none is missed", () => {
    const bytes = soundLog(4);
    bytes.fill(0, chunkAt(1) + 52, chunkAt(1) + 56);
    bytes.fill(0, chunkAt(1) + 124, chunkAt(1) + 128);
    bytes.fill(0, 124, 128);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [] });
  });

  test("a bad entry in the name table is a matter of the checksum alone", () => {
    const bytes = soundLog();
    bytes.fill(0xff, chunkAt(0) + 128, chunkAt(0) + 140);
    expect(idsOf(bytes)).toEqual({ ids: ids(1, 30), damage: [["chunkHeader", chunkAt(0), 1]] });
  });

  test("a hole of zeros: reading goes on behind it", () => {
    const w = new ChunkWriter();
    const definition = flatRecord(w, 1, ["TargetUserName"], [str("a")]);
    const from = w.at;
    flatRecord(w, 2, ["TargetUserName"], [str("b")], definition);
    const to = w.at;
    flatRecord(w, 3, ["TargetUserName"], [str("c")], definition);
    const bytes = fileOf([w.seal(crc32)], crc32);
    bytes.fill(0, chunkAt(0) + from, chunkAt(0) + to);
    expect(idsOf(bytes)).toEqual({
      ids: [1, 3],
      damage: [
        ["chunkCrc", chunkAt(0), 1],
        ["recordBad", chunkAt(0) + from, 1],
      ],
    });
  });

  test("a torn record (its sizes differ) is shown, marked, and no record", () => {
    const w = new ChunkWriter();
    const definition = flatRecord(w, 1, ["TargetUserName"], [str("a")]);
    const from = w.at;
    flatRecord(w, 2, ["TargetUserName"], [str("b")], definition);
    w.bytes[w.at - 4] = 1;
    flatRecord(w, 3, ["TargetUserName"], [str("c")], definition);
    const { events, rows, summary } = readBack(fileOf([w.seal(crc32)], crc32), crc32);
    expect(rows.map((row) => row.id)).toEqual([1, 3]);
    expect(events.map((event) => [event.recordIdLow, event.unreadable])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    expect(summary.damage).toEqual([{ code: "recordBad", offset: chunkAt(0) + from, count: 1 }]);
  });

  test("a record whose BinXML is nonsense is shown by its header", () => {
    const w = new ChunkWriter();
    w.record(5, () => w.fragment().u8(0x3f, 0x3f, 0x3f));
    const { events, rows, summary } = readBack(fileOf([w.seal(crc32)], crc32), crc32);
    expect(rows).toEqual([]);
    expect(events.map((event) => [event.recordIdLow, event.unreadable])).toEqual([[5, true]]);
    expect(summary.records).toBe(0);
    expect(summary.damage).toEqual([{ code: "recordBad", offset: chunkAt(0) + 512, count: 1 }]);
  });

  test("an unusable header: live records count on, deleted ones behind them do not", () => {
    const w = new ChunkWriter();
    const definition = flatRecord(w, 8, ["TargetUserName"], [str("a")]);
    flatRecord(w, 9, ["TargetUserName"], [str("b")], definition);
    const chunk = w.seal(crc32);
    flatRecord(w, 3, ["TargetUserName"], [str("old")], definition);
    chunk.fill(0xee, 40, 60);
    expect(idsOf(fileOf([chunk], crc32))).toEqual({ ids: [8, 9], damage: [["chunkHeader", chunkAt(0), 1]] });
  });
});

describe("deleted records", () => {
  /** Two live records, and behind them a copy of the second one, two deleted ones, and one of them again. */
  function withSlack(): Uint8Array {
    const w = new ChunkWriter();
    const definition = flatRecord(w, 8, ["TargetUserName"], [str("a")]);
    flatRecord(w, 9, ["TargetUserName"], [str("b")], definition);
    const chunk = w.seal(crc32);
    for (const id of [9, 3, 4, 4]) flatRecord(w, id, ["TargetUserName"], [str(`old${id}`)], definition);
    return fileOf([chunk], crc32);
  }

  test("are counted without copies, and not delivered", () => {
    const { rows, summary } = readBack(withSlack(), crc32);
    expect(rows.map((row) => row.id)).toEqual([8, 9]);
    expect(summary.recovered).toBe(2);
    expect(summary.records).toBe(2);
    expect(summary.damage).toEqual([]);
  });

  test("come last and marked when asked for", () => {
    const { rows, events } = readBack(withSlack(), crc32, ["TargetUserName"], { recovered: true });
    expect(rows.map(({ id, recovered, texts }) => [id, recovered, texts[0]])).toEqual([
      [8, false, "a"],
      [9, false, "b"],
      [3, true, "old3"],
      [4, true, "old4"],
    ]);
    expect(events.map((event) => event.recovered)).toEqual([false, false, true, true]);
  });
});
