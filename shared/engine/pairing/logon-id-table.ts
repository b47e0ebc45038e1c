/** What `LogonIdTable.get` gives for an id it does not hold. */
export const UNKNOWN_LOGON = -1;
/** Value of an id that belongs to no session and whose end is nothing to look for (unlock, credential refresh). */
export const IGNORED_LOGON = -2;
/** Value of an id that only a 4672 has named so far. */
export const PRIVILEGED_LOGON = -3;

const FIRST_SLOTS = 1024;

/**
 * LogonIds of one boot of one computer: open addressing over typed arrays, linear probing.
 *
 * A slot is in use when its stamp is that of the current boot, so that the next boot starts with an empty table
 * without touching the memory. Values are session rows times two plus the member (0, 1), or one of the codes above.
 */
export class LogonIdTable {
  #low = new Uint32Array(FIRST_SLOTS);
  #high = new Uint32Array(FIRST_SLOTS);
  #value = new Int32Array(FIRST_SLOTS);
  #stamp = new Uint32Array(FIRST_SLOTS);
  #mask = FIRST_SLOTS - 1;
  #boot = 1;
  #used = 0;

  /** Forgets every id: LogonIds are unique inside one boot only. */
  clear(): void {
    this.#used = 0;
    this.#boot++;
    if (this.#boot < 0xffff_ffff) return;
    this.#stamp.fill(0);
    this.#boot = 1;
  }

  /** Forgets every id and gives the room back. */
  release(): void {
    this.#low = new Uint32Array(FIRST_SLOTS);
    this.#high = new Uint32Array(FIRST_SLOTS);
    this.#value = new Int32Array(FIRST_SLOTS);
    this.#stamp = new Uint32Array(FIRST_SLOTS);
    this.#mask = FIRST_SLOTS - 1;
    this.#boot = 1;
    this.#used = 0;
  }

  get(low: number, high: number): number {
    const slot = this.#slot(low, high);
    return this.#stamp[slot] === this.#boot ? this.#value[slot]! : UNKNOWN_LOGON;
  }

  set(low: number, high: number, value: number): void {
    let slot = this.#slot(low, high);
    if (this.#stamp[slot] !== this.#boot) {
      if (this.#used * 2 >= this.#mask) {
        this.#grow();
        slot = this.#slot(low, high);
      }
      this.#used++;
      this.#stamp[slot] = this.#boot;
      this.#low[slot] = low;
      this.#high[slot] = high;
    }
    this.#value[slot] = value;
  }

  #slot(low: number, high: number): number {
    let slot = hash(low, high) & this.#mask;
    while (this.#stamp[slot] === this.#boot && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #grow(): void {
    const [low, high, value, stamp] = [this.#low, this.#high, this.#value, this.#stamp];
    const slots = low.length * 2;
    this.#low = new Uint32Array(slots);
    this.#high = new Uint32Array(slots);
    this.#value = new Int32Array(slots);
    this.#stamp = new Uint32Array(slots);
    this.#mask = slots - 1;
    for (let old = 0; old < low.length; old++) {
      if (stamp[old] !== this.#boot) continue;
      const slot = this.#slot(low[old]!, high[old]!);
      this.#stamp[slot] = this.#boot;
      this.#low[slot] = low[old]!;
      this.#high[slot] = high[old]!;
      this.#value[slot] = value[old]!;
    }
  }
}

/** Mixes all bits: LogonIds of one boot differ in few of them, and a hostile log may choose them. */
function hash(low: number, high: number): number {
  let mixed = Math.imul(low ^ Math.imul(high, 0x9e37_79b1), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
