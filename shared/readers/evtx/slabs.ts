import type { ByteSource } from "../../types/ports.ts";
import { isChunkAt } from "./file-header.ts";
import { CHUNK_HEADER_SIZE, CHUNK_SIZE, FILE_HEADER_SIZE, SLAB_CHUNKS } from "./limits.ts";

/** What stands in one place of a file where a chunk should stand. */
export type SlotKind = "chunk" | "empty" | "foreign";

/** Takes the next piece of a file: a chunk, zeros, or bytes that are neither. The bytes are reused afterwards. */
export type SlotVisitor = (bytes: Uint8Array, offset: number, kind: SlotKind) => void;

/** Size fields of a chunk header that tell a moved chunk from eight bytes of chance. */
const HEADER_SIZE_AT = 40;

/** Reads exactly what there is from a position; shorter at the end of the source. */
export function readFully(source: ByteSource, position: number, target: Uint8Array): Uint8Array {
  let done = 0;
  while (done < target.length) {
    const count = source.read(position + done, done === 0 ? target : target.subarray(done));
    if (count <= 0) break;
    done += count;
  }
  return done === target.length ? target : target.subarray(0, done);
}

/**
 * Goes through the chunks of a file from the file header on, reading a slab of chunks at a time into one buffer.
 * Steps by file size, as no count in the file can be trusted. Where bytes that are no chunk stand in the way, or, in a
 * file that is no whole number of chunks long, in the slack of a chunk, the next chunk signature sets the step anew, so
 * that a log with lost or inserted bytes goes on behind the break.
 *
 * `onBytes` gets every byte behind the file header once and in order. `step` is called after each slab with the
 * position reached; it returns false to stop. `buffer` holds a whole number of chunks.
 */
export function eachSlot(
  source: ByteSource,
  start: number,
  visit: SlotVisitor,
  onBytes: (bytes: Uint8Array, position: number) => void,
  step: (position: number) => boolean,
  buffer: Uint8Array = new Uint8Array(SLAB_CHUNKS * CHUNK_SIZE),
): void {
  // A whole number of chunks: nothing was lost or inserted, so chunks stand where they belong.
  const aligned = (source.size - start) % CHUNK_SIZE === 0;
  let position = start;
  // Bytes of the buffer that a moved step has left over from the slab before; seen by `onBytes` already.
  let kept = 0;
  while (position < source.size) {
    const fresh = readFully(source, position + kept, buffer.subarray(kept));
    if (fresh.length > 0) onBytes(fresh, position + kept);
    const length = kept + fresh.length;
    if (length === 0) return;
    const last = fresh.length === 0 || position + length >= source.size;
    const used = visitSlab(buffer.subarray(0, length), position, last, aligned, visit);
    buffer.copyWithin(0, used, length);
    position += used;
    kept = length - used;
    if (!step(Math.min(position + kept, source.size))) return;
    if (last) return;
  }
}

/** Visits the slots of one slab; returns how many bytes they took. Only the last slab is used to its end. */
function visitSlab(
  slab: Uint8Array,
  position: number,
  last: boolean,
  aligned: boolean,
  visit: SlotVisitor,
): number {
  let at = 0;
  while (at < slab.length) {
    const size = Math.min(CHUNK_SIZE, slab.length - at);
    if (size < CHUNK_SIZE && !last) break;
    const slot = slab.subarray(at, at + size);
    if (isChunkAt(slot, 0)) {
      const next = aligned ? -1 : findChunk(slot, slackOf(slot));
      const own = next < 0 ? slot : slot.subarray(0, next);
      visit(own, position + at, "chunk");
      at += own.length;
    } else if (isZero(slot)) {
      visit(slot, position + at, "empty");
      at += size;
    } else {
      const moved = findChunk(slot, 1);
      visit(moved < 0 ? slot : slot.subarray(0, moved), position + at, "foreign");
      at += moved < 0 ? size : moved;
    }
  }
  return at;
}

/**
 * The last chunk in these bytes, of which the first is one: in a file that is no whole number of chunks long another may
 * begin in the slack of each, and is where reading goes on.
 */
export function lastChunkIn(bytes: Uint8Array): number {
  let at = 0;
  for (;;) {
    const next = findChunk(bytes.subarray(at), slackOf(bytes.subarray(at)));
    if (next < 0) return at;
    at += next;
  }
}

/** Where the records of a chunk end, as far as its header can be believed. */
function slackOf(slot: Uint8Array): number {
  const free = slot.length < 52 ? 0 : slot[48]! | (slot[49]! << 8) | (slot[50]! << 16);
  return Math.max(CHUNK_HEADER_SIZE, free);
}

/** Position of a chunk header inside a slot, or -1. */
function findChunk(slot: Uint8Array, from: number): number {
  for (let at = slot.indexOf(0x45, from); at >= 0; at = slot.indexOf(0x45, at + 1)) {
    if (isChunkAt(slot, at) && slot[at + HEADER_SIZE_AT] === 128 && slot[at + HEADER_SIZE_AT + 1] === 0)
      return at;
  }
  return -1;
}

function isZero(bytes: Uint8Array): boolean {
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (; at + 4 <= bytes.length; at += 4) if (view.getInt32(at, true) !== 0) return false;
  for (; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** Where the first chunk stands: behind the file header, or at the start of a file that has lost it. */
export function firstSlot(head: Uint8Array): number {
  return isChunkAt(head, 0) ? 0 : FILE_HEADER_SIZE;
}
