import { MessageChannel, type MessagePort } from "node:worker_threads";
import { crc32 as zlibCrc32 } from "node:zlib";
import Papa from "papaparse";
import { FLAG_CANCEL } from "../../shared/contract/worker-job.ts";
import type { CancelToken, Crc32, FreeMemory, SplitRow } from "../../shared/types/ports.ts";

/* What the readers need of Node. */

/** Taken at once, not when it is first called: by then V8 may have other settings, for which Node's own code is no good. */
export const crc32: Crc32 = zlibCrc32;

/** One row at a time: where it begins and ends was decided before. */
export const splitRow: SplitRow = (row, delimiter) => {
  const { data } = Papa.parse<string[]>(row, { delimiter, newline: "\n", quoteChar: '"', header: false });
  const [first = [], ...more] = data;
  // A quote that is not closed ends a row in the middle of its message: the rest still belongs to it.
  return more.length === 0 ? first : [...first, ...more.flat()];
};

let drain: MessagePort | null = null;

/** Settles when `freeMemory` can give memory back, which takes a turn of the event loop. */
export function readyToFree(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.once("close", () => {
      drain = port1;
      resolve();
    });
    port2.close();
  });
}

/**
 * Moves memory to where nobody is: what is sent to a closed end is given back at once. Until `readyToFree` has settled,
 * and in a program that runs a small job on its own thread, memory is left to the collector: once any was moved away,
 * V8 asks at every access to a typed array whether its memory is still there.
 */
export const freeMemory: FreeMemory = (buffer) => {
  if (drain !== null && buffer instanceof ArrayBuffer) drain.postMessage(null, [buffer]);
};

/** True once the host has set the flag of the job, from its own thread. */
export function cancelToken(flags: Int32Array): CancelToken {
  return {
    get cancelled() {
      return Atomics.load(flags, FLAG_CANCEL) !== 0;
    },
  };
}
