import { createHash } from "node:crypto";
import type { FileIdentity } from "../../shared/contract/host.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import type { CancelToken } from "../../shared/types/ports.ts";
import { type FileSource, openFile } from "./file-source.ts";

/** Files of a case up to this size together are hashed whole: a fraction of what reading them takes. */
const HASHED_BYTES = 100 * 1_048_576;
const SLAB_BYTES = 1_048_576;

/*
 * What a probe looks at: the beginning, the end, and the first bytes of every chunk of an .evtx file. A chunk's
 * header holds the CRC-32 of its records, so that a log that was written to since does not pass for the same one.
 * Files of another kind are sampled at the same places.
 *
 *   0        4096      +64 KiB    +64 KiB            size
 *   | header | chunk 0 | chunk 1  | ...        | tail |
 *     4096     128       128                     4096
 */
const EDGE_BYTES = 4096;
const CHUNK_BYTES = 65_536;
const CHUNK_SAMPLE = 128;

/** Tells what files are without reading them as logs; null for one that cannot be read or was not reached. */
export function identifyFiles(
  files: readonly InputFile[],
  full: boolean,
  cancel: CancelToken,
): readonly (FileIdentity | null)[] {
  let left = HASHED_BYTES;
  return files.map((file) => {
    if (cancel.cancelled || file.failure !== null) return null;
    let source: FileSource | null = null;
    try {
      source = openFile(file.path);
      left -= source.size;
      const sha256 = full || left >= 0 ? hashWhole(source, cancel) : null;
      return { bytes: source.size, probe: probe(source), sha256 };
    } catch {
      // Whoever reads the file next tells what is wrong with it.
      return null;
    } finally {
      source?.close();
    }
  });
}

function probe(source: FileSource): string {
  const hash = createHash("sha256");
  hash.update(`${source.size}\n`);
  const edge = new Uint8Array(EDGE_BYTES);
  const take = (position: number, target: Uint8Array) =>
    hash.update(target.subarray(0, source.read(position, target)));
  take(0, edge);
  const sample = new Uint8Array(CHUNK_SAMPLE);
  for (let at = EDGE_BYTES; at < source.size; at += CHUNK_BYTES) take(at, sample);
  take(Math.max(0, source.size - EDGE_BYTES), edge);
  return hash.digest("hex");
}

/** Null when the job is cancelled or the file ends before its size. */
function hashWhole(source: FileSource, cancel: CancelToken): string | null {
  const hash = createHash("sha256");
  const slab = new Uint8Array(SLAB_BYTES);
  for (let at = 0; at < source.size; ) {
    const length = source.read(at, slab);
    if (length === 0 || cancel.cancelled) return null;
    hash.update(slab.subarray(0, length));
    at += length;
  }
  return hash.digest("hex");
}
