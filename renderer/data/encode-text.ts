import { MAX_SAVE_PIECE } from "../../shared/contract/host.ts";
import { joinBytes } from "../../shared/types/join-bytes.ts";

/** Encoding goes on for this long before the thread may breathe. */
const SLICE_MS = 30;

export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Many pieces as blocks worth writing, texts as UTF-8; the last one may be smaller. Each is whoever takes it's own.
 * Only as much is made as is taken.
 */
export function* blocksOf(
  pieces: Iterable<string | Uint8Array>,
  blockBytes = MAX_SAVE_PIECE,
): Generator<Uint8Array<ArrayBuffer>> {
  const joiner = new BlockJoiner(blockBytes);
  for (const piece of pieces) yield* joiner.add(piece);
  yield* joiner.rest();
}

/** The same without holding the thread still for long, and with an end at any time: it throws when `signal` fires. */
export async function* savedBlocks(
  pieces: Pieces,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const joiner = new BlockJoiner(MAX_SAVE_PIECE);
  let breath = performance.now();
  for await (const piece of stoppable(pieces, signal)) {
    yield* joiner.add(piece);
    if (performance.now() - breath < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    breath = performance.now();
  }
  yield* joiner.rest();
}

/** Many pieces in one array. */
export async function encode(pieces: Pieces, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const blocks: Uint8Array[] = [];
  for await (const block of savedBlocks(pieces, signal)) blocks.push(block);
  return joinBytes(blocks);
}

class BlockJoiner {
  readonly #size: number;
  readonly #encoder = new TextEncoder();
  #waiting: Uint8Array[] = [];
  #bytes = 0;

  constructor(size: number) {
    this.#size = size;
  }

  *add(piece: string | Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
    let left = typeof piece === "string" ? this.#encoder.encode(piece) : piece;
    while (this.#bytes + left.length >= this.#size) {
      const room = this.#size - this.#bytes;
      this.#waiting.push(left.subarray(0, room));
      left = left.subarray(room);
      yield this.#take();
    }
    if (left.length === 0) return;
    this.#waiting.push(left);
    this.#bytes += left.length;
  }

  *rest(): Generator<Uint8Array<ArrayBuffer>> {
    if (this.#bytes > 0) yield this.#take();
  }

  #take(): Uint8Array<ArrayBuffer> {
    const block = joinBytes(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    return block;
  }
}

/** Pieces until `signal` fires: also one that is long in coming is then waited for no more. */
async function* stoppable<T>(
  pieces: Iterable<T> | AsyncIterable<T>,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  if (!(Symbol.asyncIterator in pieces) || signal === undefined) {
    yield* pieces;
    return;
  }
  const iterator = pieces[Symbol.asyncIterator]();
  let stop = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
  });
  stopped.catch(() => {});
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await Promise.race([iterator.next(), stopped]);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener("abort", stop);
    // Not waited for: it may be in the middle of what takes so long.
    void iterator.return?.()?.catch(() => {});
  }
}
