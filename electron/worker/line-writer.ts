import type { LineSpace } from "../../shared/readers/evtx/lines/line-space.ts";

/** Bytes of one block: large enough to be cheap to pass on, small enough to be shown soon. */
export const BLOCK_BYTES = 256 * 1024;
const NEWLINE = 10;
const NOTHING = new Uint8Array(0);
const NOTHING_WIDE = new DataView(NOTHING.buffer);

/** Takes a block of whole lines, and how many they are. */
export type SendBlock = (block: Uint8Array, lines: number) => void;

/** Gathers lines of text into blocks of UTF-8 that end with a line. */
export class LineWriter implements LineSpace {
  readonly #send: SendBlock;
  readonly #memory: () => Uint8Array;
  readonly #encoder = new TextEncoder();
  /** The block being filled, up to `length`; nothing until there is a line for it. */
  bytes: Uint8Array = NOTHING;
  wide: DataView = NOTHING_WIDE;
  length = 0;
  /** Lines taken so far. */
  count = 0;
  #sent = 0;
  /** A block that was too small for its first line, and is as good as new. */
  #spare: Uint8Array | null = null;

  /** `memory`: where blocks of `BLOCK_BYTES` come from. What was sent is not written again before it comes from there. */
  constructor(send: SendBlock, memory: () => Uint8Array = ownMemory) {
    this.#send = send;
    this.#memory = memory;
  }

  /** Takes one line without its end. */
  line(text: string): void {
    // Three bytes a unit are the most that UTF-8 takes.
    this.room(text.length * 3);
    const { written } = this.#encoder.encodeInto(text, this.bytes.subarray(this.length));
    this.take(this.length + written);
  }

  room(count: number): void {
    const wanted = count + 1;
    if (this.length + wanted <= this.bytes.length) return;
    if (this.length > 0) this.flush();
    else if (this.bytes.length === BLOCK_BYTES) this.#spare = this.bytes;
    if (wanted > BLOCK_BYTES) {
      this.#begin(new Uint8Array(wanted));
      return;
    }
    const block = this.#spare ?? this.#memory();
    this.#spare = null;
    this.#begin(block);
  }

  take(end: number): void {
    this.bytes[end] = NEWLINE;
    this.length = end + 1;
    this.count++;
  }

  /** Sends what has been gathered. */
  flush(): void {
    if (this.length === 0) return;
    const block = this.bytes;
    const lines = this.count - this.#sent;
    this.#sent = this.count;
    const { length } = this;
    this.length = 0;
    this.#begin(NOTHING);
    // Memory of its own goes to the receiver as a whole: what is hardly filled is cut first.
    const isCut = block.buffer instanceof ArrayBuffer && length * 2 < block.length;
    this.#send(isCut ? block.slice(0, length) : block.subarray(0, length), lines);
  }

  #begin(block: Uint8Array): void {
    this.bytes = block;
    this.wide = block === NOTHING ? NOTHING_WIDE : new DataView(block.buffer, block.byteOffset, block.length);
  }
}

function ownMemory(): Uint8Array {
  return new Uint8Array(BLOCK_BYTES);
}
