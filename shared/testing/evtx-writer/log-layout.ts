import { CHUNK_SIZE, RECORDS_AT } from "./chunk-builder.ts";
import { HEADER_BLOCK } from "./file-header.ts";

/** Where things stand in the bytes of a log that this writer made; for breaking it in known places. */
export function chunkCount(log: Uint8Array): number {
  return Math.floor((log.length - HEADER_BLOCK) / CHUNK_SIZE);
}

export function chunkOffset(chunk: number): number {
  return HEADER_BLOCK + chunk * CHUNK_SIZE;
}

/** The bytes of one chunk, in place. */
export function chunkBytes(log: Uint8Array, chunk: number): Uint8Array {
  return log.subarray(chunkOffset(chunk), chunkOffset(chunk) + CHUNK_SIZE);
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Offsets of the live records of a chunk, from the chunk's start. */
export function recordOffsets(chunk: Uint8Array): number[] {
  const view = viewOf(chunk);
  const free = view.getUint32(48, true);
  const offsets: number[] = [];
  for (let at = RECORDS_AT; at < free; at += view.getUint32(at + 4, true)) offsets.push(at);
  return offsets;
}

/** Size of the record at an offset of a chunk. */
export function recordSize(chunk: Uint8Array, at: number): number {
  return viewOf(chunk).getUint32(at + 4, true);
}

/** Offset of the first template definition written in a chunk: that of its first record. */
export function firstDefinition(chunk: Uint8Array): number {
  // Record header (24), fragment header (4), 0C, 01, id, offset.
  return viewOf(chunk).getUint32(RECORDS_AT + 24 + 4 + 6, true);
}
