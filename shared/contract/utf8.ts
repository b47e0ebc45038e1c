/*
 * UTF-8 in plain ECMAScript: the platform's own coder is neither Node's nor the page's alone and so not to be had
 * here. Runs of ASCII, which is nearly all of a header, take the short way.
 */

/** Texts are made from this many codes at a time: far below every engine's limit of arguments. */
const PIECE = 8192;

/** Length of a text in UTF-8 bytes; a lone surrogate counts as U+FFFD. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else {
      bytes += 2;
      // The second half of a pair is already counted: four bytes for two units.
      if (isPair(text, i)) i++;
    }
  }
  return bytes;
}

/** Writes a text at a position and returns the position behind it. The target must have room for `utf8Length`. */
export function writeUtf8(text: string, target: Uint8Array, position: number): number {
  let at = position;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      target[at++] = code;
      continue;
    }
    if (code < 0x800) {
      target[at++] = 0xc0 | (code >> 6);
    } else {
      if (isPair(text, i)) {
        code = 0x10000 + ((code - 0xd800) << 10) + (text.charCodeAt(++i) - 0xdc00);
        target[at++] = 0xf0 | (code >> 18);
        target[at++] = 0x80 | ((code >> 12) & 0x3f);
      } else {
        if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
        target[at++] = 0xe0 | (code >> 12);
      }
      target[at++] = 0x80 | ((code >> 6) & 0x3f);
    }
    target[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

/** The text of UTF-8 bytes, or null when they are not well-formed UTF-8. */
export function readUtf8(bytes: Uint8Array): string | null {
  let text = "";
  let at = 0;
  const units = new Uint16Array(PIECE);
  while (at < bytes.length) {
    let count = 0;
    // Two units of room: a code point outside the basic plane takes both.
    while (at < bytes.length && count < PIECE - 1) {
      const first = bytes[at]!;
      if (first < 0x80) {
        units[count++] = first;
        at++;
        continue;
      }
      const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
      if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return null;
      let code = first & (0xff >> (length + 1));
      for (let k = 1; k < length; k++) {
        const next = bytes[at + k]!;
        if ((next & 0xc0) !== 0x80) return null;
        code = (code << 6) | (next & 0x3f);
      }
      if (code < (length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80) || code > 0x10ffff) return null;
      if (code >= 0xd800 && code <= 0xdfff) return null;
      if (code > 0xffff) {
        units[count++] = 0xd800 + ((code - 0x10000) >> 10);
        code = 0xdc00 + ((code - 0x10000) & 0x3ff);
      }
      units[count++] = code;
      at += length;
    }
    text += String.fromCharCode.apply(null, units.subarray(0, count) as unknown as number[]);
  }
  return text;
}

function isPair(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first < 0xd800 || first > 0xdbff) return false;
  const second = text.charCodeAt(at + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}
