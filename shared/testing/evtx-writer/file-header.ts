import type { Crc32 } from "../../types/ports.ts";

export const HEADER_BLOCK = 4096;

/** Flags of the file header at 120. */
export const FLAG_DIRTY = 0x1;
export const FLAG_FULL = 0x2;
export const FLAG_NO_CHECKSUMS = 0x4;

export interface FileHeaderFields {
  readonly firstChunk: number;
  readonly lastChunk: number;
  readonly nextRecordId: bigint;
  /** 1: Windows Vista and later, 2: Windows 10 2004 and later. */
  readonly minorVersion: 1 | 2;
  readonly chunkCount: number;
  readonly flags: number;
}

/** The 4096-byte block in front of the chunks; its check sum covers bytes 0 to 119, so not the flags. */
export function fileHeader(fields: FileHeaderFields, crc32: Crc32): Uint8Array {
  const block = new Uint8Array(HEADER_BLOCK);
  const view = new DataView(block.buffer);
  for (let i = 0; i < 8; i++) block[i] = "ElfFile\0".charCodeAt(i);
  view.setBigUint64(8, BigInt(fields.firstChunk), true);
  view.setBigUint64(16, BigInt(fields.lastChunk), true);
  view.setBigUint64(24, fields.nextRecordId, true);
  view.setUint32(32, 128, true);
  view.setUint16(36, fields.minorVersion, true);
  view.setUint16(38, 3, true);
  view.setUint16(40, HEADER_BLOCK, true);
  // 16 bits wide: beyond 65535 chunks Windows writes what is left of it, and so does this.
  view.setUint16(42, fields.chunkCount & 0xffff, true);
  view.setUint32(120, fields.flags, true);
  sealHeader(block, crc32);
  return block;
}

/** Writes the check sum of a header block from its present bytes. */
export function sealHeader(block: Uint8Array, crc32: Crc32): void {
  new DataView(block.buffer, block.byteOffset).setUint32(124, crc32(block.subarray(0, 120)), true);
}
