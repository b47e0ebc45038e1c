/** What `PairTable.get` gives for a pair that it does not hold. */
export const NOT_FOUND = -1;

const FIRST_SLOTS = 1024;
/** Numbers of a slot, side by side so that a look-up touches one place in memory: the pair, its value, the stamp. */
const WIDTH = 4;
const SECOND = 1;
const VALUE = 2;
const STAMP = 3;

/**
 * A number for a pair of 32-bit numbers, say the two halves of a LogonId: open addressing over one typed array, linear
 * probing. Values are 32 bits with a sign.
 *
 * A slot is in use when its stamp is the current one, so that `clear` empties the table without touching the memory.
 */
export class PairTable {
  #slots = new Int32Array(FIRST_SLOTS * WIDTH);
  #mask = FIRST_SLOTS - 1;
  #stamp = 1;
  #used = 0;

  /** Forgets every pair. */
  clear(): void {
    this.#used = 0;
    this.#stamp++;
    if (this.#stamp < 0x7fff_ffff) return;
    this.#slots.fill(0);
    this.#stamp = 1;
  }

  /** Forgets every pair and gives the room back. */
  release(): void {
    this.#slots = new Int32Array(FIRST_SLOTS * WIDTH);
    this.#mask = FIRST_SLOTS - 1;
    this.#stamp = 1;
    this.#used = 0;
  }

  get(first: number, second: number): number {
    const at = this.#find(first, second);
    return at < 0 ? NOT_FOUND : this.#slots[at + VALUE]!;
  }

  /** As `set`, of a pair that the table holds; others are left out. */
  replace(first: number, second: number, value: number): void {
    const at = this.#find(first, second);
    if (at >= 0) this.#slots[at + VALUE] = value;
  }

  set(first: number, second: number, value: number): void {
    const at = this.#slotOf(first, second);
    this.#slots[at + VALUE] = value;
  }

  /** The value of a pair, which is the given one if the table did not hold the pair. */
  getOrSet(first: number, second: number, value: number): number {
    const used = this.#used;
    const at = this.#slotOf(first, second);
    if (this.#used === used) return this.#slots[at + VALUE]!;
    this.#slots[at + VALUE] = value;
    return value;
  }

  /** Place of a pair, negative when the table does not hold it. */
  #find(first: number, second: number): number {
    const slots = this.#slots;
    const stamp = this.#stamp;
    const mask = this.#mask;
    const low = first | 0;
    const high = second | 0;
    for (let slot = hash(low, high) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * WIDTH;
      if (slots[at + STAMP] !== stamp) return NOT_FOUND;
      if (slots[at] === low && slots[at + SECOND] === high) return at;
    }
  }

  /** Place of a pair, which is in the table from then on. */
  #slotOf(first: number, second: number): number {
    if (this.#used * 2 >= this.#mask) this.#grow();
    const slots = this.#slots;
    const stamp = this.#stamp;
    const mask = this.#mask;
    const low = first | 0;
    const high = second | 0;
    let slot = hash(low, high) & mask;
    let at = slot * WIDTH;
    while (slots[at + STAMP] === stamp && (slots[at] !== low || slots[at + SECOND] !== high)) {
      slot = (slot + 1) & mask;
      at = slot * WIDTH;
    }
    if (slots[at + STAMP] !== stamp) {
      this.#used++;
      slots[at + STAMP] = stamp;
      slots[at] = low;
      slots[at + SECOND] = high;
    }
    return at;
  }

  #grow(): void {
    const before = this.#slots;
    const stamp = this.#stamp;
    const slots = new Int32Array(before.length * 2);
    const mask = slots.length / WIDTH - 1;
    for (let from = 0; from < before.length; from += WIDTH) {
      if (before[from + STAMP] !== stamp) continue;
      const low = before[from]!;
      const high = before[from + SECOND]!;
      // No pair stands in it twice: the first free slot is the one.
      let slot = hash(low, high) & mask;
      while (slots[slot * WIDTH + STAMP] === stamp) slot = (slot + 1) & mask;
      const at = slot * WIDTH;
      slots[at] = low;
      slots[at + SECOND] = high;
      slots[at + VALUE] = before[from + VALUE]!;
      slots[at + STAMP] = stamp;
    }
    this.#slots = slots;
    this.#mask = mask;
  }
}

/** Pairs that follow each other stand side by side in groups of this many: what one moment asks for is near in memory. */
const GROUP = 16;

/** Numbers that nobody knows who writes a log, one of them odd; what a table answers does not depend on them. */
const SEED = chance();
const FACTOR = chance() | 1;

function chance(): number {
  return Math.floor(Math.random() * 4_294_967_296) | 0;
}

/**
 * Mixes all bits but the last: LogonIds of one boot differ in few of them. A hostile log may choose both halves, so that
 * one would take back in the hash what the other did: it would have to know the factor and the seed. Every group has an
 * order of its own, so that two of them in one place seldom want the same slots.
 */
function hash(low: number, high: number): number {
  const above = (Math.imul(high, FACTOR) + SEED) | 0;
  let mixed = Math.imul((low >>> 4) ^ above ^ (above >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  mixed ^= mixed >>> 16;
  return Math.imul(mixed, GROUP) | ((low ^ (mixed >>> 28)) & (GROUP - 1));
}
