/** Place of a pair that is not among the keys. */
export const NO_KEY = -1;

/** Numbers pairs of 32-bit numbers from 0 on, in the order of their coming: open addressing, linear probing. */
export class PairKeys {
  #first: Uint32Array;
  #second: Uint32Array;
  /** Number of the pair in a slot, plus one; 0 is free. */
  #number: Uint32Array;
  #mask: number;
  #length = 0;

  constructor() {
    this.#first = new Uint32Array(1024);
    this.#second = new Uint32Array(1024);
    this.#number = new Uint32Array(1024);
    this.#mask = 1023;
  }

  get length(): number {
    return this.#length;
  }

  add(first: number, second: number): number {
    const slot = this.#slot(first, second);
    const known = this.#number[slot]!;
    if (known !== 0) return known - 1;
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#number[slot] = ++this.#length;
    if (this.#length * 2 > this.#mask) this.#grow();
    return this.#length - 1;
  }

  find(first: number, second: number): number {
    return this.#number[this.#slot(first, second)]! - 1;
  }

  #slot(first: number, second: number): number {
    const mixed = Math.imul(second ^ Math.imul(first, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & this.#mask;
    while (this.#number[slot] !== 0 && (this.#first[slot] !== first || this.#second[slot] !== second))
      slot = (slot + 1) & this.#mask;
    return slot;
  }

  #grow(): void {
    const [first, second, number] = [this.#first, this.#second, this.#number];
    const slots = number.length * 4;
    this.#first = new Uint32Array(slots);
    this.#second = new Uint32Array(slots);
    this.#number = new Uint32Array(slots);
    this.#mask = slots - 1;
    for (let at = 0; at < number.length; at++) {
      if (number[at] === 0) continue;
      const slot = this.#slot(first[at]!, second[at]!);
      this.#first[slot] = first[at]!;
      this.#second[slot] = second[at]!;
      this.#number[slot] = number[at]!;
    }
  }
}

/** Sessions by key, all lists in one array: `key` and `session` of each entry, in the order in which they are listed. */
export function sessionLists(
  keys: number,
  key: Int32Array,
  session: Uint32Array,
  length: number,
): readonly Uint32Array[] {
  const starts = new Uint32Array(keys + 1);
  for (let at = 0; at < length; at++) starts[key[at]! + 1]!++;
  for (let at = 0; at < keys; at++) starts[at + 1]! += starts[at]!;
  const filled = starts.slice(0, keys);
  const all = new Uint32Array(length);
  for (let at = 0; at < length; at++) all[filled[key[at]!]!++] = session[at]!;
  return Array.from(filled, (end, at) => all.subarray(starts[at], end));
}
