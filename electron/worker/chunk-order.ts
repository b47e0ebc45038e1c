import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../shared/readers/evtx/limits.ts";
import type { ByteSource } from "../../shared/types/ports.ts";

/**
 * An .evtx file with its chunks in another order: a live log that has gone round holds its newest chunks in front of
 * its oldest ones, while inside a chunk records always ascend. `offsets` are those of its records in the order wanted.
 * Null when the order wanted takes more than moving whole chunks.
 */
export function chunksInOrder(file: ByteSource, offsets: Float64Array): ByteSource | null {
  const chunks: number[] = [];
  const seen = new Set<number>();
  let last = -1;
  let lastOffset = -1;
  for (const offset of offsets) {
    const chunk = Math.floor((offset - FILE_HEADER_SIZE) / CHUNK_SIZE);
    if (chunk === last) {
      if (offset < lastOffset) return null;
    } else {
      if (chunk < 0 || seen.has(chunk)) return null;
      seen.add(chunk);
      chunks.push(chunk);
    }
    last = chunk;
    lastOffset = offset;
  }
  return {
    size: FILE_HEADER_SIZE + chunks.length * CHUNK_SIZE,
    read(position, target) {
      if (position < FILE_HEADER_SIZE) {
        return file.read(position, target.subarray(0, FILE_HEADER_SIZE - position));
      }
      const index = Math.floor((position - FILE_HEADER_SIZE) / CHUNK_SIZE);
      const chunk = chunks[index];
      if (chunk === undefined) return 0;
      const inside = (position - FILE_HEADER_SIZE) % CHUNK_SIZE;
      const piece = target.subarray(0, CHUNK_SIZE - inside);
      const count = file.read(FILE_HEADER_SIZE + chunk * CHUNK_SIZE + inside, piece);
      // A chunk that the end of the file cuts off stands here among others: the rest of its place is empty.
      piece.fill(0, count);
      return piece.length;
    },
  };
}
