import type { Rows } from "./filter/filter.ts";

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
/** Below this many rows a comparison sort is quicker than clearing four tables of counters. */
const SMALL = 4096;

/**
 * Rows ordered by a number each: `keys[i]` belongs to `rows[i]`. Stable in both directions, `NaN` last in both.
 *
 * Large orders go by radix: the bits of a double sort like an unsigned number once negative ones are inverted and
 * positive ones get their sign bit set, so four passes of counting over 16 bits each are enough, whatever the values.
 */
export function orderByKeys(rows: Rows, keys: Float64Array, descending: boolean): Rows {
  const count = rows.length;
  let order = new Uint32Array(count);
  let next = 0;
  for (let i = 0; i < count; i++) if (!Number.isNaN(keys[i]!)) order[next++] = i;
  const known = next;
  for (let i = 0; i < count; i++) if (Number.isNaN(keys[i]!)) order[next++] = i;
  const head = order.subarray(0, known);
  if (known < SMALL) {
    head.sort((a, b) => (descending ? keys[b]! - keys[a]! : keys[a]! - keys[b]!) || a - b);
  } else {
    const sorted = radix(head, keys, descending);
    const tail = order.subarray(known);
    order = new Uint32Array(count);
    order.set(sorted);
    order.set(tail, known);
  }
  for (let i = 0; i < count; i++) order[i] = rows[order[i]!]!;
  return order;
}

function radix(positions: Rows, keys: Float64Array, descending: boolean): Rows {
  const words = new Uint32Array(sortable(keys, descending).buffer);
  let from = positions;
  let to = new Uint32Array(positions.length);
  const counts = new Uint32Array(DIGITS);
  for (let pass = 0; pass < 4; pass++) {
    const shift = (pass & 1) * DIGIT_BITS;
    // Little-endian halves; typed arrays of every platform that runs this are little-endian.
    const half = pass >> 1;
    counts.fill(0);
    for (const position of from) counts[(words[position * 2 + half]! >>> shift) & (DIGITS - 1)]!++;
    let start = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const size = counts[digit]!;
      counts[digit] = start;
      start += size;
    }
    for (const position of from)
      to[counts[(words[position * 2 + half]! >>> shift) & (DIGITS - 1)]!++] = position;
    [from, to] = [to, from];
  }
  return from;
}

/** Copies of the keys whose bits, read as unsigned numbers, sort as wanted. */
function sortable(keys: Float64Array, descending: boolean): Float64Array<ArrayBuffer> {
  // Adding 0 makes one zero of the two that a double has.
  const copy = Float64Array.from(keys, (key) => key + 0);
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < copy.length; i++) {
    const negative = words[i * 2 + 1]! >>> 31 === 1;
    const flipLow = negative !== descending ? 0xffff_ffff : 0;
    const flipHigh = negative ? 0xffff_ffff : 0x8000_0000;
    words[i * 2]! ^= flipLow;
    words[i * 2 + 1]! ^= descending ? ~flipHigh : flipHigh;
  }
  return copy;
}
