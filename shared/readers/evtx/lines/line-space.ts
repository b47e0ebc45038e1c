/** Bytes into which lines are written, one behind the other. */
export interface LineSpace {
  /** Where to write; `room` may replace it. */
  readonly bytes: Uint8Array;
  /** The same bytes, for writing several at once. */
  readonly wide: DataView;
  /** Where the next line begins. */
  readonly length: number;
  /** Makes room for so many bytes behind `length`. */
  room(count: number): void;
  /** What was written up to a position is a line; its end is not written yet. */
  take(end: number): void;
}

const FIRST_BYTES = 16_384;

/** Room for one line at a time, handed on as it is written. */
export class OneLine implements LineSpace {
  readonly #line: (bytes: Uint8Array) => void;
  readonly length = 0;
  bytes = new Uint8Array(FIRST_BYTES);
  wide = new DataView(this.bytes.buffer);

  constructor(line: (bytes: Uint8Array) => void) {
    this.#line = line;
  }

  room(count: number): void {
    if (count <= this.bytes.length) return;
    this.bytes = new Uint8Array(Math.max(count, this.bytes.length * 2));
    this.wide = new DataView(this.bytes.buffer);
  }

  take(end: number): void {
    this.#line(this.bytes.subarray(0, end));
  }
}
