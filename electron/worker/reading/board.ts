import { MAX_HELPERS } from "../../../shared/contract/worker-job.ts";
import type { ReadNumbers } from "../progress.ts";

/*
 * Memory that all threads of a job share:
 *
 *   f64  4 numbers of each helper: bytes, records, used, damaged
 *   i32  a count of results, to be waited for; then for each unit who has taken it: 0 nobody, 1 the job, 2.. helpers
 */
const NUMBERS = 4;
const COUNTER = 0;
const CLAIMS = 1;
export const NOBODY = 0;

export class Board {
  readonly buffer: SharedArrayBuffer;
  readonly #numbers: Float64Array;
  readonly #cells: Int32Array;
  #cursor = 0;

  private constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.#numbers = new Float64Array(buffer, 0, MAX_HELPERS * NUMBERS);
    this.#cells = new Int32Array(buffer, this.#numbers.byteLength);
  }

  static of(buffer: SharedArrayBuffer): Board {
    return new Board(buffer);
  }

  static make(units: number): Board {
    return new Board(new SharedArrayBuffer(MAX_HELPERS * NUMBERS * 8 + (CLAIMS + units) * 4));
  }

  /** Takes the first unit that nobody has; -1 when none is left. Every thread gets its units in rising order. */
  claim(who: number): number {
    const units = this.#cells.length - CLAIMS;
    for (; this.#cursor < units; this.#cursor++) {
      if (Atomics.compareExchange(this.#cells, CLAIMS + this.#cursor, NOBODY, who) === NOBODY)
        return this.#cursor++;
    }
    return -1;
  }

  ownerOf(unit: number): number {
    return Atomics.load(this.#cells, CLAIMS + unit);
  }

  get results(): number {
    return Atomics.load(this.#cells, COUNTER);
  }

  /** Wakes whoever waits for a result. */
  tell(): void {
    Atomics.add(this.#cells, COUNTER, 1);
    Atomics.notify(this.#cells, COUNTER);
  }

  /** Waits until there are other than so many results, or for a while. */
  wait(results: number, ms: number): void {
    Atomics.wait(this.#cells, COUNTER, results, ms);
  }

  setNumbers(helper: number, bytes: number, { records, used, damaged }: ReadNumbers): void {
    this.#numbers.set([bytes, records, used, damaged], helper * NUMBERS);
  }

  /** What all helpers have read so far. */
  get numbers(): ReadNumbers & { readonly bytes: number } {
    const sum = [0, 0, 0, 0];
    for (let at = 0; at < this.#numbers.length; at++) sum[at % NUMBERS]! += this.#numbers[at]!;
    const [bytes, records, used, damaged] = sum as [number, number, number, number];
    return { bytes, records, used, damaged };
  }
}
