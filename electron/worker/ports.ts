import { MessageChannel } from "node:worker_threads";
import { crc32 as zlibCrc32 } from "node:zlib";
import Papa from "papaparse";
import { FLAG_CANCEL } from "../../shared/contract/worker-job.ts";
import type { CancelToken, Crc32, FreeMemory, SplitRow } from "../../shared/types/ports.ts";

/* What the readers need of Node. */

export const crc32: Crc32 = (bytes, previous) => zlibCrc32(bytes, previous);

/** One row at a time: where it begins and ends was decided before. */
export const splitRow: SplitRow = (row, delimiter) => {
  const { data } = Papa.parse<string[]>(row, { delimiter, newline: "\n", quoteChar: '"', header: false });
  const [first = [], ...more] = data;
  // A quote that is not closed ends a row in the middle of its message: the rest still belongs to it.
  return more.length === 0 ? first : [...first, ...more.flat()];
};

const { port1: drain, port2: end } = new MessageChannel();
/** Settles when the end is closed, which takes a turn of the event loop; until then memory is kept. */
export const canFreeMemory: Promise<void> = new Promise((resolve) => {
  drain.once("close", () => resolve());
  // Else a program that does the job on its own thread has nothing left to wait for, and ends.
  drain.ref();
});
end.close();

/** Moves memory to where nobody is: what is sent to a closed end is given back at once. */
export const freeMemory: FreeMemory = (buffer) => {
  if (buffer instanceof ArrayBuffer) drain.postMessage(null, [buffer]);
};

/** True once the host has set the flag of the job, from its own thread. */
export function cancelToken(flags: Int32Array): CancelToken {
  return {
    get cancelled() {
      return Atomics.load(flags, FLAG_CANCEL) !== 0;
    },
  };
}
