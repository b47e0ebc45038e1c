/** The latest few of many numbers (rows, sessions), in one small array that is never moved. */
export class Latest {
  readonly #values: Int32Array;
  readonly #mask: number;
  #added = 0;

  /** `kept`: how many, a power of two. */
  constructor(kept: number) {
    this.#values = new Int32Array(kept);
    this.#mask = kept - 1;
  }

  /** How many there are, at most as many as are kept. */
  get length(): number {
    return this.#added <= this.#mask ? this.#added : this.#mask + 1;
  }

  /** How many were added since it was empty, kept or not. */
  get added(): number {
    return this.#added;
  }

  add(value: number): void {
    this.#values[this.#added++ & this.#mask] = value;
  }

  /** The latest for 0, the one before it for 1. */
  back(steps: number): number {
    return this.#values[(this.#added - 1 - steps) & this.#mask]!;
  }

  clear(): void {
    this.#added = 0;
  }
}
