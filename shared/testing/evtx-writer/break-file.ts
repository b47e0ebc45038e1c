import type { Crc32 } from "../../types/ports.ts";
import { CHUNK_SIZE } from "./chunk-builder.ts";
import { FLAG_DIRTY, FLAG_NO_CHECKSUMS, HEADER_BLOCK, sealHeader } from "./file-header.ts";
import { chunkBytes, chunkCount, chunkOffset, viewOf } from "./log-layout.ts";

/*
 * Damage to the file as a whole. Every function gives a new log and leaves the one handed in alone. Check sums stay
 * right unless the damage is a wrong check sum, so that each kind of damage can be seen by itself.
 */

/** As copied from a running machine: the dirty flag is set. The header's check sum does not cover the flags. */
export function markDirty(log: Uint8Array): Uint8Array {
  return withFlags(log, FLAG_DIRTY);
}

/** Flag 0x4, and no check sum anywhere. */
export function withoutChecksums(log: Uint8Array): Uint8Array {
  const broken = withFlags(log, FLAG_NO_CHECKSUMS);
  viewOf(broken).setUint32(124, 0, true);
  for (let chunk = 0; chunk < chunkCount(broken); chunk++) {
    const view = viewOf(chunkBytes(broken, chunk));
    view.setUint32(52, 0, true);
    view.setUint32(124, 0, true);
  }
  return broken;
}

/** A header that has not been written for a while: it counts fewer chunks and an old next record. */
export function withStaleHeader(
  log: Uint8Array,
  crc32: Crc32,
  stale: { chunkCount: number; nextRecordId: bigint },
): Uint8Array {
  const broken = markDirty(log);
  const view = viewOf(broken);
  view.setBigUint64(16, BigInt(Math.max(0, stale.chunkCount - 1)), true);
  view.setBigUint64(24, stale.nextRecordId, true);
  view.setUint16(42, stale.chunkCount, true);
  sealHeader(broken.subarray(0, HEADER_BLOCK), crc32);
  return broken;
}

/** A wrong check sum of the file header. */
export function withWrongHeaderCrc(log: Uint8Array): Uint8Array {
  const broken = log.slice();
  viewOf(broken).setUint32(124, viewOf(log).getUint32(124, true) ^ 0xdead_beef, true);
  return broken;
}

/** The header block overwritten with zeros, signature and all. */
export function withoutHeader(log: Uint8Array): Uint8Array {
  return log.slice().fill(0, 0, HEADER_BLOCK);
}

/** Only the first bytes of the log, for instance half of its last chunk. */
export function truncated(log: Uint8Array, bytes: number): Uint8Array {
  return log.slice(0, bytes);
}

/** Chunks that were allocated and never used, behind the last one, as exported logs have them. */
export function withEmptyChunksAtEnd(log: Uint8Array, count: number): Uint8Array {
  const longer = new Uint8Array(log.length + count * CHUNK_SIZE);
  longer.set(log);
  return longer;
}

/** A live circular log: its oldest chunk stands at position `at`, and the order runs on from the file's start. */
export function wrapped(log: Uint8Array, crc32: Crc32, at: number): Uint8Array {
  const count = chunkCount(log);
  const turned = log.slice();
  for (let chunk = 0; chunk < count; chunk++) {
    turned.set(chunkBytes(log, chunk), chunkOffset((chunk + at) % count));
  }
  const view = viewOf(turned);
  view.setBigUint64(8, BigInt(at % count), true);
  view.setBigUint64(16, BigInt((at + count - 1) % count), true);
  sealHeader(turned.subarray(0, HEADER_BLOCK), crc32);
  return turned;
}

function withFlags(log: Uint8Array, flags: number): Uint8Array {
  const changed = log.slice();
  const view = viewOf(changed);
  view.setUint32(120, view.getUint32(120, true) | flags, true);
  return changed;
}
