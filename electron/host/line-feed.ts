import { FEED_BYTES_AT, FEED_END, FEED_SIZE, FEED_STATE } from "../../shared/contract/worker-job.ts";

/** Hands a stream to a worker that reads it in its own time, through memory that both see. */
export interface LineFeed {
  readonly memory: SharedArrayBuffer;
  /** Puts the next piece in; the worker has asked for it. Never rejects: a stream that breaks is over. */
  fill(): Promise<void>;
}

export function createLineFeed(input: AsyncIterable<Uint8Array>): LineFeed {
  const memory = new SharedArrayBuffer(FEED_BYTES_AT + FEED_SIZE);
  const state = new Int32Array(memory, 0, 1);
  const room = new Uint8Array(memory, FEED_BYTES_AT);
  const pieces = input[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  const next = async (): Promise<number> => {
    while (rest.length === 0) {
      const piece = await pieces.next();
      if (piece.done === true) return FEED_END;
      rest = piece.value;
    }
    const part = rest.subarray(0, room.length);
    room.set(part);
    rest = rest.subarray(part.length);
    return part.length;
  };
  return {
    memory,
    async fill() {
      Atomics.store(state, FEED_STATE, await next().catch(() => FEED_END));
      Atomics.notify(state, FEED_STATE);
    },
  };
}
