import type { Crc32 } from "../../types/ports.ts";
import { CHUNK_SIZE, sealChunk } from "./chunk-builder.ts";
import { chunkBytes, firstDefinition, recordOffsets, recordSize, viewOf } from "./log-layout.ts";

/*
 * Damage inside one chunk. Every function gives a new log; where it takes a `crc32`, the check sums are made to fit
 * the damaged bytes, so that a reader cannot find the damage by them alone.
 */
type Change = (chunk: Uint8Array, view: DataView) => void;

function changed(log: Uint8Array, chunk: number, change: Change, crc32?: Crc32): Uint8Array {
  const copy = log.slice();
  const bytes = chunkBytes(copy, chunk);
  change(bytes, viewOf(bytes));
  if (crc32 !== undefined) sealChunk(bytes, crc32);
  return copy;
}

/** A wrong check sum of the chunk's header or of its records; the data are whole. */
export function withWrongChunkCrc(log: Uint8Array, chunk: number, which: "header" | "records"): Uint8Array {
  const at = which === "header" ? 124 : 52;
  return changed(log, chunk, (_, view) => view.setUint32(at, view.getUint32(at, true) ^ 0xdead_beef, true));
}

/** A chunk of nothing but zeros. */
export function withZeroedChunk(log: Uint8Array, chunk: number): Uint8Array {
  return changed(log, chunk, (bytes) => bytes.fill(0));
}

/** A chunk that begins with something else. */
export function withForeignChunk(log: Uint8Array, chunk: number, magic = "RawData\0"): Uint8Array {
  return changed(log, chunk, (bytes) =>
    bytes.set(Array.from(magic.slice(0, 8), (char) => char.charCodeAt(0))),
  );
}

/** A record that claims another size, in front of it alone. */
export function withRecordSize(log: Uint8Array, chunk: number, record: number, size: number, crc32: Crc32) {
  return changed(
    log,
    chunk,
    (bytes, view) => view.setUint32(recordOffsets(bytes)[record]! + 4, size, true),
    crc32,
  );
}

/** A record whose copy of the size, in its last four bytes, says something else. */
export function withSizeCopy(log: Uint8Array, chunk: number, record: number, size: number, crc32: Crc32) {
  return changed(
    log,
    chunk,
    (bytes, view) => {
      const at = recordOffsets(bytes)[record]!;
      view.setUint32(at + recordSize(bytes, at) - 4, size, true);
    },
    crc32,
  );
}

/** A record of which only the first bytes were written before the power went: zeros up to its end. */
export function withZerosInRecord(
  log: Uint8Array,
  chunk: number,
  record: number,
  keep: number,
  crc32: Crc32,
) {
  return changed(
    log,
    chunk,
    (bytes) => {
      const at = recordOffsets(bytes)[record]!;
      bytes.fill(0, at + keep, at + recordSize(bytes, at));
    },
    crc32,
  );
}

/** A template chain that runs in a circle: the first definition names itself as the next one. */
export function withTemplateChainLoop(log: Uint8Array, chunk: number, crc32: Crc32): Uint8Array {
  return changed(
    log,
    chunk,
    (bytes, view) => view.setUint32(firstDefinition(bytes), firstDefinition(bytes), true),
    crc32,
  );
}

/** A template that contains itself: the fragment of the first definition begins with an instance of it. */
export function withTemplateInItself(log: Uint8Array, chunk: number, crc32: Crc32): Uint8Array {
  return changed(
    log,
    chunk,
    (bytes, view) => {
      const definition = firstDefinition(bytes);
      // Next (4), GUID (16), size (4), fragment header (4).
      const at = definition + 28;
      bytes.set([0x0c, 0x01], at);
      view.setUint32(at + 2, view.getUint32(definition + 4, true), true);
      view.setUint32(at + 6, definition, true);
      view.setUint32(at + 10, 0, true);
    },
    crc32,
  );
}

/**
 * Copies of the first records behind the free-space offset, as an overwritten chunk leaves them. They are debris: a
 * reader that takes them for events counts those events twice. As many as fit, at most `count`.
 */
export function withSlackCopies(log: Uint8Array, chunk: number, count: number): Uint8Array {
  return changed(log, chunk, (bytes, view) => {
    let to = view.getUint32(48, true);
    for (const at of recordOffsets(bytes).slice(0, count)) {
      const size = recordSize(bytes, at);
      if (to + size > CHUNK_SIZE) break;
      bytes.copyWithin(to, at, at + size);
      to += size;
    }
  });
}

/** The last records of a chunk given up: they stay in the bytes, behind the free-space offset, but are not live. */
export function withDeletedTail(log: Uint8Array, chunk: number, count: number, crc32: Crc32): Uint8Array {
  return changed(
    log,
    chunk,
    (bytes, view) => {
      const offsets = recordOffsets(bytes);
      const lastLive = offsets[offsets.length - 1 - count];
      if (lastLive === undefined) throw new RangeError("a chunk keeps at least one live record");
      const step = BigInt(count);
      view.setUint32(44, lastLive, true);
      view.setUint32(48, offsets[offsets.length - count]!, true);
      view.setBigUint64(16, view.getBigUint64(16, true) - step, true);
      view.setBigUint64(32, view.getBigUint64(32, true) - step, true);
    },
    crc32,
  );
}
