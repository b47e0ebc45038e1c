import { isDeepStrictEqual } from "node:util";
import { crc32 } from "node:zlib";
import { treeToFullRecord } from "../../../shared/readers/event-text.ts";
import { EvtReader } from "../../../shared/readers/evt/evt-reader.ts";
import { readEvtRecordAt } from "../../../shared/readers/evt/read-record-at.ts";
import { ChunkReader, type FullEvent } from "../../../shared/readers/evtx/chunk-reader.ts";
import { EvtxReader } from "../../../shared/readers/evtx/evtx-reader.ts";
import { ChunkWriter, fileOf } from "../../../shared/readers/evtx/fixtures/chunk-writer.ts";
import { sourceOf } from "../../../shared/readers/evtx/fixtures/read-bytes.ts";
import { logons } from "../../../shared/readers/evtx/fixtures/simple-events.ts";
import { told } from "../../../shared/readers/evtx/fixtures/told.ts";
import { utf8Of } from "../../../shared/readers/evtx/lines/put-text.ts";
import { readRecordAt } from "../../../shared/readers/evtx/read-record-at.ts";
import { TreeRecordView } from "../../../shared/readers/tree-view.ts";
import { evtFile } from "../../../shared/testing/evt-writer/evt-writer.ts";
import { withDeletedTail } from "../../../shared/testing/evtx-writer/break-chunk.ts";
import { CHUNK_SIZE, sealChunk } from "../../../shared/testing/evtx-writer/chunk-builder.ts";
import { EVENTS, EvtxWriter } from "../../../shared/testing/evtx-writer/evtx-writer.ts";
import { HEADER_BLOCK, sealHeader } from "../../../shared/testing/evtx-writer/file-header.ts";
import { StringTable } from "../../../shared/types/string-table.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import type { Random } from "../engine/random.ts";
import type { FuzzTarget } from "../engine/target.ts";
import { ALL, checkReader, holds } from "./check-reader.ts";

const goesOn = { cancelled: false };

/** A log of every event that the writer knows, in few chunks. */
function everyEvent(recordsPerChunk: number, layout: "nested" | "flat"): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk, layout, firstRecordId: 7 });
  for (const [at, definition] of Object.values(EVENTS).entries())
    writer.appendCustom(definition, { time: (at * 10_000_000) as Ticks, computer: "PC1" }, {});
  return writer.finish();
}

function bareLog(): Uint8Array {
  const w = new ChunkWriter();
  logons(w, 1, 12);
  return fileOf([w.seal(crc32)], crc32);
}

/** Makes check sums fit again, so that damage is met behind them; now and then sizes of a record on both sides. */
function sealed(bytes: Uint8Array, random: Random): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = HEADER_BLOCK; at + CHUNK_SIZE <= bytes.length; at += CHUNK_SIZE) {
    if (random.oneIn(6)) resized(bytes, view, at, random);
    sealChunk(bytes.subarray(at, at + CHUNK_SIZE), crc32);
  }
  if (bytes.length >= 128) sealHeader(bytes, crc32);
  return bytes;
}

/** Gives one record of a chunk another size, in front and behind. */
function resized(bytes: Uint8Array, view: DataView, chunk: number, random: Random): void {
  const places: number[] = [];
  for (let at = chunk + 512; at + 28 < chunk + CHUNK_SIZE; at += 8)
    if (view.getUint32(at, true) === 0x2a2a) places.push(at);
  if (places.length === 0) return;
  const at = random.pick(places);
  const size = random.oneIn(2) ? 8 * random.below(512) : random.pick(places) - at;
  if (size < 32 || at + size > bytes.length) return;
  view.setUint32(at + 4, size, true);
  view.setUint32(at + size - 4, size, true);
}

export const evtx: FuzzTarget = {
  name: "evtx",
  short: 30,
  about: "binary logs of today: fast path, general walk, lines, ids and deleted records say the same",
  isRigid: true,
  seeds: () => [
    bareLog(),
    everyEvent(200, "nested"),
    everyEvent(12, "flat").slice(0, HEADER_BLOCK + 2 * CHUNK_SIZE),
    withDeletedTail(everyEvent(20, "nested"), 0, 8, crc32).slice(0, HEADER_BLOCK + CHUNK_SIZE),
  ],
  // Those whose first chunk is a small one: many records take long.
  takesSample: (name) =>
    /^(?:one-record|no-crc32|new-user|hello|irregular|zero-data|log-cleared|bad-chunk).*\.evtx$/.test(name),
  repair: sealed,
  run(bytes) {
    const strings = new StringTable();
    const chunks = new ChunkReader(strings, crc32);
    const options = { strings, crc32, chunks, cancel: goesOn };
    const events = checkReader(
      bytes,
      {
        open: (source) => new EvtxReader(source, { ...options, recovered: true }),
        recordAt: (source) => (offset) => readRecordAt(source, offset),
        leastBytes: 24,
        passes: 6,
      },
      strings,
    );
    const readable = new Map(
      events
        .filter(({ unreadable, recovered }) => !unreadable && !recovered)
        .map((event) => [event.offset, event]),
    );
    sameFields(readable, new EvtxReader(sourceOf(bytes), options), strings);
    sameLines(readable, new EvtxReader(sourceOf(bytes), options));
  },
};

/** Every record that the general walk can read is delivered by the fast path, in order, with the same fields. */
function sameFields(
  readable: ReadonlyMap<number, FullEvent>,
  reader: EvtxReader,
  strings: StringTable,
): void {
  const view = new TreeRecordView(strings);
  const seen = new Set<number>();
  reader.extract({
    wanted: ALL,
    skip: () => holds(false, "a wanted record was skipped"),
    accept(fast) {
      holds(!seen.has(fast.offset), "a record twice");
      seen.add(fast.offset);
      const event = readable.get(fast.offset);
      const own = told(fast, strings);
      // The fast path sees less damage.
      if (event === undefined) return;
      holds(
        isDeepStrictEqual(own, told(view.load(event.tree, event.offset), strings)),
        "paths differ in a field",
      );
    },
  });
  for (const offset of readable.keys()) holds(seen.has(offset), "the fast path leaves a record out");
}

/** A line made of bytes is the line of the record's tree. */
function sameLines(readable: ReadonlyMap<number, FullEvent>, reader: EvtxReader): void {
  const head = utf8Of('"source":0,');
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const ids = new Set<string>();
  reader.ids(ALL, (low, high) => ids.add(`${high} ${low}`));
  let at = -1;
  reader.lines({
    head(view) {
      at = view.offset;
      holds(ids.has(`${view.recordIdHigh} ${view.recordIdLow}`), "an id was not told");
      return head;
    },
    line(line) {
      const event = readable.get(at);
      const text = decoder.decode(line);
      JSON.parse(text);
      if (event === undefined) return;
      const expected = JSON.stringify({ source: 0, ...treeToFullRecord(event.tree) });
      holds(text === expected, "a line from bytes is another one");
    },
    tree() {},
  });
}

const LEGACY = [512, 528, 538, 551, 529, 513, 683, 540, 552, 592];
const legacy = (index: number) => ({
  id: LEGACY[index % LEGACY.length]!,
  strings: [`u${index % 3}`, "CORP", `(0x0,0x${index.toString(16)})`, "2", "User32", "Negotiate", "PC1"],
  sid: "S-1-5-21-1-2-3-1001",
  data: Uint8Array.of(1, 2, 3),
});

/** Lengths of a legacy record stand before and behind it. */
function sameLengths(bytes: Uint8Array, random: Random): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  for (let at = 48; at + 60 <= bytes.length; at += 4)
    if (view.getUint32(at + 4, true) === 0x654c664c) places.push(at);
  if (places.length > 0 && random.oneIn(3)) {
    const at = random.pick(places);
    const size = view.getUint32(at, true);
    if (size >= 60 && at + size <= bytes.length) view.setUint32(at + size - 4, size, true);
  }
  if (bytes.length > 48 && random.oneIn(8)) view.setUint32(32, bytes.length, true);
  return bytes;
}

export const evt: FuzzTarget = {
  name: "evt",
  short: 50,
  about: "logs of Windows 2000, XP and 2003",
  isRigid: true,
  seeds: () => {
    const entries = Array.from({ length: 40 }, (_, index) => legacy(index));
    return [
      evtFile(entries.slice(0, 8)),
      evtFile(entries, { size: 16_000, from: 9000 }),
      evtFile(entries, { dirty: true }),
    ];
  },
  takesSample: (name) => name.endsWith(".evt"),
  repair: sameLengths,
  run(bytes) {
    const events = checkReader(bytes, {
      open: (source, strings) => new EvtReader(source, { strings, cancel: goesOn }),
      recordAt: (source) => (offset) => readEvtRecordAt(source, offset),
      leastBytes: 60,
      passes: 12,
    });
    holds(new Set(events.map(({ offset }) => offset)).size === events.length, "a record twice");
  },
};
