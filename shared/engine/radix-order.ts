import type { Rows } from "./filter/filter.ts";

/** Below this many rows a comparison sort is quicker than clearing tables of counters. */
const SMALL = 4096;
/** Whole numbers that lie this close together are counted out in one pass. */
const DENSE = 1 << 18;
/** The digits of a 64-bit key, lowest first: where each starts in its half. 2048 counters stay in the nearest cache. */
const DIGIT_SHIFTS = [0, 11, 22, 0, 11, 22] as const;
const DIGIT_MASKS = [0x7ff, 0x7ff, 0x3ff, 0x7ff, 0x7ff, 0x3ff] as const;
const DIGITS_OF_HALF = 3;
const BUCKETS = 1 << 11;

/**
 * Rows ordered by a number each: `keys[i]` belongs to `rows[i]`. Stable in both directions, `NaN` last in both.
 *
 * Keys that ascend already, as most times do, cost one look; small whole numbers, such as ranks of texts, one counting
 * pass; all others go by radix, whatever their values.
 */
export function orderByKeys(rows: Rows, keys: Float64Array, descending: boolean): Rows {
  const count = rows.length;
  const positions = new Uint32Array(count);
  let known = 0;
  for (let i = 0; i < count; i++) if (!Number.isNaN(keys[i]!)) positions[known++] = i;
  let next = known;
  if (known < count) for (let i = 0; i < count; i++) if (Number.isNaN(keys[i]!)) positions[next++] = i;
  const ordered = orderKnown(positions.subarray(0, known), keys, descending);
  const out = new Uint32Array(count);
  for (let i = 0; i < known; i++) out[i] = rows[ordered[i]!]!;
  for (let i = known; i < count; i++) out[i] = rows[positions[i]!]!;
  return out;
}

/** Ascending positions whose keys are numbers, in the order of the keys. */
function orderKnown(positions: Rows, keys: Float64Array, descending: boolean): Rows {
  let ascends = true;
  let whole = true;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const position of positions) {
    const key = keys[position]!;
    if (key < most) ascends = false;
    else most = key;
    if (key < least) least = key;
    if (whole && Math.floor(key) !== key) whole = false;
  }
  if (ascends) return descending ? backwards(positions, keys) : positions;
  if (positions.length < SMALL) {
    return positions.sort((a, b) => (descending ? keys[b]! - keys[a]! : keys[a]! - keys[b]!) || a - b);
  }
  // Infinite keys are no dense range: the difference is not below the limit.
  if (whole && most - least < DENSE) return counted(positions, keys, least, most, descending);
  return radix(positions, keys, descending);
}

/** Positions of ascending keys turned around; runs of equal keys keep their order. */
function backwards(positions: Rows, keys: Float64Array): Rows {
  const out = new Uint32Array(positions.length);
  let written = 0;
  for (let end = positions.length; end > 0; ) {
    const key = keys[positions[end - 1]!]!;
    let begin = end - 1;
    while (begin > 0 && keys[positions[begin - 1]!]! === key) begin--;
    for (let i = begin; i < end; i++) out[written++] = positions[i]!;
    end = begin;
  }
  return out;
}

function counted(
  positions: Rows,
  keys: Float64Array,
  least: number,
  most: number,
  descending: boolean,
): Rows {
  const places = new Uint32Array(most - least + 1);
  const sign = descending ? -1 : 1;
  const zero = descending ? most : least;
  for (const position of positions) places[(keys[position]! - zero) * sign]!++;
  toStarts(places, 0, places.length);
  const out = new Uint32Array(positions.length);
  for (const position of positions) out[places[(keys[position]! - zero) * sign]!++] = position;
  return out;
}

/** Makes counts into the place where each bucket begins. */
function toStarts(counts: Uint32Array, from: number, to: number): void {
  let start = 0;
  for (let i = from; i < to; i++) {
    const size = counts[i]!;
    counts[i] = start;
    start += size;
  }
}

/**
 * The bits of a double sort like an unsigned number once negative ones are inverted and positive ones get their sign
 * bit set. Six digits of 11 or 10 bits, lowest first, the keys travelling with their positions so that every pass
 * reads in order; a digit that all keys share is passed over.
 */
function radix(positions: Rows, keys: Float64Array, descending: boolean): Rows {
  const count = positions.length;
  const words = sortableWords(positions, keys, descending);
  const counts = new Uint32Array(DIGIT_SHIFTS.length * BUCKETS);
  for (let i = 0; i < count; i++) {
    const low = words.low[i]!;
    const high = words.high[i]!;
    counts[low & 0x7ff]!++;
    counts[BUCKETS + ((low >>> 11) & 0x7ff)]!++;
    counts[2 * BUCKETS + (low >>> 22)]!++;
    counts[3 * BUCKETS + (high & 0x7ff)]!++;
    counts[4 * BUCKETS + ((high >>> 11) & 0x7ff)]!++;
    counts[5 * BUCKETS + (high >>> 22)]!++;
  }
  let from = { low: words.low, high: words.high, positions };
  let to = {
    low: new Uint32Array(count),
    high: new Uint32Array(count),
    positions: new Uint32Array(count),
  };
  for (const [digit, shift] of DIGIT_SHIFTS.entries()) {
    const base = digit * BUCKETS;
    const mask = DIGIT_MASKS[digit]!;
    const inLow = digit < DIGITS_OF_HALF;
    const digits = inLow ? from.low : from.high;
    if (counts[base + ((digits[0]! >>> shift) & mask)] === count) continue;
    toStarts(counts, base, base + BUCKETS);
    for (let i = 0; i < count; i++) {
      const place = counts[base + ((digits[i]! >>> shift) & mask)]!++;
      to.positions[place] = from.positions[i]!;
      to.high[place] = from.high[i]!;
      if (inLow) to.low[place] = from.low[i]!;
    }
    [from, to] = [to, from];
  }
  return from.positions;
}

/** Halves of the keys whose bits, read as unsigned numbers, sort as wanted. */
function sortableWords(
  positions: Rows,
  keys: Float64Array,
  descending: boolean,
): { readonly low: Uint32Array<ArrayBuffer>; readonly high: Uint32Array<ArrayBuffer> } {
  const one = new Float64Array(1);
  // Little-endian halves; every platform that runs this is little-endian.
  const halves = new Uint32Array(one.buffer);
  const low = new Uint32Array(positions.length);
  const high = new Uint32Array(positions.length);
  const turn = descending ? 0xffff_ffff : 0;
  for (let i = 0; i < positions.length; i++) {
    // Adding 0 makes one zero of the two that a double has.
    one[0] = keys[positions[i]!]! + 0;
    const negative = halves[1]! >>> 31 === 1;
    low[i] = halves[0]! ^ (negative ? 0xffff_ffff : 0) ^ turn;
    high[i] = halves[1]! ^ (negative ? 0xffff_ffff : 0x8000_0000) ^ turn;
  }
  return { low, high };
}
