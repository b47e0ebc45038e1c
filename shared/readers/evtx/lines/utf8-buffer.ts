/** Longest line that is written here; a record that asks for more is read as a tree, whose limits then decide. */
const MAX_LINE = 1_048_576;
const FIRST_BYTES = 16_384;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A text as UTF-8. Lone surrogates must not occur; JSON text has none. */
export function utf8Of(text: string): Uint8Array {
  const buffer = new Utf8Buffer();
  return buffer.text(text) ? buffer.taken().slice() : new Uint8Array(0);
}

/**
 * Bytes of one line of JSON while it is written. Writers return false when the line becomes too long or a text cannot
 * be written here; the line is then to be thrown away.
 */
export class Utf8Buffer {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  /** What has been written; the bytes are overwritten by the next line. */
  taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Bytes that are UTF-8 already. */
  raw(bytes: Uint8Array): boolean {
    const count = bytes.length;
    if (!this.#room(count)) return false;
    const out = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < count; i++) out[at++] = bytes[i]!;
    this.#length = at;
    return true;
  }

  /** Text of ASCII characters as it stands. */
  ascii(text: string): boolean {
    const count = text.length;
    if (!this.#room(count)) return false;
    const out = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < count; i++) out[at++] = text.charCodeAt(i);
    this.#length = at;
    return true;
  }

  /** Any text as UTF-8. */
  text(text: string): boolean {
    if (!this.#room(text.length * 3)) return false;
    for (const character of text)
      this.#length = putCode(this.#bytes, this.#length, character.codePointAt(0)!);
    return true;
  }

  /** An unsigned number below 2^32 in decimal digits. */
  decimal(value: number): boolean {
    if (!this.#room(10)) return false;
    let digits = 1;
    for (let limit = 10; digits < 10 && value >= limit; limit *= 10) digits++;
    let rest = value;
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      const next = Math.floor(rest / 10);
      this.#bytes[at] = 48 + rest - next * 10;
      rest = next;
    }
    this.#length += digits;
    return true;
  }

  /** `digits` lower half-bytes of a number as hex, upper case where asked for. */
  hex(value: number, digits: number, upper: boolean): boolean {
    if (!this.#room(digits)) return false;
    const letters = upper ? 55 : 87;
    for (let i = digits - 1; i >= 0; i--) {
      const nibble = (value >>> (i * 4)) & 15;
      this.#bytes[this.#length++] = nibble + (nibble < 10 ? 48 : letters);
    }
    return true;
  }

  /**
   * UTF-16LE of a record as a JSON string, without what XML cannot hold (see `printable`). False for a lone
   * surrogate too: what it becomes depends on what is dropped beside it.
   */
  quotedUtf16(bytes: Uint8Array, from: number, size: number): boolean {
    if (!this.#room(size * 2 + 2)) return false;
    const out = this.#bytes;
    const end = from + (size & ~1);
    let at = this.#length;
    out[at++] = QUOTE;
    for (let p = from; p < end; p += 2) {
      const code = bytes[p]! | (bytes[p + 1]! << 8);
      if (code >= 0x20 && code < 0x80) {
        if (code === QUOTE || code === BACKSLASH) out[at++] = BACKSLASH;
        out[at++] = code;
      } else if (code < 0x20) {
        const short = SHORT[code]!;
        if (short === 0) continue;
        out[at++] = BACKSLASH;
        out[at++] = short;
      } else if (code >= 0xd800 && code < 0xe000) {
        const low = p + 4 <= end ? bytes[p + 2]! | (bytes[p + 3]! << 8) : 0;
        if (code >= 0xdc00 || low < 0xdc00 || low >= 0xe000) return false;
        at = putCode(out, at, 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00));
        p += 2;
      } else if (code < 0xfffe) at = putCode(out, at, code);
    }
    out[at++] = QUOTE;
    this.#length = at;
    return true;
  }

  #room(count: number): boolean {
    const wanted = this.#length + count;
    if (wanted <= this.#bytes.length) return true;
    if (wanted > MAX_LINE) return false;
    const bytes = new Uint8Array(Math.min(MAX_LINE, Math.max(wanted, this.#bytes.length * 2)));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
    return true;
  }
}

/** Second character of the escapes of tab, line feed and carriage return; 0 for what is dropped. */
const SHORT = new Uint8Array(0x20);
SHORT[0x09] = 0x74;
SHORT[0x0a] = 0x6e;
SHORT[0x0d] = 0x72;

/** Writes a code point and returns the position behind it. */
function putCode(out: Uint8Array, from: number, code: number): number {
  let at = from;
  if (code < 0x80) out[at++] = code;
  else if (code < 0x800) {
    out[at++] = 0xc0 | (code >> 6);
    out[at++] = 0x80 | (code & 63);
  } else if (code < 0x1_0000) {
    out[at++] = 0xe0 | (code >> 12);
    out[at++] = 0x80 | ((code >> 6) & 63);
    out[at++] = 0x80 | (code & 63);
  } else {
    out[at++] = 0xf0 | (code >> 18);
    out[at++] = 0x80 | ((code >> 12) & 63);
    out[at++] = 0x80 | ((code >> 6) & 63);
    out[at++] = 0x80 | (code & 63);
  }
  return at;
}
