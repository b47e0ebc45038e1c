import { BLOCK, differs } from "./blocks.ts";
import { MAX_INTERN_BYTES } from "./limits.ts";

/** Makes the id of bytes that were not seen before. */
export type MakeId = (bytes: Uint8Array, view: DataView, kind: number, at: number, size: number) => number;

const FIRST_SLOTS = 4096;
const FIRST_POOL = 65_536;
/**
 * Places that are looked at for one text. Whoever writes a log can choose texts that all want the same place; those that
 * find none are made anew each time they come, which is slower and takes no longer for the last than for the first.
 * Other texts are at home within a few places, for half of them are free.
 */
export const MOST_PLACES = 64;
/** Stands for such a text until the next one comes. */
const PASSING = 0;

/**
 * Maps byte sequences of a kind (a value type) straight to ids, so that a text seen before costs one hash and one
 * comparison and is never decoded again. Open addressing over typed arrays; the bytes of all entries lie in one pool.
 */
export class ByteInterner {
  readonly #make: MakeId;
  readonly #mostBytes: number;
  #slots = new Int32Array(FIRST_SLOTS).fill(-1);
  #hashes = new Int32Array(FIRST_SLOTS / 2);
  #starts = new Int32Array(FIRST_SLOTS / 2);
  #sizes = new Int32Array(FIRST_SLOTS / 2);
  #ids = new Int32Array(FIRST_SLOTS / 2);
  #kinds = new Uint8Array(FIRST_SLOTS / 2);
  #pool = new Uint8Array(FIRST_POOL);
  #poolView = new DataView(this.#pool.buffer);
  #count = PASSING + 1;
  #used = 0;

  constructor(make: MakeId, mostBytes = MAX_INTERN_BYTES) {
    this.#make = make;
    this.#mostBytes = mostBytes;
    this.#sizes[PASSING] = -1;
  }

  /** Id of the bytes; `kind` keeps equal bytes of different value types apart. */
  intern(bytes: Uint8Array, view: DataView, kind: number, at: number, size: number): number {
    return this.#ids[this.entry(bytes, view, kind, at, size, 0)]!;
  }

  /**
   * Entry of the bytes, whose id `idOf` gives; valid until the next call. `guess` is an entry that it may well be, such as
   * that of the same field in the record before: then nothing has to be looked up.
   */
  entry(bytes: Uint8Array, view: DataView, kind: number, at: number, size: number, guess: number): number {
    if (guess < this.#count && this.#equal(guess, bytes, view, kind, at, size)) return guess;
    const hash = hashOf(bytes, view, kind, at, size);
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    for (let place = 0; place < MOST_PLACES; place++) {
      const entry = slots[(hash + place) & mask]!;
      if (entry < 0) return this.#add(bytes, view, kind, at, size, hash);
      if (hashes[entry] === hash && this.#equal(entry, bytes, view, kind, at, size)) return entry;
    }
    this.#ids[PASSING] = this.#make(bytes, view, kind, at, size);
    return PASSING;
  }

  idOf(entry: number): number {
    return this.#ids[entry]!;
  }

  #equal(entry: number, bytes: Uint8Array, view: DataView, kind: number, at: number, size: number): boolean {
    if (this.#sizes[entry] !== size || this.#kinds[entry] !== kind) return false;
    let p = this.#starts[entry]!;
    const poolView = this.#poolView;
    const end = at + size;
    let q = at;
    if (size >= BLOCK) {
      for (; q + BLOCK <= end; q += BLOCK, p += BLOCK) if (differs(poolView, p, view, q)) return false;
      // The rest, together with some before it.
      const left = end - q;
      return left === 0 || !differs(poolView, p + left - BLOCK, view, end - BLOCK);
    }
    for (; q + 4 <= end; q += 4, p += 4)
      if (poolView.getInt32(p, true) !== view.getInt32(q, true)) return false;
    const pool = this.#pool;
    for (; q < end; q++, p++) if (pool[p] !== bytes[q]) return false;
    return true;
  }

  #add(bytes: Uint8Array, view: DataView, kind: number, at: number, size: number, hash: number): number {
    const id = this.#make(bytes, view, kind, at, size);
    if (this.#used + size > this.#mostBytes) this.#forget();
    this.#grow(size);
    const entry = this.#count++;
    this.#hashes[entry] = hash;
    this.#starts[entry] = this.#used;
    this.#sizes[entry] = size;
    this.#kinds[entry] = kind;
    this.#ids[entry] = id;
    this.#pool.set(bytes.subarray(at, at + size), this.#used);
    this.#used += size;
    this.#place(entry);
    return entry;
  }

  #place(entry: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[entry]! & mask;
    while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry;
  }

  #grow(size: number): void {
    if (this.#used + size > this.#pool.length) {
      const pool = new Uint8Array(Math.max(this.#pool.length * 2, this.#used + size));
      pool.set(this.#pool);
      this.#pool = pool;
      this.#poolView = new DataView(pool.buffer);
    }
    if (this.#count < this.#ids.length) return;
    this.#hashes = larger(this.#hashes);
    this.#starts = larger(this.#starts);
    this.#sizes = larger(this.#sizes);
    this.#ids = larger(this.#ids);
    const kinds = new Uint8Array(this.#kinds.length * 2);
    kinds.set(this.#kinds);
    this.#kinds = kinds;
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let entry = PASSING + 1; entry < this.#count; entry++) this.#place(entry);
  }

  /** Starts afresh; ids stay what they are, because equal bytes make equal ids again. */
  #forget(): void {
    this.#slots.fill(-1);
    this.#count = PASSING + 1;
    this.#used = 0;
  }
}

function larger(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(array.length * 2);
  next.set(array);
  return next;
}

/** Multiplicative hash over words of four bytes, with a final mix so that the low bits depend on all of them. */
function hashOf(bytes: Uint8Array, view: DataView, kind: number, at: number, size: number): number {
  let hash = Math.imul(size ^ (kind << 24), 0x9e37_79b1);
  const end = at + size;
  let p = at;
  for (; p + 4 <= end; p += 4) {
    hash = Math.imul(hash ^ view.getInt32(p, true), 0x85eb_ca6b);
    hash ^= hash >>> 15;
  }
  for (; p < end; p++) hash = Math.imul(hash ^ bytes[p]!, 0x01000193);
  hash ^= hash >>> 13;
  return Math.imul(hash, 0xc2b2_ae35) ^ (hash >>> 16);
}
