import type { Crc32 } from "../../types/ports.ts";
import { isChunkAt } from "./file-header.ts";
import { CHUNK_HEADER_SIZE } from "./limits.ts";

/*
 * Chunk, 65536 bytes, little-endian. Name and template offsets inside it count from its start.
 *
 *     0        8      16     24     32     40    44      48     52      56   120   124    128      384       512
 *     ElfChnk0 first  last   first  last   size  last    free   CRC-32  ...  flags CRC-32 64 name  32        records
 *              number number id     id     128   record  space  records            header offsets  template
 *
 * The record CRC covers 512 up to the free space, the header CRC 0..119 and 128..511. Behind the free space stand
 * remains of deleted records. The name and template tables are hash buckets for writing; reading needs neither, and
 * a bad entry in them does no harm.
 */
export interface ChunkHeader {
  /** `ElfChnk` stands at the start. */
  readonly present: boolean;
  /** Sizes make sense and the header CRC fits (or checksums are not kept). */
  readonly sound: boolean;
  /** The CRC over the records fits (or checksums are not kept). False whenever the free-space offset is unusable. */
  readonly recordsFit: boolean;
  /** Where live records end; the end of the chunk when the header does not say. */
  readonly freeSpace: number;
  /** Whether `freeSpace` can be relied on to part live records from deleted ones. */
  readonly bounded: boolean;
}

/** Reads and checks a chunk header; `chunk` may be shorter than a chunk at the end of a cut file. */
export function readChunkHeader(chunk: Uint8Array, view: DataView, crc32: Crc32 | null): ChunkHeader {
  const size = chunk.length;
  const present = size >= 8 && isChunkAt(chunk, 0);
  if (!present || size < CHUNK_HEADER_SIZE) {
    return { present, sound: false, recordsFit: false, freeSpace: size, bounded: false };
  }
  const freeSpace = view.getUint32(48, true);
  const plausible = freeSpace >= CHUNK_HEADER_SIZE && freeSpace <= 65_536 && view.getUint32(40, true) === 128;
  if (crc32 === null) {
    return {
      present,
      sound: plausible,
      recordsFit: plausible,
      freeSpace: cut(freeSpace, size, plausible),
      bounded: plausible,
    };
  }
  const headerCrc = crc32(chunk.subarray(128, CHUNK_HEADER_SIZE), crc32(chunk.subarray(0, 120)));
  const headerFits = headerCrc === view.getUint32(124, true);
  const recordsFit =
    plausible &&
    freeSpace <= size &&
    crc32(chunk.subarray(CHUNK_HEADER_SIZE, freeSpace)) === view.getUint32(52, true);
  return {
    present,
    sound: plausible && headerFits,
    recordsFit,
    freeSpace: cut(freeSpace, size, plausible),
    // Either check sum vouches for the offset: the one covers it, the other was computed with it.
    bounded: plausible && (headerFits || recordsFit),
  };
}

function cut(freeSpace: number, size: number, plausible: boolean): number {
  return plausible ? Math.min(freeSpace, size) : size;
}
