import { MAX_RECOVERED } from "./limits.ts";

const TWO_32 = 4_294_967_296;

/** Deleted records of one part of a file, and the live ones that they may be copies of. */
export interface RecoveredContent {
  readonly offsets: readonly number[];
  readonly numbers: readonly number[];
  readonly live: readonly [number, number][];
  readonly beyond: number;
}

/**
 * Deleted records found behind the live ones, until it is known which of them are only old copies: those whose
 * record number a live record still has, and those seen more than once.
 */
export class RecoveredList {
  readonly #offsets: number[] = [];
  readonly #numbers: number[] = [];
  /** First and last live record number of each chunk. */
  readonly #live: [number, number][] = [];
  /** File offsets of the chunks that hold deleted records, in file order. */
  readonly #chunks: number[] = [];
  #beyond = 0;

  /** Notes the span of live record numbers of a chunk. */
  addLive(first: number, last: number): void {
    this.#live.push([first, last]);
  }

  /** The chunk that a deleted record was found in, by file offsets. */
  chunkOf(offset: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#chunks[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#chunks[low - 1] ?? 0;
  }

  /** Notes a deleted record by file offsets of its chunk and itself, and its record number. */
  add(chunk: number, offset: number, number: number): void {
    if (this.#offsets.length >= MAX_RECOVERED) {
      this.#beyond++;
      return;
    }
    if (this.#chunks.at(-1) !== chunk) this.#chunks.push(chunk);
    this.#offsets.push(offset);
    this.#numbers.push(number);
  }

  /** File offsets of the deleted records that no live record stands for, in file order. */
  settle(): readonly number[] {
    const spans = [...this.#live].sort((a, b) => a[0] - b[0]);
    const seen = new Set<number>();
    const offsets: number[] = [];
    // Of several copies the last one in the file is as good as the first; the first is taken.
    for (let i = 0; i < this.#offsets.length; i++) {
      const number = this.#numbers[i]!;
      if (seen.has(number) || within(spans, number)) continue;
      seen.add(number);
      offsets.push(this.#offsets[i]!);
    }
    return offsets;
  }

  /** What another list needs to go on with, see `append`. */
  get content(): RecoveredContent {
    return { offsets: this.#offsets, numbers: this.#numbers, live: this.#live, beyond: this.#beyond };
  }

  /** Adds what was found in the next part of the file, for counting: the chunks of its records are not known. */
  append({ offsets, numbers, live, beyond }: RecoveredContent): void {
    for (const span of live) this.#live.push(span);
    this.#beyond += beyond;
    for (const [at, offset] of offsets.entries()) {
      if (this.#offsets.length >= MAX_RECOVERED) this.#beyond++;
      else {
        this.#offsets.push(offset);
        this.#numbers.push(numbers[at]!);
      }
    }
  }

  /** Records beyond what the list remembers. */
  get beyond(): number {
    return this.#beyond;
  }
}

function within(spans: readonly [number, number][], number: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]![0] <= number) low = middle + 1;
    else high = middle;
  }
  // Spans of one file do not overlap, save in damaged ones, where a copy counted as a record does no harm.
  return low > 0 && spans[low - 1]![1] >= number;
}

/** A 64-bit record number as a double; beyond 2^53 neighbours may fall together. */
export function recordNumber(low: number, high: number): number {
  return high * TWO_32 + low;
}
