/** Numbers that make up the key of a row. */
export type KeyParts = Float64Array;

/** Rows of one side: those that have a key write it into `parts`. */
export interface KeyedRows {
  readonly length: number;
  /** False: the row has nothing to go by, or is paired already. */
  readonly keyOf: (row: number, parts: KeyParts) => boolean;
}

/** Numbers of the longest key. */
export const KEY_PARTS = 7;
/** Rows of one key that are tried in vain before it is given up: a hostile log may give a million of them one key. */
const MOST_TRIED = 1000;
const NONE = -1;

/**
 * Rows by their keys, in typed arrays: a key of a million sessions as text would be a hundred megabytes. Rows of one key
 * stand in their order.
 */
export class KeyTable {
  readonly #rows: KeyedRows;
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  readonly #mask: number;
  readonly #asked: KeyParts = new Float64Array(KEY_PARTS);
  readonly #other: KeyParts = new Float64Array(KEY_PARTS);

  constructor(rows: KeyedRows) {
    this.#rows = rows;
    let size = 16;
    while (size < rows.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#heads = new Int32Array(size).fill(NONE);
    this.#next = new Int32Array(rows.length).fill(NONE);
    // From the end, so that each list begins with its first row.
    for (let row = rows.length - 1; row >= 0; row--) {
      if (!rows.keyOf(row, this.#asked)) continue;
      const at = hash(this.#asked) & this.#mask;
      this.#next[row] = this.#heads[at]!;
      this.#heads[at] = row;
    }
  }

  /** The first row of the key in `parts` that `fits`, and takes it out; -1 where there is none. */
  take(parts: KeyParts, fits: (row: number) => boolean = () => true): number {
    const at = hash(parts) & this.#mask;
    let before = NONE;
    let tried = 0;
    for (let row = this.#heads[at]!; row !== NONE; row = this.#next[row]!) {
      // A row that was paired meanwhile has no key any more.
      if (this.#rows.keyOf(row, this.#other) && same(parts, this.#other)) {
        if (!fits(row)) {
          if (++tried === MOST_TRIED) return NONE;
          before = row;
          continue;
        }
        const after = this.#next[row]!;
        if (before === NONE) this.#heads[at] = after;
        else this.#next[before] = after;
        return row;
      }
      before = row;
    }
    return NONE;
  }
}

function same(a: KeyParts, b: KeyParts): boolean {
  for (let at = 0; at < KEY_PARTS; at++) {
    const [one, two] = [a[at]!, b[at]!];
    if (one !== two && !(Number.isNaN(one) && Number.isNaN(two))) return false;
  }
  return true;
}

function hash(parts: KeyParts): number {
  let mixed = 0x811c9dc5;
  for (let at = 0; at < KEY_PARTS; at++) {
    const part = parts[at]!;
    mixed = Math.imul(mixed ^ (part | 0), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 15) ^ ((part / 4_294_967_296) | 0), 0xc2b2ae35);
    mixed ^= mixed >>> 13;
  }
  return mixed >>> 0;
}
