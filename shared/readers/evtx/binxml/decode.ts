import { printable } from "../../event-text.ts";

/* Bytes to text, without the platform's decoders: records hold many short texts, and this folder is pure. */

const PIECE = 4096;
const codes = new Uint16Array(PIECE);

/** UTF-16LE of `size` bytes (an odd last byte is left out) as it stands, including NULs. */
export function rawUtf16(bytes: Uint8Array, position: number, size: number): string {
  const units = size >>> 1;
  let text = "";
  for (let done = 0; done < units; ) {
    const count = Math.min(PIECE, units - done);
    let at = position + done * 2;
    for (let i = 0; i < count; i++, at += 2) codes[i] = bytes[at]! | (bytes[at + 1]! << 8);
    text += Reflect.apply(String.fromCharCode, null, count === PIECE ? codes : codes.subarray(0, count));
    done += count;
  }
  return text;
}

/** UTF-16LE as event text: what XML cannot hold (NULs too) is dropped. */
export function utf16Text(bytes: Uint8Array, position: number, size: number): string {
  return printable(rawUtf16(bytes, position, size));
}

/** The upper half of code page 1252 where it differs from Latin-1; unassigned places stay as they are. */
const CP1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** One-byte text. The log does not name the code page; 1252 is that of western systems. */
export function ansiText(bytes: Uint8Array, position: number, size: number): string {
  let text = "";
  for (let i = 0; i < size; i++) {
    const code = bytes[position + i]!;
    text += code >= 0x80 && code < 0xa0 ? CP1252[code - 0x80] : String.fromCharCode(code);
  }
  return printable(text);
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) =>
  i.toString(16).toUpperCase().padStart(2, "0"),
);

/** Bytes as upper-case hex digits. */
export function hexText(bytes: Uint8Array, position: number, size: number): string {
  let text = "";
  for (let i = 0; i < size; i++) text += HEX[bytes[position + i]!];
  return text;
}

/** A GUID of 16 bytes as `{54849625-5478-4994-A5BA-3E3B0328C30D}`. */
export function guidText(bytes: Uint8Array, at: number): string {
  const h = (i: number): string => HEX[bytes[at + i]!]!;
  return `{${h(3)}${h(2)}${h(1)}${h(0)}-${h(5)}${h(4)}-${h(7)}${h(6)}-${h(8)}${h(9)}-${h(10)}${h(11)}${h(12)}${h(13)}${h(14)}${h(15)}}`;
}

/**
 * A SID as `S-1-5-21-…`: revision, count of sub-authorities, six bytes authority (big-endian), then four bytes each
 * (little-endian). The empty text if the bytes do not hold what the count says.
 */
export function sidText(bytes: Uint8Array, at: number, size: number): string {
  const count = size >= 8 ? bytes[at + 1]! : -1;
  if (count < 0 || count > 15 || size < 8 + count * 4) return "";
  const high = bytes[at + 2]! * 256 + bytes[at + 3]!;
  const low =
    ((bytes[at + 4]! << 24) | (bytes[at + 5]! << 16) | (bytes[at + 6]! << 8) | bytes[at + 7]!) >>> 0;
  // Windows prints an authority that does not fit 32 bits in hex.
  let text =
    high === 0
      ? `S-${bytes[at]}-${low}`
      : `S-${bytes[at]}-0x${(high * 4_294_967_296 + low).toString(16).padStart(12, "0")}`;
  for (let i = 0, p = at + 8; i < count; i++, p += 4) {
    text += `-${(bytes[p]! | (bytes[p + 1]! << 8) | (bytes[p + 2]! << 16) | (bytes[p + 3]! << 24)) >>> 0}`;
  }
  return text;
}
