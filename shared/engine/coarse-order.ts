import type { Rows } from "./filter/filter.ts";

/*
 * Doubles are sorted by a code of 22 or 32 bits first, in two or three counting passes instead of the six that their
 * 64 bits would need. The code is exact near the least key and coarser above:
 *
 *     key - least + c       exponent (16 octaves) | mantissa      c = 2^-15 of the range
 *     code                  4 bits                | 18 or 28 bits
 *
 * which fits times of a year (spread evenly, a few to a code) as well as durations (a million of seconds, one of three
 * years). Keys that share a code and came in another order are then put right by moving each a few places.
 */
const DIGIT = 11;
const BUCKETS = 1 << DIGIT;
const DIGIT_MASK = BUCKETS - 1;
const OCTAVES_BELOW = 2 ** 15;
/** Above every code of a number, whose octaves are 0 to 15 and nothing more; of 22 bits as of 32. */
const UNKNOWN = 0xffff_ffff;
const HIGHEST = 0xf800_0000;
/** Places that keys may be moved at the end, on average; more of it and the codes were too coarse. */
const MOVES = 12;
/** Expected moves from which on another digit is cheaper. */
const MOVES_OF_A_DIGIT = 1;
const SAMPLES = 4096;

/**
 * Positions of `keys` in their order, `NaN` last, equal keys in the order they come in; null where the codes do not
 * tell the keys apart well enough. `least` and `most` are the bounds of the known keys.
 */
export function coarseOrder(
  keys: Float64Array,
  least: number,
  most: number,
  descending: boolean,
): Rows | null {
  const range = most - least;
  const offset = range / OCTAVES_BELOW;
  // Infinite keys, or a range that is no number, or one so small that nothing can be added to it.
  if (!(offset > 0 && range < Number.POSITIVE_INFINITY && range + offset > range)) return null;
  const codes = codesOf(keys, least, offset, descending);
  const positions = movesOfShortCodes(codes) > MOVES_OF_A_DIGIT ? byThreeDigits(codes) : byTwoDigits(codes);
  return mended(positions, keys, descending) ? positions : null;
}

/** Codes of 32 bits; of those with 22 bits the lower ten are left out. */
function codesOf(keys: Float64Array, least: number, offset: number, descending: boolean): Uint32Array {
  const count = keys.length;
  const one = new Float64Array(1);
  // Little-endian halves; every platform that runs this is little-endian.
  const halves = new Uint32Array(one.buffer);
  one[0] = offset;
  const base = halves[1]!;
  const codes = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const key = keys[i]!;
    if (Number.isNaN(key)) {
      codes[i] = UNKNOWN;
      continue;
    }
    one[0] = key - least + offset;
    const code = ((halves[1]! - base) << 8) | (halves[0]! >>> 24);
    codes[i] = descending ? HIGHEST - code : code;
  }
  return codes;
}

/**
 * Places that each key would be moved after sorting by the short codes, judged by keys from all over: one moves past
 * half of those that share its short code and not its long one, half of the time.
 */
function movesOfShortCodes(codes: Uint32Array): number {
  const step = Math.max(1, Math.floor(codes.length / SAMPLES));
  const sample = new Uint32Array(Math.min(SAMPLES, codes.length));
  for (let i = 0; i < sample.length; i++) sample[i] = codes[i * step]!;
  sample.sort();
  let pairs = 0;
  for (let i = 0, short = 0, long = 0; i < sample.length; i++) {
    if (sample[i]! >>> 10 !== sample[short]! >>> 10) short = i;
    if (sample[i] !== sample[long]) long = i;
    // Those before it that share the short code alone.
    pairs += Math.max(0, long - short);
  }
  return (pairs * codes.length) / (2 * sample.length ** 2);
}

function byTwoDigits(codes: Uint32Array): Rows {
  const count = codes.length;
  const low = new Uint32Array(BUCKETS);
  const high = new Uint32Array(BUCKETS);
  for (let i = 0; i < count; i++) {
    const code = codes[i]!;
    low[(code >>> 10) & DIGIT_MASK]!++;
    high[code >>> 21]!++;
  }
  toStarts(low);
  toStarts(high);
  const positions = new Uint32Array(count);
  const rest = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const code = codes[i]!;
    const place = low[(code >>> 10) & DIGIT_MASK]!++;
    positions[place] = i;
    rest[place] = code >>> 21;
  }
  const out = new Uint32Array(count);
  for (let i = 0; i < count; i++) out[high[rest[i]!]!++] = positions[i]!;
  return out;
}

function byThreeDigits(codes: Uint32Array): Rows {
  const count = codes.length;
  const low = new Uint32Array(BUCKETS);
  const middle = new Uint32Array(BUCKETS);
  const high = new Uint32Array(BUCKETS);
  for (let i = 0; i < count; i++) {
    const code = codes[i]!;
    low[code & DIGIT_MASK]!++;
    middle[(code >>> 11) & DIGIT_MASK]!++;
    high[code >>> 22]!++;
  }
  toStarts(low);
  toStarts(middle);
  toStarts(high);
  const first = new Uint32Array(count);
  const upper = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const code = codes[i]!;
    const place = low[code & DIGIT_MASK]!++;
    first[place] = i;
    upper[place] = code >>> 11;
  }
  // The codes have been used up: their room takes the second order.
  const second = codes;
  const rest = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const code = upper[i]!;
    const place = middle[code & DIGIT_MASK]!++;
    second[place] = first[i]!;
    rest[place] = code >>> 11;
  }
  const out = new Uint32Array(count);
  for (let i = 0; i < count; i++) out[high[rest[i]!]!++] = second[i]!;
  return out;
}

/** Makes counts into the place where each bucket begins. */
function toStarts(counts: Uint32Array): void {
  let start = 0;
  for (let i = 0; i < counts.length; i++) {
    const size = counts[i]!;
    counts[i] = start;
    start += size;
  }
}

/** Moves each position before those whose keys stand after its own; false once that takes too long. */
function mended(positions: Rows, keys: Float64Array, descending: boolean): boolean {
  const sign = descending ? -1 : 1;
  let moves = positions.length * MOVES;
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i]!;
    const key = keys[position]! * sign;
    // False for NaN, which all stand at the end.
    if (!(key < before)) {
      before = key;
      continue;
    }
    let at = i;
    while (at > 0 && keys[positions[at - 1]!]! * sign > key) {
      positions[at] = positions[at - 1]!;
      at--;
    }
    positions[at] = position;
    moves -= i - at;
    if (moves < 0) return false;
  }
  return true;
}
