import { hexText, rawUtf16, sidText } from "../evtx/binxml/decode.ts";
import { RECORD_HEADER_SIZE } from "./limits.ts";
import { u16, u32 } from "./little-endian.ts";

/*
 *     0 u32 length    4 "LfLe"            8 u32 record number   12 u32 generated  16 u32 written (Unix seconds, UTC)
 *     20 u32 event id: number in the low half, severity and facility in the high one
 *     24 u16 type     26 u16 strings      28 u16 category       30 u16 flags      32 u32 closing number
 *     36 u32 string offset   40 u32 SID length   44 u32 SID offset   48 u32 data length   52 u32 data offset
 *     56 source 0 computer 0 (UTF-16)   SID   strings, each with 0   data   padding   u32 length again
 *
 * Source: Microsoft Learn, EVENTLOGRECORD. Offsets count from the start of the record.
 */

const TRAILER = 4;

/** One record, read where it stands. `load` moves it on; the bytes must stay as they are while it is used. */
export class EvtRecord {
  #bytes: Uint8Array = new Uint8Array(0);
  #limit = 0;
  /** Where each string begins and how many bytes it has; filled when the first one is asked for. */
  readonly #starts: number[] = [];
  readonly #sizes: number[] = [];
  #parsed = false;
  offset = 0;

  /** Shows another record, whose length was checked before. Returns the record itself. */
  load(bytes: Uint8Array, offset: number): this {
    this.#bytes = bytes;
    this.#limit = bytes.length - TRAILER;
    this.#parsed = false;
    this.offset = offset;
    return this;
  }

  get number(): number {
    return u32(this.#bytes, 8);
  }
  /** Unix seconds, UTC. */
  get generated(): number {
    return u32(this.#bytes, 12);
  }
  get eventId(): number {
    return u16(this.#bytes, 20);
  }
  /** High half of the event id field. */
  get qualifiers(): number {
    return u16(this.#bytes, 22);
  }
  /** 1 error, 2 warning, 4 information, 8 audit success, 16 audit failure. */
  get type(): number {
    return u16(this.#bytes, 24);
  }
  get category(): number {
    return u16(this.#bytes, 28);
  }
  /** How many strings the record says it has. */
  get stringCount(): number {
    return u16(this.#bytes, 26);
  }

  get source(): string {
    return this.#text(RECORD_HEADER_SIZE, this.#endOf(RECORD_HEADER_SIZE));
  }

  get computer(): string {
    const start = this.#endOf(RECORD_HEADER_SIZE) + 2;
    return this.#text(start, this.#endOf(start));
  }

  /** The user's SID; empty when the record has none, or none that makes sense. */
  get sid(): string {
    const [size, at] = [u32(this.#bytes, 40), u32(this.#bytes, 44)];
    return this.#holds(at, size) ? sidText(this.#bytes, at, size) : "";
  }

  /** The binary data as upper-case hex. */
  get dataHex(): string {
    const [size, at] = [u32(this.#bytes, 48), u32(this.#bytes, 52)];
    return this.#holds(at, size) ? hexText(this.#bytes, at, size) : "";
  }

  /** Strings that are really there: fewer than `stringCount` in a damaged record. */
  get strings(): number {
    this.#parse();
    return this.#starts.length;
  }

  /** One string as it stands; the empty text for one that is not there. */
  string(index: number): string {
    this.#parse();
    const start = this.#starts[index];
    return start === undefined ? "" : this.#text(start, start + this.#sizes[index]!);
  }

  /** False when a part lies outside the record. */
  get sound(): boolean {
    const bytes = this.#bytes;
    return (
      this.strings === this.stringCount &&
      this.#holds(u32(bytes, 44), u32(bytes, 40)) &&
      this.#holds(u32(bytes, 52), u32(bytes, 48))
    );
  }

  #holds(at: number, size: number): boolean {
    return size === 0 || (at >= RECORD_HEADER_SIZE && at + size <= this.#limit);
  }

  #parse(): void {
    if (this.#parsed) return;
    this.#parsed = true;
    this.#starts.length = 0;
    this.#sizes.length = 0;
    let at = u32(this.#bytes, 36);
    const count = this.stringCount;
    if (at < RECORD_HEADER_SIZE) return;
    while (this.#starts.length < count && at + 2 <= this.#limit) {
      const end = this.#endOf(at);
      this.#starts.push(at);
      this.#sizes.push(end - at);
      at = end + 2;
    }
  }

  /** Where the text that begins at a position ends: at its NUL, or with the record. */
  #endOf(at: number): number {
    const bytes = this.#bytes;
    let end = at;
    while (end + 2 <= this.#limit && (bytes[end] !== 0 || bytes[end + 1] !== 0)) end += 2;
    return Math.max(at, end);
  }

  #text(from: number, to: number): string {
    return rawUtf16(this.#bytes, from, Math.max(0, Math.min(to, this.#limit) - from));
  }
}
