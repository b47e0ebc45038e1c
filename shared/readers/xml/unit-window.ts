import type { ByteSource } from "../../types/ports.ts";
import type { TextEncoding } from "../text-encoding.ts";
import type { Units } from "./event-finder.ts";
import { PIECE_BYTES } from "./limits.ts";

/** Whether this machine stores the low byte of a 16-bit number first, as every machine Node and browsers run on. */
const LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function swapPairs(bytes: Uint8Array): void {
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const first = bytes[i]!;
    bytes[i] = bytes[i + 1]!;
    bytes[i + 1] = first;
  }
}

/**
 * A window over the code units of a source that moves forward only. UTF-16 stands in it in the byte order of the
 * machine, so that its units can be searched as numbers.
 *
 *     source   ... | read, given up | kept for the finder | free | ...
 *                                    base            base + length
 */
export class UnitWindow {
  readonly #source: ByteSource;
  readonly #unit: 1 | 2;
  readonly #swap: boolean;
  #buffer = new ArrayBuffer(2 * PIECE_BYTES);
  /** Bytes of the window in use. */
  #used = 0;
  /** Byte position of the window in the source; always a multiple of the unit. */
  #start: number;

  constructor(source: ByteSource, encoding: TextEncoding, start = 0) {
    this.#source = source;
    this.#unit = encoding.unit;
    this.#swap = encoding.unit === 2 && LITTLE !== (encoding.name === "utf-16le");
    this.#start = start;
  }

  /** Number of the first unit in the window. */
  get base(): number {
    return this.#start / this.#unit;
  }

  /** The units in the window. Valid until the next `advance`. */
  get units(): Units {
    const length = Math.floor(this.#used / this.#unit);
    return this.#unit === 1
      ? new Uint8Array(this.#buffer, 0, length)
      : new Uint16Array(this.#buffer, 0, length);
  }

  /** Byte position in the source behind the last byte read. */
  get position(): number {
    return this.#start + this.#used;
  }

  /** Bytes of a stretch of units, for decoding as `decoderName` says. */
  bytes(start: number, end: number): Uint8Array {
    return new Uint8Array(this.#buffer, start * this.#unit - this.#start, (end - start) * this.#unit);
  }

  /**
   * Gives up the units before `keepFrom` and reads on. `onBytes` sees what is new as it stands in the source. Returns
   * false when there is nothing more.
   */
  advance(keepFrom: number, onBytes?: (bytes: Uint8Array, position: number) => void): boolean {
    if (this.#buffer.byteLength - this.#used < PIECE_BYTES) this.#makeRoom(keepFrom);
    const target = new Uint8Array(this.#buffer, this.#used, PIECE_BYTES);
    let count = 0;
    while (count < target.length) {
      const more = this.#source.read(this.position + count, count === 0 ? target : target.subarray(count));
      if (more <= 0) break;
      count += more;
    }
    if (count === 0) return false;
    const fresh = target.subarray(0, count);
    onBytes?.(fresh, this.position);
    // Pieces are even until the last one, so no pair is ever split.
    if (this.#swap) swapPairs(fresh);
    this.#used += count;
    return true;
  }

  #makeRoom(keepFrom: number): void {
    const from = Math.min(this.#used, Math.max(0, keepFrom * this.#unit - this.#start));
    const kept = new Uint8Array(this.#buffer, from, this.#used - from);
    // Twice what is kept, so that a long event is not moved again with every piece.
    const size = Math.max(2 * PIECE_BYTES, kept.length * 2 + PIECE_BYTES);
    if (size > this.#buffer.byteLength) {
      const larger = new ArrayBuffer(size + (size & 1));
      new Uint8Array(larger).set(kept);
      this.#buffer = larger;
    } else new Uint8Array(this.#buffer).copyWithin(0, from, this.#used);
    this.#used = kept.length;
    this.#start += from;
  }
}

/** Encoding in which the bytes of a window are to be decoded: it holds units of two bytes as this machine does. */
export function decoderName<Name extends string>(stored: {
  readonly name: Name;
  readonly unit: 1 | 2;
}): Name | "utf-16le" | "utf-16be" {
  if (stored.unit === 1) return stored.name;
  return LITTLE ? "utf-16le" : "utf-16be";
}
