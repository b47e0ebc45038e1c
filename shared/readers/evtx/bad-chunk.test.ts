import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { StringTable } from "../../types/string-table.ts";
import { treeToXml } from "../event-text.ts";
import { ChunkReader } from "./chunk-reader.ts";
import { EvtxReader } from "./evtx-reader.ts";
import { ChunkWriter, fileOf } from "./fixtures/chunk-writer.ts";
import { ALL_EVENTS, readBack, sourceOf } from "./fixtures/read-bytes.ts";
import { logons } from "./fixtures/simple-events.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "./limits.ts";
import { readRecordAt } from "./read-record-at.ts";

/* What damage may cost: its own chunk, and what lies behind a cut. Never anything else. */

const CHUNKS = 4;
const PER_CHUNK = 6;

function chunk(index: number, records = PER_CHUNK): Uint8Array {
  const w = new ChunkWriter();
  logons(w, 1 + index * PER_CHUNK, records);
  return w.seal(crc32);
}
const LOG = fileOf(
  Array.from({ length: CHUNKS }, (_, index) => chunk(index)),
  crc32,
);

const ALL_IDS = Array.from({ length: CHUNKS * PER_CHUNK }, (_, at) => at + 1);

/** One for all, as for the files of a folder: making them takes longer than reading a small log. */
const strings = new StringTable();
const options = { strings, crc32, chunks: new ChunkReader(strings, crc32), cancel: { cancelled: false } };

/** Numbers of the records that both ways of reading give, in the order of the file. */
function idsOf(bytes: Uint8Array): readonly number[] {
  const general: number[] = [];
  new EvtxReader(sourceOf(bytes), options).records(({ unreadable, recordIdLow }) => {
    if (!unreadable) general.push(recordIdLow);
  });
  const fast = new Set<number>();
  new EvtxReader(sourceOf(bytes), options).extract({
    wanted: ALL_EVENTS,
    accept: ({ recordIdLow }) => void fast.add(recordIdLow),
    skip: () => {},
  });
  for (const id of general) if (!fast.has(id)) expect.unreachable(`the fast path leaves ${id} out`);
  return general;
}

/** Any bytes over any part of a chunk, of a kind that damage really has. */
const damage = fc.array(
  fc.record({
    at: fc.oneof(fc.nat(511), fc.integer({ min: 512, max: 4000 }), fc.nat(CHUNK_SIZE - 1)),
    length: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: CHUNK_SIZE })),
    byte: fc.oneof(fc.constantFrom(0, 0xff, 0x2a, 0x45), fc.nat(255)),
  }),
  { minLength: 1, maxLength: 6 },
);

test("of a log with one bad chunk every record of every other chunk is there, whatever the damage", () => {
  let lost = 0;
  fc.assert(
    fc.property(fc.nat(CHUNKS - 1), damage, (bad, changes) => {
      const bytes = LOG.slice();
      const own = bytes.subarray(
        FILE_HEADER_SIZE + bad * CHUNK_SIZE,
        FILE_HEADER_SIZE + (bad + 1) * CHUNK_SIZE,
      );
      for (const { at, length, byte } of changes) own.fill(byte, at, at + length);
      const isOwn = (id: number) => Math.floor((id - 1) / PER_CHUNK) === bad;
      const found = idsOf(bytes);
      const others = ALL_IDS.filter((id) => !isOwn(id));
      expect(found.filter((id) => others.includes(id))).toEqual(others);
      if (found.filter(isOwn).length < PER_CHUNK) lost++;
    }),
    { numRuns: 60 },
  );
  // The damage is real: most of it costs records of the chunk it is in.
  expect(lost).toBeGreaterThan(15);
});

test("cut at any byte, everything wholly before it is there", () => {
  const { events } = readBack(LOG, crc32);
  const ends = events.map(({ offset }) => {
    const size = new DataView(LOG.buffer).getUint32(offset + 4, true);
    return offset + size;
  });
  const check = (length: number): void => {
    const whole = ends.filter((end) => end <= length).length;
    const ids = idsOf(LOG.slice(0, length));
    for (let at = 0; at < whole; at++)
      if (ids[at] !== at + 1) expect.unreachable(`record ${at + 1} of a log cut at ${length}`);
  };
  // Every byte of the first chunk that is in use, and of the second where it begins; others by sample.
  const used = ends[PER_CHUNK - 1]! + 40;
  for (let length = FILE_HEADER_SIZE; length < used; length++) check(length);
  for (let at = 0; at < 600; at++) check(FILE_HEADER_SIZE + CHUNK_SIZE + at);
  for (let length = used; length <= LOG.length; length += 997) check(length);
});

test("cut at any byte of its header, a log is none or an empty one", () => {
  for (let length = 0; length <= FILE_HEADER_SIZE + 512; length++) {
    const reader = new EvtxReader(sourceOf(LOG.slice(0, length)), options);
    reader.records(() => expect.unreachable(`a record in ${length} bytes`));
    if (reader.summary.damage.length === 0) expect.unreachable(`no damage in ${length} bytes`);
  }
});

test("behind inserted bytes a record read alone is the one that was listed, also where a chunk seems to begin on the grid", () => {
  const inserted = new Uint8Array(513);
  inserted.set([0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0]);
  const bytes = Uint8Array.from([
    ...LOG.subarray(0, FILE_HEADER_SIZE),
    ...inserted,
    ...LOG.subarray(FILE_HEADER_SIZE),
  ]);
  const { events } = readBack(bytes, crc32);
  expect(events.length).toBe(CHUNKS * PER_CHUNK);
  for (const { tree, offset } of events) {
    const again = readRecordAt(sourceOf(bytes), offset);
    expect(again === null ? null : treeToXml(again)).toBe(treeToXml(tree));
  }
});
