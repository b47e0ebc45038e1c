import type { ByteSource, TextDecoderPort } from "../../types/ports.ts";

const WINDOW_BYTES = 1_048_576;

/** Texts of stretches of a source. Neighbours, forwards or backwards, come out of one read. */
export class RowTexts {
  readonly #source: ByteSource;
  readonly #decoder: TextDecoderPort;
  #bytes = new Uint8Array(0);
  #start = 0;
  #last = 0;

  constructor(source: ByteSource, decoder: TextDecoderPort) {
    this.#source = source;
    this.#decoder = decoder;
  }

  text(start: number, end: number): string {
    if (start < this.#start || end > this.#start + this.#bytes.length) this.#read(start, end);
    this.#last = start;
    return this.#decoder.decode(this.#bytes.subarray(start - this.#start, end - this.#start));
  }

  #read(start: number, end: number): void {
    const size = Math.max(WINDOW_BYTES, end - start);
    const from = start < this.#last ? Math.max(0, end - size) : start;
    const bytes = new Uint8Array(Math.min(size, Math.max(0, this.#source.size - from)));
    let count = 0;
    while (count < bytes.length) {
      const more = this.#source.read(from + count, bytes.subarray(count));
      if (more <= 0) break;
      count += more;
    }
    this.#bytes = bytes.subarray(0, count);
    this.#start = from;
  }
}
