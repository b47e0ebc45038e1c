/*
 * Texts into bytes. Each function writes from a position on and gives the position behind; -1 means that it cannot be
 * written here, and what was written is to be forgotten. Room is made before: what would not fit is never asked for, and
 * writes behind the end of an array change nothing.
 */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What a code unit below U+0080 becomes: 0 itself, 1 nothing, else the letter behind a backslash. */
const ESCAPES = new Uint8Array(0x80);
ESCAPES.fill(1, 0, 0x20);
ESCAPES[0x09] = 0x74;
ESCAPES[0x0a] = 0x6e;
ESCAPES[0x0d] = 0x72;
ESCAPES[QUOTE] = QUOTE;
ESCAPES[BACKSLASH] = BACKSLASH;
/** Code units of two characters at once that are not both below U+0080. */
const BEYOND_ASCII = 0xff80_ff80 | 0;

/** A text as UTF-8. Lone surrogates must not occur; JSON text has none. */
export function utf8Of(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  return bytes.slice(0, putText(bytes, 0, text));
}

/** Any text as UTF-8; at most three bytes a code unit. */
export function putText(out: Uint8Array, from: number, text: string): number {
  let at = from;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) out[at++] = code;
    else {
      const whole = text.codePointAt(i)!;
      at = putCode(out, at, whole);
      if (whole > 0xffff) i++;
    }
  }
  return at;
}

/** Bytes that are UTF-8 already, between two positions. */
export function putBytes(
  out: Uint8Array,
  from: number,
  bytes: Uint8Array,
  first: number,
  end: number,
): number {
  let at = from;
  for (let i = first; i < end; i++) out[at++] = bytes[i]!;
  return at;
}

/**
 * UTF-16LE between two positions of a record as the inside of a JSON string, without what XML cannot hold (see
 * `printable`). -1 for a lone surrogate too: what it becomes depends on what is dropped beside it.
 */
export function putUtf16(
  out: Uint8Array,
  from: number,
  bytes: Uint8Array,
  view: DataView,
  first: number,
  end: number,
): number {
  let at = from;
  let p = first;
  while (p < end) {
    for (; p + 4 <= end; p += 4) {
      const pair = view.getInt32(p, true);
      if ((pair & BEYOND_ASCII) !== 0) break;
      const low = pair & 0x7f;
      const high = pair >>> 16;
      if ((ESCAPES[low]! | ESCAPES[high]!) !== 0) break;
      out[at] = low;
      out[at + 1] = high;
      at += 2;
    }
    if (p + 2 > end) break;
    const code = bytes[p]! | (bytes[p + 1]! << 8);
    p += 2;
    if (code < 0x80) {
      const letter = ESCAPES[code]!;
      if (letter === 0) out[at++] = code;
      else if (letter !== 1) {
        out[at++] = BACKSLASH;
        out[at++] = letter;
      }
    } else if (code >= 0xd800 && code < 0xe000) {
      const low = p + 2 <= end ? bytes[p]! | (bytes[p + 1]! << 8) : 0;
      if (code >= 0xdc00 || low < 0xdc00 || low >= 0xe000) return -1;
      at = putCode(out, at, 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00));
      p += 2;
    } else if (code < 0xfffe) at = putCode(out, at, code);
  }
  return at;
}

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
