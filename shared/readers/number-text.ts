/** A 64-bit number as two unsigned halves; negative numbers in two's complement. Filled by `parseInteger`. */
export interface Halves {
  low: number;
  high: number;
}

const HEX = /^0x[0-9a-f]{1,32}$/i;
const DECIMAL = /^-?\d{1,40}$/;
const MASK = 0xffff_ffffn;

/**
 * Reads an integer as event logs print it: decimal, `0x…`, `true`/`false` as 1/0, or the first half of a GUID. The text
 * must be trimmed.
 * Returns false, and leaves `out` alone, for anything else and for numbers that do not fit 64 bits.
 */
export function parseInteger(text: string, out: Halves): boolean {
  if (text.length === 0 || text.length > 42) return false;
  if (parseShort(text, out)) return true;
  const first = text.charCodeAt(0);
  if (first === 123) return parseGuid(text, out);
  if ((first < 48 || first > 57) && first !== 45) {
    const lower = text.toLowerCase();
    if (lower !== "true" && lower !== "false") return false;
    out.low = lower === "true" ? 1 : 0;
    out.high = 0;
    return true;
  }
  if (!HEX.test(text) && !DECIMAL.test(text)) return false;
  const value = BigInt(text);
  if (value >= 1n << 64n || value < -(1n << 63n)) return false;
  out.low = Number(value & MASK);
  out.high = Number((value >> 32n) & MASK);
  return true;
}

const GUID = /^\{([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-[0-9a-f]{4}-[0-9a-f]{12}\}$/i;

/** The first 64 of the 128 bits of a GUID, as they stand in memory. */
function parseGuid(text: string, out: Halves): boolean {
  const [, first, second, third] = GUID.exec(text) ?? [];
  if (first === undefined) return false;
  out.low = Number.parseInt(first, 16);
  out.high = Number.parseInt(`${third}${second}`, 16);
  return true;
}

/** The commonest numbers, up to nine decimal or eight hexadecimal digits, without a pattern or a BigInt. */
function parseShort(text: string, out: Halves): boolean {
  const { length } = text;
  const isHex = text.charCodeAt(0) === 48 && length > 2 && (text.charCodeAt(1) | 32) === 120;
  if (length > (isHex ? 10 : 9)) return false;
  let value = 0;
  for (let i = isHex ? 2 : 0; i < length; i++) {
    const code = text.charCodeAt(i);
    let digit = code - 48;
    if (isHex && digit > 9) digit = (code | 32) - 87;
    if (digit < 0 || digit > (isHex ? 15 : 9) || (code > 57 && digit < 10)) return false;
    value = value * (isHex ? 16 : 10) + digit;
  }
  out.low = value;
  out.high = 0;
  return true;
}

/**
 * A 64-bit number as an unsigned 32-bit one; negative numbers of 32 bits keep their bits. -1 when it does not fit.
 */
export function narrow(low: number, high: number): number {
  if (high === 0 || (high === 0xffff_ffff && low >= 0x8000_0000)) return low;
  return -1;
}
