import type { InputFile, ReadUnit } from "../../../shared/contract/worker-job.ts";
import { isChunkAt } from "../../../shared/readers/evtx/file-header.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../../shared/readers/evtx/limits.ts";
import type { ByteSource } from "../../../shared/types/ports.ts";
import { openFile } from "../file-source.ts";
import { crc32 } from "../ports.ts";

/*
 * How reading is cut into pieces that threads take one after another:
 *
 *   small files        neighbours together, because a table for each of ten thousand files costs more than reading it
 *   large .evtx files  runs of chunks, and the hash of the whole by itself, because it needs the bytes in order
 *   everything else    one file a unit
 *
 * The cut depends on the files alone, never on the number of threads: a run of chunks ends as a source does, with a row
 * for the records that no rule needs, and the result must not depend on who read what.
 */
const BATCH_FILES = 64;
const BATCH_BYTES = 2 * 1024 * 1024;
/** Below this one thread is done before another one has started. */
const PART_FROM_BYTES = 12 * 1024 * 1024;
const PART_BYTES = 4 * 1024 * 1024;

/** Cuts inputs of known sizes into units, in the order of the inputs. `hash`: large files are hashed too. */
export function planUnits(
  files: readonly InputFile[],
  sizes: readonly number[],
  hash = true,
): readonly ReadUnit[] {
  const units: ReadUnit[] = [];
  let first = 0;
  let bytes = 0;
  const close = (end: number): void => {
    if (end > first) units.push({ kind: "files", first, end });
    first = end;
    bytes = 0;
  };
  for (const [index, file] of files.entries()) {
    const size = sizes[index]!;
    const head = file.failure === null && size >= PART_FROM_BYTES ? headOfWhole(file.path, size) : null;
    if (head !== null) {
      close(index);
      for (let from = FILE_HEADER_SIZE; from < size; from += PART_BYTES)
        units.push({ kind: "part", file: index, from, to: Math.min(size, from + PART_BYTES), size, head });
      if (hash) units.push({ kind: "hash", file: index, size, head });
      first = index + 1;
      continue;
    }
    if (bytes + size > BATCH_BYTES || index - first >= BATCH_FILES) close(index);
    bytes += size;
  }
  close(files.length);
  return units;
}

/**
 * What a file begins with that can be read in parts, null for any other: it is an .evtx log whose chunks stand where
 * they belong. Where bytes were lost or inserted the next chunk is only found by going through all of them.
 */
function headOfWhole(path: string, size: number): number | null {
  if ((size - FILE_HEADER_SIZE) % CHUNK_SIZE !== 0) return null;
  try {
    const file = openFile(path);
    try {
      const head = new Uint8Array(FILE_HEADER_SIZE + 8);
      const read = file.read(0, head) === head.length && file.size === size;
      return read && isChunkAt(head, FILE_HEADER_SIZE) && !isChunkAt(head, 0) ? headOf(file) : null;
    } finally {
      file.close();
    }
  } catch {
    return null;
  }
}

/**
 * Check sum of the header of the first chunk, which names its records and holds their check sum. It stays as it is while
 * Windows appends to a log of several chunks. -1 where there is none.
 */
export function headOf(file: ByteSource): number {
  const header = new Uint8Array(CHUNK_HEADER_BYTES);
  return file.read(FILE_HEADER_SIZE, header) === header.length ? crc32(header) : -1;
}

const CHUNK_HEADER_BYTES = 128;
