import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { EvtxReader } from "../../readers/evtx/evtx-reader.ts";
import type { EvtxSummary } from "../../readers/evtx/part-summary.ts";
import { StringTable } from "../../types/string-table.ts";
import type { Ticks } from "../../types/units.ts";
import {
  withDeletedTail,
  withForeignChunk,
  withRecordSize,
  withSizeCopy,
  withSlackCopies,
  withTemplateChainLoop,
  withTemplateInItself,
  withWrongChunkCrc,
  withZeroedChunk,
  withZerosInRecord,
} from "./break-chunk.ts";
import {
  markDirty,
  truncated,
  withEmptyChunksAtEnd,
  withoutChecksums,
  withoutHeader,
  withStaleHeader,
  withWrongHeaderCrc,
  wrapped,
} from "./break-file.ts";
import { EvtxWriter } from "./evtx-writer.ts";

/*
 * Every way of breaking a log does what its name says, seen through the reader: it goes on, loses no more than it
 * must, and says what is wrong.
 */
const RECORDS = 50;
const PER_CHUNK = 10;

function whole(): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk: PER_CHUNK, firstRecordId: 1 });
  for (let i = 0; i < RECORDS; i++) {
    const data = { TargetUserName: `user${i}`, LogonType: 2 };
    writer.append({ event: "4634", time: (i * 10_000_000) as Ticks, computer: "PC-1", data });
  }
  return writer.finish();
}
const log = whole();

function read(bytes: Uint8Array, recovered = false) {
  const reader = new EvtxReader(
    {
      size: bytes.length,
      read(position, target) {
        const piece = bytes.subarray(position, position + target.length);
        target.set(piece);
        return piece.length;
      },
    },
    { strings: new StringTable(), crc32, cancel: { cancelled: false }, recovered },
  );
  const ids: number[] = [];
  const extras: number[] = [];
  let unreadable = 0;
  reader.records((event) => {
    if (event.unreadable) unreadable++;
    else if (event.recovered) extras.push(event.recordIdLow);
    else ids.push(event.recordIdLow);
  });
  return { ids, extras, unreadable, summary: reader.summary };
}
function codes(summary: EvtxSummary): string[] {
  return summary.damage.map((damage) => damage.code);
}
const all = Array.from({ length: RECORDS }, (_, i) => i + 1);
const without = (from: number, to: number) => all.filter((id) => id < from || id > to);

test("the log is whole to begin with, and no change touches it", () => {
  const before = crc32(log);
  expect(read(log)).toMatchObject({ ids: all, unreadable: 0 });
  expect(read(log).summary).toMatchObject({ damage: [], notes: [] });
  withZeroedChunk(log, 1);
  withDeletedTail(log, 1, 2, crc32);
  wrapped(log, crc32, 2);
  withoutChecksums(log);
  expect(crc32(log)).toBe(before);
});

describe("the file", () => {
  test("dirty", () => {
    const { ids, summary } = read(markDirty(log));
    expect(ids).toEqual(all);
    expect(summary).toMatchObject({ damage: [], notes: ["dirty"] });
  });

  test("stale header", () => {
    const { ids, summary } = read(withStaleHeader(log, crc32, { chunkCount: 1, nextRecordId: 11n }));
    expect(ids).toEqual(all);
    expect(summary).toMatchObject({ damage: [], notes: ["dirty", "staleHeader"] });
  });

  test("wrong check sum of the header", () => {
    const { ids, summary } = read(withWrongHeaderCrc(log));
    expect(ids).toEqual(all);
    expect(codes(summary)).toEqual(["fileHeader"]);
  });

  test("no check sums, and a flag that says so", () => {
    const { ids, summary } = read(withoutChecksums(log));
    expect(ids).toEqual(all);
    expect(summary.damage).toEqual([]);
  });

  test("no header", () => {
    const { ids, summary } = read(withoutHeader(log));
    expect(ids).toEqual(all);
    expect(codes(summary)).toContain("fileHeader");
  });

  test("cut in its last chunk", () => {
    const { ids, summary } = read(truncated(log, log.length - 65_536 + 3000));
    expect(ids.slice(0, 40)).toEqual(all.slice(0, 40));
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.length).toBeLessThan(50);
    expect(codes(summary)).toContain("truncated");
  });

  test("empty chunks at the end", () => {
    const { ids, summary } = read(withEmptyChunksAtEnd(log, 3));
    expect(ids).toEqual(all);
    expect(summary).toMatchObject({ damage: [], notes: ["emptyChunks"] });
  });

  test("gone round", () => {
    const { ids, summary } = read(wrapped(log, crc32, 2));
    expect(ids).toEqual([...all.slice(30), ...all.slice(0, 30)]);
    expect(summary.damage).toEqual([]);
  });
});

describe("one chunk", () => {
  test.each(["header", "records"] as const)("wrong check sum of its %s", (which) => {
    const { ids, summary } = read(withWrongChunkCrc(log, 1, which));
    expect(ids).toEqual(all);
    expect(summary.damage.length).toBe(1);
  });

  test("zeros", () => {
    const { ids, summary } = read(withZeroedChunk(log, 1));
    expect(ids).toEqual(without(11, 20));
    expect(summary).toMatchObject({ damage: [], notes: ["emptyChunks"] });
  });

  test("foreign", () => {
    const { ids, summary } = read(withForeignChunk(log, 1));
    expect(ids).toEqual(without(11, 20));
    expect(codes(summary)).toEqual(["chunkMissing"]);
  });

  test.each([
    ["a wrong size", withRecordSize(log, 1, 4, 0x7000, crc32)],
    ["size zero", withRecordSize(log, 1, 4, 0, crc32)],
    ["a wrong copy of its size", withSizeCopy(log, 1, 4, 24, crc32)],
    ["zeros over its rest", withZerosInRecord(log, 1, 4, 16, crc32)],
  ])("a record with %s costs that record alone", (_, broken) => {
    const { ids, summary } = read(broken);
    expect(ids.filter((id) => id !== 15)).toEqual(without(15, 15));
    expect(codes(summary)).toContain("recordBad");
  });

  test("a template chain that loops does not matter", () => {
    expect(read(withTemplateChainLoop(log, 1, crc32)).ids).toEqual(all);
  });

  test("a template that contains itself costs its chunk at most", () => {
    const { ids, unreadable, summary } = read(withTemplateInItself(log, 1, crc32));
    expect(ids.filter((id) => id < 11 || id > 20)).toEqual(without(11, 20));
    expect(ids.length + unreadable).toBeLessThanOrEqual(RECORDS);
    expect(summary.damage.length).toBeGreaterThan(0);
  });

  test("copies in the slack are not events", () => {
    const { ids, extras } = read(withSlackCopies(log, 1, 5), true);
    expect(ids).toEqual(all);
    expect(extras).toEqual([]);
  });

  test("deleted records are marked as such", () => {
    const broken = withDeletedTail(log, 1, 3, crc32);
    expect(read(broken).ids).toEqual(without(18, 20));
    expect(read(broken, true)).toMatchObject({ ids: without(18, 20), extras: [18, 19, 20] });
    expect(read(broken).summary.damage).toEqual([]);
  });
});
