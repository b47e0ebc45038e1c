import type { ByteSource } from "../../types/ports.ts";
import { readFully } from "../evtx/slabs.ts";
import { isRecord, isRecordSize, mayBeRecord } from "./file-header.ts";
import { HEADER_SIZE, MAX_RECORD_SIZE } from "./limits.ts";
import { u32 } from "./little-endian.ts";

const WINDOW = 8 * MAX_RECORD_SIZE;
/** A jump over more than this is not worth a new window. */
const NEAR = 65_536;

/**
 * The bytes of a log as the ring they are: what runs past the end of the file goes on behind the header.
 *
 *     | header | ...end of R |            ...            | R begins... |
 *
 * Keeps one window that only moves forward; places outside are read for themselves, so that no order of places makes
 * more work than the bytes asked for. What is handed out is valid until the next call.
 */
export class RingBytes {
  readonly #source: ByteSource;
  readonly #buffer: Uint8Array;
  readonly #scratch = new Uint8Array(MAX_RECORD_SIZE);
  #base = -1;
  #window: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource) {
    this.#source = source;
    this.#buffer = new Uint8Array(Math.min(WINDOW, source.size));
  }

  get size(): number {
    return this.#source.size;
  }

  /** Lets the window begin anew wherever the next bytes are. */
  restart(): void {
    this.#base = -1;
    this.#window = this.#buffer.subarray(0, 0);
  }

  /** So many bytes (at most the largest record) from a position on; null when the file does not have them. */
  read(position: number, length: number): Uint8Array | null {
    const { size } = this.#source;
    if (position < 0 || position >= size || length > MAX_RECORD_SIZE) return null;
    if (position + length > size) return this.#around(position, length);
    const end = this.#base + this.#window.length;
    if (this.#base < 0 || (position >= this.#base && position + length > end && position <= end + NEAR)) {
      this.#base = position;
      this.#window = readFully(this.#source, position, this.#buffer);
    }
    const at = position - this.#base;
    if (at >= 0 && at + length <= this.#window.length) return this.#window.subarray(at, at + length);
    const bytes = readFully(this.#source, position, this.#scratch.subarray(0, length));
    return bytes.length === length ? bytes : null;
  }

  #around(position: number, length: number): Uint8Array | null {
    const tail = this.#source.size - position;
    const rest = length - tail;
    if (HEADER_SIZE + rest > position) return null;
    const bytes = this.#scratch.subarray(0, length);
    const first = readFully(this.#source, position, bytes.subarray(0, tail));
    const second = readFully(this.#source, HEADER_SIZE, bytes.subarray(tail));
    return first.length === tail && second.length === rest ? bytes : null;
  }

  /**
   * The whole record of at most so many bytes at a position, or null when no sound one stands there. Looks at both ends
   * before it reads what is between, so that many claims of long records cost little.
   */
  record(position: number, most = MAX_RECORD_SIZE): Uint8Array | null {
    const head = this.read(position, 8);
    if (head === null || !mayBeRecord(head, 0)) return null;
    const length = u32(head, 0);
    if (length > most || this.#lengthAt(position + length - 4) !== length) return null;
    const bytes = this.read(position, length);
    return bytes !== null && isRecord(bytes) ? bytes : null;
  }

  /** The length at the end of a record. Its place may lie behind the end of the file, never across it by itself. */
  #lengthAt(position: number): number {
    const { size } = this.#source;
    const bytes = this.read(position < size ? position : position - size + HEADER_SIZE, 4);
    return bytes === null ? -1 : u32(bytes, 0);
  }

  /** Whether a record begins at a position and would run past the end of the file. */
  runsOver(position: number): boolean {
    const head = this.read(position, 4);
    if (head === null) return true;
    const length = u32(head, 0);
    return isRecordSize(length) && position + length > this.#source.size;
  }
}
