import { filetimeToIso } from "../../time.ts";
import { type Literal, literalOf, putLiteral } from "./literal.ts";
import { putText } from "./put-text.ts";

/* Numbers, times, SIDs and GUIDs into bytes, as `valueText` prints them; see put-text.ts for what positions mean. */

const ZERO = 48;
const DASH = 0x2d;
const COLON = 0x3a;
/** Digits of numbers below 16. */
const LOWER = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
/** Both upper-case digits of each byte, the first one in the lower half. */
const PAIRS = Uint16Array.from({ length: 256 }, (_, byte) => upper(byte >> 4) | (upper(byte & 15) << 8));

function upper(digit: number): number {
  return digit < 10 ? ZERO + digit : 0x41 + digit - 10;
}

/** An unsigned number below 2^32 in decimal digits. */
export function putDecimal(out: Uint8Array, from: number, value: number): number {
  let rest = value >>> 0;
  if (rest < 10) {
    out[from] = ZERO + rest;
    return from + 1;
  }
  let end = from + 2;
  for (let limit = 100; end < from + 10 && rest >= limit; limit *= 10) end++;
  for (let at = end - 1; at >= from; at--) {
    const next = (rest / 10) >>> 0;
    out[at] = ZERO + rest - next * 10;
    rest = next;
  }
  return end;
}

/** An unsigned 64-bit number in decimal digits. */
export function putLong(out: Uint8Array, from: number, view: DataView, position: number): number {
  if (view.getUint32(position + 4, true) === 0) return putDecimal(out, from, view.getUint32(position, true));
  return putText(out, from, String(view.getBigUint64(position, true)));
}

/** `0x` and digits without leading zeros, of two halves. */
export function putHex(out: Uint8Array, from: number, low: number, high: number): number {
  out[from] = ZERO;
  out[from + 1] = 0x78;
  const lowDigits = (35 - Math.clz32(low | 1)) >> 2;
  if (high === 0) return putDigits(out, from + 2, low, lowDigits);
  const at = putDigits(out, from + 2, high, (35 - Math.clz32(high)) >> 2);
  return putDigits(out, at, low, 8);
}

function putDigits(out: Uint8Array, from: number, value: number, digits: number): number {
  let rest = value;
  for (let at = from + digits - 1; at >= from; at--) {
    out[at] = LOWER[rest & 15]!;
    rest >>>= 4;
  }
  return from + digits;
}

/** Bytes as upper-case hex digits. */
export function putBinary(
  wide: DataView,
  from: number,
  bytes: Uint8Array,
  position: number,
  size: number,
): number {
  const end = position + size;
  let at = from;
  for (let p = position; p < end; p++, at += 2) wide.setInt16(at, PAIRS[bytes[p]!]!, true);
  return at;
}

/** A GUID in braces. */
export function putGuid(
  out: Uint8Array,
  wide: DataView,
  from: number,
  view: DataView,
  position: number,
): number {
  const first = view.getInt32(position, true);
  const second = view.getInt32(position + 4, true);
  const third = view.getInt32(position + 8, true);
  const fourth = view.getInt32(position + 12, true);
  out[from] = 0x7b;
  wide.setInt32(from + 1, fourDigits(first >>> 24, (first >>> 16) & 0xff), true);
  wide.setInt32(from + 5, fourDigits((first >>> 8) & 0xff, first & 0xff), true);
  out[from + 9] = DASH;
  wide.setInt32(from + 10, fourDigits((second >>> 8) & 0xff, second & 0xff), true);
  out[from + 14] = DASH;
  wide.setInt32(from + 15, fourDigits(second >>> 24, (second >>> 16) & 0xff), true);
  out[from + 19] = DASH;
  wide.setInt32(from + 20, fourDigits(third & 0xff, (third >>> 8) & 0xff), true);
  out[from + 24] = DASH;
  wide.setInt32(from + 25, fourDigits((third >>> 16) & 0xff, third >>> 24), true);
  wide.setInt32(from + 29, fourDigits(fourth & 0xff, (fourth >>> 8) & 0xff), true);
  wide.setInt32(from + 33, fourDigits((fourth >>> 16) & 0xff, fourth >>> 24), true);
  out[from + 37] = 0x7d;
  return from + 38;
}

/** The digits of two bytes as a word to be written. */
function fourDigits(first: number, second: number): number {
  return PAIRS[first]! | (PAIRS[second]! << 16);
}

/** A SID of a size; -1 for one that makes no sense or has an authority beyond 32 bits. */
export function putSid(
  out: Uint8Array,
  from: number,
  bytes: Uint8Array,
  view: DataView,
  position: number,
  size: number,
): number {
  const count = size >= 8 ? bytes[position + 1]! : -1;
  if (count < 0 || count > 15 || size < 8 + count * 4 || view.getUint16(position + 2, false) !== 0) return -1;
  out[from] = 0x53;
  out[from + 1] = DASH;
  let at = putDecimal(out, from + 2, bytes[position]!);
  out[at++] = DASH;
  at = putDecimal(out, at, view.getUint32(position + 4, false));
  for (let p = position + 8; p < position + 8 + count * 4; p += 4) {
    out[at++] = DASH;
    at = putDecimal(out, at, view.getUint32(p, true));
  }
  return at;
}

/** Below this half, some twelve thousand years after 1601, a FILETIME can be divided as it is done here. */
const EXACT_HIGH = 0x4000_0000;
const STEPS_PER_SECOND = 10_000_000;
/** 2^32 steps in seconds, and what is left over. */
const SECONDS_OF_HIGH = 429;
const STEPS_OF_HIGH = 4_967_296;
const SECONDS_PER_DAY = 86_400;
/** The day written last; records come by the thousand on one day. */
let lastDay = -1;
let lastDate: Literal = literalOf("");

/** A FILETIME as `filetimeToIso` prints it. */
export function putFiletime(
  out: Uint8Array,
  wide: DataView,
  from: number,
  low: number,
  high: number,
): number {
  if (high >= EXACT_HIGH) return putText(out, from, filetimeToIso(low, high));
  // Exact: every number stays below 2^53.
  const steps = high * STEPS_OF_HIGH + low;
  const carry = Math.floor(steps / STEPS_PER_SECOND);
  const rest = steps - carry * STEPS_PER_SECOND;
  const seconds = high * SECONDS_OF_HIGH + carry;
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  if (day !== lastDay) {
    const text = filetimeToIso(low, high);
    lastDate = literalOf(text.slice(0, text.indexOf("T") + 1));
    lastDay = day;
  }
  let at = putLiteral(wide, from, lastDate);
  const ofDay = (seconds - day * SECONDS_PER_DAY) | 0;
  const minutes = (ofDay / 60) | 0;
  const hours = (minutes / 60) | 0;
  at = putTwo(out, at, hours);
  out[at++] = COLON;
  at = putTwo(out, at, minutes - hours * 60);
  out[at++] = COLON;
  at = putTwo(out, at, ofDay - minutes * 60);
  out[at++] = 0x2e;
  let fraction = rest | 0;
  for (let i = at + 6; i >= at; i--) {
    const next = (fraction / 10) | 0;
    out[i] = ZERO + fraction - next * 10;
    fraction = next;
  }
  out[at + 7] = 0x5a;
  return at + 8;
}

function putTwo(out: Uint8Array, at: number, value: number): number {
  const tens = (value / 10) | 0;
  out[at] = ZERO + tens;
  out[at + 1] = ZERO + value - tens * 10;
  return at + 2;
}
