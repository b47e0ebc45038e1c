/** Bytes of one block: large enough to be cheap to pass on, small enough to be shown soon. */
const BLOCK_BYTES = 256 * 1024;
const NEWLINE = 10;

/** Gathers lines of text into blocks of UTF-8 that end with a line. */
export class LineWriter {
  readonly #send: (block: Uint8Array<ArrayBuffer>) => void;
  readonly #encoder = new TextEncoder();
  #block = new Uint8Array(BLOCK_BYTES);
  #length = 0;

  constructor(send: (block: Uint8Array<ArrayBuffer>) => void) {
    this.#send = send;
  }

  /** Takes one line without its end. */
  line(text: string): void {
    const whole = `${text}\n`;
    // Three bytes a unit are the most that UTF-8 takes.
    if (this.#length + whole.length * 3 > this.#block.length) {
      this.flush();
      if (whole.length * 3 > this.#block.length) {
        this.#send(this.#encoder.encode(whole));
        return;
      }
    }
    this.#length += this.#encoder.encodeInto(whole, this.#block.subarray(this.#length)).written;
  }

  /** Takes one line without its end, as UTF-8. */
  bytes(line: Uint8Array): void {
    const size = line.length + 1;
    if (this.#length + size > this.#block.length) {
      this.flush();
      if (size > this.#block.length) {
        const block = new Uint8Array(size);
        block.set(line);
        block[line.length] = NEWLINE;
        this.#send(block);
        return;
      }
    }
    this.#block.set(line, this.#length);
    this.#length += size;
    this.#block[this.#length - 1] = NEWLINE;
  }

  /** Sends what has been gathered. The sent bytes are the receiver's. */
  flush(): void {
    if (this.#length === 0) return;
    this.#send(this.#block.slice(0, this.#length));
    this.#length = 0;
  }
}
