import type { InputFile, ReadUnit } from "../../../shared/contract/worker-job.ts";
import { isChunkAt } from "../../../shared/readers/evtx/file-header.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../../shared/readers/evtx/limits.ts";
import { openFile } from "../file-source.ts";

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
    if (file.failure === null && size >= PART_FROM_BYTES && isWholeEvtx(file.path, size)) {
      close(index);
      for (let from = FILE_HEADER_SIZE; from < size; from += PART_BYTES)
        units.push({ kind: "part", file: index, from, to: Math.min(size, from + PART_BYTES), size });
      if (hash) units.push({ kind: "hash", file: index, size });
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
 * Whether a file can be read in parts: an .evtx log whose chunks stand where they belong. Where bytes were lost or
 * inserted the next chunk is only found by going through all of them.
 */
function isWholeEvtx(path: string, size: number): boolean {
  if ((size - FILE_HEADER_SIZE) % CHUNK_SIZE !== 0) return false;
  try {
    const file = openFile(path);
    try {
      const head = new Uint8Array(FILE_HEADER_SIZE + 8);
      const read = file.read(0, head) === head.length && file.size === size;
      return read && isChunkAt(head, FILE_HEADER_SIZE) && !isChunkAt(head, 0);
    } finally {
      file.close();
    }
  } catch {
    return false;
  }
}
