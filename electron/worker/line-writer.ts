import type { LineSpace } from "../../shared/readers/evtx/lines/line-space.ts";

/** Bytes of one block: large enough to be cheap to pass on, small enough to be shown soon. */
const BLOCK_BYTES = 256 * 1024;
const NEWLINE = 10;

/** Gathers lines of text into blocks of UTF-8 that end with a line. */
export class LineWriter implements LineSpace {
  readonly #send: (block: Uint8Array<ArrayBuffer>) => void;
  readonly #isCopied: boolean;
  readonly #encoder = new TextEncoder();
  /** The block being filled, up to `length`. */
  bytes = new Uint8Array(BLOCK_BYTES);
  wide = new DataView(this.bytes.buffer);
  length = 0;
  /** Lines taken so far. */
  count = 0;

  /** `isCopied`: what is sent is the receiver's only while it is being sent. */
  constructor(send: (block: Uint8Array<ArrayBuffer>) => void, isCopied = false) {
    this.#send = send;
    this.#isCopied = isCopied;
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
    this.flush();
    if (wanted > this.bytes.length) this.#begin(wanted);
  }

  take(end: number): void {
    this.bytes[end] = NEWLINE;
    this.length = end + 1;
    this.count++;
  }

  /** Sends what has been gathered. The sent bytes are the receiver's, unless it has copied them. */
  flush(): void {
    if (this.length === 0) return;
    const block = this.bytes;
    // Memory goes to the receiver as a whole: what is hardly filled is cut first.
    this.#send(this.length * 2 < block.length ? block.slice(0, this.length) : block.subarray(0, this.length));
    this.length = 0;
    // Fresh memory costs time, and the collector comes for that of every hundredth block.
    if (!this.#isCopied || block.length !== BLOCK_BYTES) this.#begin(BLOCK_BYTES);
  }

  #begin(size: number): void {
    this.bytes = new Uint8Array(size);
    this.wide = new DataView(this.bytes.buffer);
  }
}
