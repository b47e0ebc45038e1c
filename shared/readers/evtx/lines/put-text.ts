/*
 * Texts into bytes. Each function writes from a position on and gives the position behind; -1 means that it cannot be
 * written here, and what was written is to be forgotten. Room is made before: what would not fit is never asked for.
 * Behind the end of an array a byte changes nothing, and several at once throw a `RangeError`.
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
/** Two code units at once: what is set unless both are below U+0080. */
const BEYOND_ASCII = 0xff80_ff80 | 0;
/** Four bytes at once: the number 1 and the top bit of each. */
const ONES = 0x0101_0101;
const TOPS = 0x8080_8080 | 0;

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

/** Four code units below U+0080 as four bytes. */
function packed(low: number, high: number): number {
  return ((low | (low >>> 8)) & 0xffff) | ((high | (high >>> 8)) << 16);
}

/**
 * Has the top bit of a byte set, if four bytes below 0x80 do not all stand for themselves: a control character, quote or
 * backslash. A byte that is subtracted from below zero sets its top bit; what it borrows from those above it changes
 * nothing any more.
 */
function odd(four: number): number {
  const control = four - 0x20 * ONES;
  const quote = (four ^ (QUOTE * ONES)) - ONES;
  const backslash = (four ^ (BACKSLASH * ONES)) - ONES;
  return control | quote | backslash;
}

/**
 * UTF-16LE between two positions of a record, an even number of bytes, as the inside of a JSON string, without what XML
 * cannot hold (see `printable`). -1 for a lone surrogate too: what it becomes depends on what is dropped beside it.
 */
export function putUtf16(
  out: Uint8Array,
  wide: DataView,
  from: number,
  view: DataView,
  first: number,
  end: number,
): number {
  let at = from;
  let p = first;
  while (p < end) {
    for (; p + 16 <= end; p += 16, at += 8) {
      const one = view.getInt32(p, true);
      const two = view.getInt32(p + 4, true);
      const three = view.getInt32(p + 8, true);
      const four = view.getInt32(p + 12, true);
      if (((one | two | three | four) & BEYOND_ASCII) !== 0) break;
      const low = packed(one, two);
      const high = packed(three, four);
      if (((odd(low) | odd(high)) & TOPS) !== 0) break;
      wide.setInt32(at, low, true);
      wide.setInt32(at + 4, high, true);
    }
    if (p + 8 <= end) {
      const one = view.getInt32(p, true);
      const two = view.getInt32(p + 4, true);
      const bytesOfBoth = packed(one, two);
      if (((one | two) & BEYOND_ASCII) === 0 && (odd(bytesOfBoth) & TOPS) === 0) {
        wide.setInt32(at, bytesOfBoth, true);
        p += 8;
        at += 4;
      }
    }
    const left = (end - p) >> 1;
    if (left === 0) return at;
    if (left < 4 && end - first >= 8) {
      // The few that are left, together with some before them that are written once more.
      const one = view.getInt32(end - 8, true);
      const two = view.getInt32(end - 4, true);
      const bytesOfBoth = packed(one, two);
      if (((one | two) & BEYOND_ASCII) === 0 && (odd(bytesOfBoth) & TOPS) === 0) {
        wide.setInt32(at + left - 4, bytesOfBoth, true);
        return at + left;
      }
    }
    const some = p + 8 < end ? p + 8 : end;
    while (p < some) {
      const code = view.getUint16(p, true);
      p += 2;
      if (code < 0x80) {
        const letter = ESCAPES[code]!;
        if (letter === 0) out[at++] = code;
        else if (letter !== 1) {
          out[at++] = BACKSLASH;
          out[at++] = letter;
        }
      } else if (code >= 0xd800 && code < 0xe000) {
        const low = p + 2 <= end ? view.getUint16(p, true) : 0;
        if (code >= 0xdc00 || low < 0xdc00 || low >= 0xe000) return -1;
        at = putCode(out, at, 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00));
        p += 2;
      } else if (code < 0xfffe) at = putCode(out, at, code);
    }
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
