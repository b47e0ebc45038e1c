import { crc32 as zlibCrc32 } from "node:zlib";
import { FLAG_CANCEL } from "../../shared/contract/worker-job.ts";
import type { CancelToken, Crc32, MakeTextDecoder } from "../../shared/types/ports.ts";

/* What the readers need of Node. */

export const crc32: Crc32 = (bytes, previous) => zlibCrc32(bytes, previous);

/** Keeps a byte order mark: readers have looked at it already. */
export const makeDecoder: MakeTextDecoder = (encoding) => new TextDecoder(encoding, { ignoreBOM: true });

/** True once the host has set the flag of the job, from its own thread. */
export function cancelToken(flags: Int32Array): CancelToken {
  return {
    get cancelled() {
      return Atomics.load(flags, FLAG_CANCEL) !== 0;
    },
  };
}
