import type { Crc32 } from "../../types/ports.ts";
import { FILE_HEADER_SIZE } from "./limits.ts";

/*
 * File header, the first 4096 bytes (only 128 of them in use), little-endian:
 *
 *     0        8        16       24       32    36    38    40    42         120   124   128
 *     ElfFile0 first    last     next     size  minor major block chunk  ... flags CRC-32
 *              chunk    chunk    record   128               4096  count            of 0..119
 *
 * In a copy of a live log every number of it may be stale, in a damaged log wrong: none of them steers reading.
 */

export const FLAG_DIRTY = 0x1;
export const FLAG_FULL = 0x2;
/** No checksums were kept: neither the header's nor those of the chunks mean anything. */
export const FLAG_NO_CRC = 0x4;

export interface FileHeader {
  /** Signature and sizes are those of an event log. */
  readonly valid: boolean;
  /** The CRC fits, or none was kept. */
  readonly crcFits: boolean;
  readonly minor: number;
  readonly major: number;
  /** 16 bits: wraps beyond 4 GiB, too low in copies of live logs. */
  readonly chunkCount: number;
  /** Low half of the record number to be given next. */
  readonly nextRecordLow: number;
  readonly nextRecordHigh: number;
  readonly flags: number;
  readonly dirty: boolean;
  readonly full: boolean;
  readonly checksumsKept: boolean;
}

const FILE_SIGNATURE = [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65, 0x00];
const CHUNK_SIGNATURE = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0x00];

function startsWith(bytes: Uint8Array, signature: readonly number[], position: number): boolean {
  for (let i = 0; i < signature.length; i++) if (bytes[position + i] !== signature[i]) return false;
  return true;
}

/** `ElfChnk` at a position of the bytes. */
export function isChunkAt(bytes: Uint8Array, position: number): boolean {
  return startsWith(bytes, CHUNK_SIGNATURE, position);
}

/**
 * Whether bytes from the start of an input are an .evtx log: by the file signature, or, where that is destroyed or
 * the file begins with a bare chunk, by a chunk. 4104 bytes are enough; fewer can only find less.
 */
export function looksLikeEvtx(head: Uint8Array): boolean {
  return startsWith(head, FILE_SIGNATURE, 0) || isChunkAt(head, 0) || isChunkAt(head, FILE_HEADER_SIZE);
}

/** Reads the file header from the first bytes of a file; shorter input gives an invalid header of zeros. */
export function readFileHeader(bytes: Uint8Array, crc32: Crc32): FileHeader {
  const head = new Uint8Array(128);
  head.set(bytes.subarray(0, 128));
  const view = new DataView(head.buffer);
  const flags = view.getUint32(120, true);
  const valid =
    bytes.length >= 128 &&
    startsWith(head, FILE_SIGNATURE, 0) &&
    view.getUint16(40, true) === FILE_HEADER_SIZE;
  // A destroyed header says nothing about checksums; those of the chunks then speak for themselves.
  const checksumsKept = !valid || (flags & FLAG_NO_CRC) === 0;
  return {
    valid,
    crcFits: !checksumsKept || crc32(head.subarray(0, 120)) === view.getUint32(124, true),
    minor: view.getUint16(36, true),
    major: view.getUint16(38, true),
    chunkCount: view.getUint16(42, true),
    nextRecordLow: view.getUint32(24, true),
    nextRecordHigh: view.getUint32(28, true),
    flags,
    dirty: valid && (flags & FLAG_DIRTY) !== 0,
    full: valid && (flags & FLAG_FULL) !== 0,
    checksumsKept,
  };
}
