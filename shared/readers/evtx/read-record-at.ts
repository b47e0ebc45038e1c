import type { ByteSource, Crc32 } from "../../types/ports.ts";
import { StringTable } from "../../types/string-table.ts";
import type { EventNode } from "../event-tree.ts";
import { ChunkReader } from "./chunk-reader.ts";
import { isChunkAt } from "./file-header.ts";
import { CHUNK_HEADER_SIZE, CHUNK_SIZE } from "./limits.ts";
import { firstSlot, lastChunkIn, readFully } from "./slabs.ts";

/**
 * Reads one record, live or deleted, by the offset a view or full record gave for it. `null` when there is no readable
 * record at that place.
 */
export function readRecordAt(source: ByteSource, offset: number): EventNode | null {
  if (!Number.isSafeInteger(offset) || offset < CHUNK_HEADER_SIZE) return null;
  const base = chunkOf(source, offset);
  if (base < 0) return null;
  const chunk = readFully(source, base, new Uint8Array(CHUNK_SIZE));
  return new ChunkReader(new StringTable(), noCrc).treeAt(chunk, offset - base);
}

const noCrc: Crc32 = () => 0;

/** Start of the chunk around a position: on the grid, or, behind lost or inserted bytes, the nearest one before. */
function chunkOf(source: ByteSource, offset: number): number {
  const start = firstSlot(readFully(source, 0, new Uint8Array(8)));
  const regular = offset - ((offset - start) % CHUNK_SIZE);
  if (regular >= 0) {
    const before = readFully(source, regular, new Uint8Array(Math.max(8, offset - regular)));
    if (isChunkAt(before, 0))
      return regular + ((source.size - start) % CHUNK_SIZE === 0 ? 0 : lastChunkIn(before));
  }
  const from = Math.max(0, offset - CHUNK_SIZE);
  const before = readFully(source, from, new Uint8Array(offset - from));
  for (let at = before.length - CHUNK_HEADER_SIZE; at >= 0; at--) if (isChunkAt(before, at)) return from + at;
  return -1;
}
