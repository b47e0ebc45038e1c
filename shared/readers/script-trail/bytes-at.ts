import type { ByteSource } from "../../types/ports.ts";

/** So many bytes from a position on, fewer only at the end of the source. */
export function bytesAt(source: ByteSource, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(length, source.size - position)));
  let done = 0;
  while (done < bytes.length) {
    const count = source.read(position + done, bytes.subarray(done));
    if (count <= 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}
