import { coarseOrder } from "./coarse-order.ts";
import type { Rows } from "./filter/filter.ts";

/** Up to here rows are put in their places one by one. */
const FEW = 24;
/** The digits of a 64-bit key, lowest first: where each starts in its half. 2048 counters stay in the nearest cache. */
const DIGIT_SHIFTS = [0, 11, 22, 0, 11, 22] as const;
const DIGIT_MASKS = [0x7ff, 0x7ff, 0x3ff, 0x7ff, 0x7ff, 0x3ff] as const;
const DIGITS_OF_HALF = 3;
const BUCKETS = 1 << 11;

/**
 * Rows ordered by a number each: `keys[i]` belongs to `rows[i]`. Stable in both directions, `NaN` last in both.
 *
 * Keys that are in order already, as most times are, cost one look; a few rows are put in their places; all others go
 * by radix, whatever their values: by a short code where it tells them apart, else by all of their bits.
 */
export function orderByKeys(rows: Rows, keys: Float64Array, descending: boolean): Rows {
  const count = rows.length;
  const { known, ascends, descends, least, most } = looked(keys);
  if (descending ? descends : ascends) return inOrder(rows, keys, known);
  if (descending && ascends) return backwards(rows, keys, known);
  const positions =
    count <= FEW
      ? placed(keys, descending)
      : (coarseOrder(keys, least, most, descending) ?? radix(keys, descending));
  if (countsUp(rows)) return positions;
  const out = new Uint32Array(count);
  for (let i = 0; i < count; i++) out[i] = rows[positions[i]!]!;
  return out;
}

interface Look {
  /** Keys that are numbers, and what holds for them. */
  readonly known: number;
  readonly ascends: boolean;
  readonly descends: boolean;
  readonly least: number;
  readonly most: number;
}

function looked(keys: Float64Array): Look {
  let known = 0;
  let ascends = true;
  let descends = true;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let before = Number.NaN;
  let at = 0;
  // Of keys in disorder a few dozen tell; comparing the rest with their neighbours would only cost time.
  for (; at < keys.length && (ascends || descends); at++) {
    const key = keys[at]!;
    if (Number.isNaN(key)) continue;
    if (key < before) ascends = false;
    else if (key > before) descends = false;
    least = Math.min(least, key);
    most = Math.max(most, key);
    before = key;
    known++;
  }
  for (; at < keys.length; at++) {
    const key = keys[at]!;
    if (key < least) least = key;
    if (key > most) most = key;
    if (!Number.isNaN(key)) known++;
  }
  return { known, ascends, descends, least, most };
}

/** Whether positions are rows: all of a table in its own order. */
function countsUp(rows: Rows): boolean {
  for (let i = 0; i < rows.length; i++) if (rows[i] !== i) return false;
  return true;
}

/** Rows whose known keys are in order: those without a key go to the end. */
function inOrder(rows: Rows, keys: Float64Array, known: number): Rows {
  if (known === rows.length) return rows.slice();
  const out = new Uint32Array(rows.length);
  let first = 0;
  let last = known;
  for (let i = 0; i < rows.length; i++) {
    if (Number.isNaN(keys[i]!)) out[last++] = rows[i]!;
    else out[first++] = rows[i]!;
  }
  return out;
}

/** Rows of ascending keys turned around; runs of equal keys keep their order, and so do those without a key. */
function backwards(rows: Rows, keys: Float64Array, known: number): Rows {
  const count = rows.length;
  const out = new Uint32Array(count);
  // Written from the end, each run in the order it comes in.
  let end = known;
  let last = known;
  let begin = known;
  let before = Number.NaN;
  for (let i = 0; i < count; i++) {
    const key = keys[i]!;
    if (Number.isNaN(key)) {
      out[last++] = rows[i]!;
      continue;
    }
    if (key !== before) {
      // The run that ended was written with its first row at `begin`, downwards.
      turn(out, begin, end);
      end = begin;
      before = key;
    }
    out[--begin] = rows[i]!;
  }
  turn(out, begin, end);
  return out;
}

/** Turns a stretch of rows around; most are one row long. */
function turn(rows: Rows, from: number, to: number): void {
  for (let a = from, b = to - 1; a < b; a++, b--) {
    const row = rows[a]!;
    rows[a] = rows[b]!;
    rows[b] = row;
  }
}

/** Positions of a few keys, each put where it belongs among those before it. */
function placed(keys: Float64Array, descending: boolean): Rows {
  const out = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    let at = i;
    while (at > 0 && standsAfter(keys[out[at - 1]!]!, key, descending)) {
      out[at] = out[at - 1]!;
      at--;
    }
    out[at] = i;
  }
  return out;
}

function standsAfter(a: number, b: number, descending: boolean): boolean {
  if (Number.isNaN(a)) return !Number.isNaN(b);
  return descending ? a < b : a > b;
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
function radix(keys: Float64Array, descending: boolean): Rows {
  const count = keys.length;
  const words = sortableWords(keys, descending);
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
  const positions = new Uint32Array(count);
  for (let i = 0; i < count; i++) positions[i] = i;
  let from = { ...words, positions };
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
  keys: Float64Array,
  descending: boolean,
): { readonly low: Uint32Array<ArrayBuffer>; readonly high: Uint32Array<ArrayBuffer> } {
  const one = new Float64Array(1);
  // Little-endian halves; every platform that runs this is little-endian.
  const halves = new Uint32Array(one.buffer);
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const turn = descending ? 0xffff_ffff : 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (Number.isNaN(key)) {
      // Above all numbers in both directions.
      low[i] = high[i] = 0xffff_ffff;
      continue;
    }
    // Adding 0 makes one zero of the two that a double has.
    one[0] = key + 0;
    const negative = halves[1]! >>> 31 === 1;
    low[i] = halves[0]! ^ (negative ? 0xffff_ffff : 0) ^ turn;
    high[i] = halves[1]! ^ (negative ? 0xffff_ffff : 0x8000_0000) ^ turn;
  }
  return { low, high };
}
