import type { ByteSource } from "../../types/ports.ts";

/** Bytes as a source that hands out at most `most` bytes at once. */
export function bytesSource(bytes: Uint8Array, most = Number.POSITIVE_INFINITY): ByteSource {
  return {
    size: bytes.length,
    read(position, target) {
      const piece = bytes.subarray(position, position + Math.min(target.length, most));
      target.set(piece);
      return piece.length;
    },
  };
}
