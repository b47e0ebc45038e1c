import { crc32 as zlibCrc32 } from "node:zlib";
import Papa from "papaparse";
import { FLAG_CANCEL } from "../../shared/contract/worker-job.ts";
import type { CancelToken, Crc32, MakeTextDecoder, SplitRow } from "../../shared/types/ports.ts";

/* What the readers need of Node. */

export const crc32: Crc32 = (bytes, previous) => zlibCrc32(bytes, previous);

/** Keeps a byte order mark: readers have looked at it already. */
export const makeDecoder: MakeTextDecoder = (encoding) => new TextDecoder(encoding, { ignoreBOM: true });

/** One row at a time: where it begins and ends was decided before. */
export const splitRow: SplitRow = (row, delimiter) => {
  const { data } = Papa.parse<string[]>(row, { delimiter, newline: "\n", quoteChar: '"', header: false });
  const [first = [], ...more] = data;
  // A quote that is not closed ends a row in the middle of its message: the rest still belongs to it.
  return more.length === 0 ? first : [...first, ...more.flat()];
};

/** True once the host has set the flag of the job, from its own thread. */
export function cancelToken(flags: Int32Array): CancelToken {
  return {
    get cancelled() {
      return Atomics.load(flags, FLAG_CANCEL) !== 0;
    },
  };
}
