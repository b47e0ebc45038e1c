import { once } from "node:events";
import { createWriteStream, statfsSync } from "node:fs";
import { join } from "node:path";
import { fileFailureOf } from "../../shared/contract/file-failure.ts";
import type { SourceFailure } from "../../shared/types/source.ts";

/** The name that stands for standard input. */
export const STDIN = "-";

/** What standard input must leave of the disk. */
const SPARE_BYTES = 512 * 1024 ** 2;

export type StdinInput = {
  readonly path: string;
  readonly bytes: number;
  readonly failure: SourceFailure | null;
};

/**
 * Puts standard input on disk, because logs are read at random. It may take what the disk has left but for 512 MB;
 * beyond that it is given up. Never rejects.
 */
export async function receiveStdin(
  stdin: NodeJS.ReadableStream,
  folder: string,
  signal?: AbortSignal,
  spareBytes: number = SPARE_BYTES,
): Promise<StdinInput> {
  const path = join(folder, "stdin");
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  let bytes = 0;
  const failed = (failure: SourceFailure): StdinInput => ({ path: "", bytes: 0, failure });
  try {
    await once(file, "open");
    const { bavail, bsize } = statfsSync(folder);
    const limit = bavail * bsize - spareBytes;
    // A signal tells that it fires only to those who listened before.
    const abort = signal === undefined ? null : signal.aborted ? Promise.resolve([]) : once(signal, "abort");
    const pieces = (stdin as AsyncIterable<Buffer> & NodeJS.ReadableStream)[Symbol.asyncIterator]();
    for (;;) {
      const next = await (abort === null ? pieces.next() : Promise.race([pieces.next(), abort]));
      if (Array.isArray(next)) {
        // Whoever writes may go on for ever: an open input would keep the program alive.
        if ("destroy" in stdin && typeof stdin.destroy === "function") stdin.destroy();
        return failed("cancelled");
      }
      if (next.done === true) break;
      bytes += next.value.length;
      if (bytes > limit) return failed("noSpace");
      if (!file.write(next.value)) await once(file, "drain");
    }
    file.end();
    await once(file, "finish");
    return { path, bytes, failure: null };
  } catch (failure) {
    return failed(fileFailureOf(failure));
  } finally {
    file.destroy();
  }
}
