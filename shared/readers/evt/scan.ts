import type { ByteSource } from "../../types/ports.ts";
import { readFully } from "../evtx/slabs.ts";
import { type EndRecord, endRecordAt, mayBeRecord } from "./file-header.ts";
import { END_RECORD_SIZE, MAX_ENDS, MAX_STARTS } from "./limits.ts";

const BLOCK = 1_048_576;
const L = 0x4c;
const ONE = 0x11;
const FIRST_CAPACITY = 4096;

export interface Scan {
  /** Offsets at which a record may begin, rising. */
  readonly starts: Float64Array;
  readonly ends: readonly EndRecord[];
  /** More places looked like a record than are remembered. */
  readonly overfull: boolean;
  /** The scan stopped before the end of the file because `onPiece` said so. */
  readonly stopped: boolean;
}

interface ScanOptions {
  /** Given every byte once and in order. The bytes are reused. */
  readonly onBytes?: ((bytes: Uint8Array, position: number) => void) | undefined;
  /** Told how far the scan is; false stops it. */
  readonly onPiece: (position: number) => boolean;
  /** Offsets that are remembered. */
  readonly mostStarts?: number;
}

/**
 * Reads a log once from the first byte to the last and notes where its parts may begin, by their signatures alone:
 * `LfLe` behind a possible length, and the pattern of the end record. Neither needs a whole header.
 */
export function scanLog(source: ByteSource, { onBytes, onPiece, mostStarts }: ScanOptions): Scan {
  const starts = new Starts(mostStarts ?? MAX_STARTS);
  const ends: EndRecord[] = [];
  const buffer = new Uint8Array(BLOCK + END_RECORD_SIZE);
  let base = 0;
  let kept = 0;
  let stopped = false;
  for (;;) {
    const fresh = readFully(source, base + kept, buffer.subarray(kept));
    if (fresh.length === 0) break;
    onBytes?.(fresh, base + kept);
    const length = kept + fresh.length;
    const last = base + length >= source.size;
    const bytes = buffer.subarray(0, length);
    // What begins in the last 39 bytes is looked at again together with the next block.
    const until = last ? length : length - END_RECORD_SIZE + 1;
    findStarts(bytes, base, until, starts);
    findEnds(bytes, base, until, ends);
    if (!onPiece(base + length)) {
      stopped = true;
      break;
    }
    if (last) break;
    const used = Math.max(0, until);
    buffer.copyWithin(0, used, length);
    base += used;
    kept = length - used;
  }
  return { starts: starts.all(), ends, overfull: starts.overfull, stopped };
}

function findStarts(bytes: Uint8Array, base: number, until: number, starts: Starts): void {
  for (let at = bytes.indexOf(L, 4); at >= 0 && at - 4 < until; at = bytes.indexOf(L, at + 1)) {
    if (at + 4 <= bytes.length && mayBeRecord(bytes, at - 4)) starts.add(base + at - 4);
  }
}

function findEnds(bytes: Uint8Array, base: number, until: number, ends: EndRecord[]): void {
  for (let at = bytes.indexOf(ONE, 4); at >= 0 && at - 4 < until; at = bytes.indexOf(ONE, at + 1)) {
    const end = endRecordAt(bytes, at - 4, base);
    if (end !== null && ends.length < MAX_ENDS) ends.push(end);
  }
}

/** Offsets that grow in number, up to a limit. */
class Starts {
  readonly #most: number;
  #offsets = new Float64Array(FIRST_CAPACITY);
  #length = 0;
  overfull = false;

  constructor(most: number) {
    this.#most = most;
  }

  add(offset: number): void {
    if (this.#length === this.#most) {
      this.overfull = true;
      return;
    }
    if (this.#length === this.#offsets.length) {
      const larger = new Float64Array(Math.min(this.#most, this.#length * 2));
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    this.#offsets[this.#length++] = offset;
  }

  all(): Float64Array {
    return this.#offsets.subarray(0, this.#length);
  }
}
