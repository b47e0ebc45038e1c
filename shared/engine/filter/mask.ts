import type { QueryValue } from "./query.ts";
import type { RangeTest } from "./ranges.ts";
import type { TextTest } from "./wildcard.ts";

/** One byte a row: 1 where a condition holds. */
export type Mask = Uint8Array;

/** What a condition is tested on: the rows of a table and the texts its columns point to. */
export interface MaskContext {
  readonly length: number;
  readonly strings: readonly string[];
}

/** The distinct ids of columns, which never change once a case is made: what was found holds as long as the column. */
const known = new WeakMap<Uint32Array, Uint32Array>();

/** Ids of the texts that occur in a column, each once, without "not given". */
function idsOf(column: Uint32Array, texts: number): Uint32Array {
  const before = known.get(column);
  if (before !== undefined) return before;
  const seen = new Uint8Array(texts);
  seen[0] = 1;
  const ids: number[] = [];
  for (let row = 0; row < column.length; row++) {
    const id = column[row]!;
    if (seen[id] !== 0) continue;
    seen[id] = 1;
    ids.push(id);
  }
  const found = Uint32Array.from(ids);
  known.set(column, found);
  return found;
}

/**
 * Rows of which the text in any of some columns passes a test. Every distinct text is tested, and a column is looked at
 * only when one of its texts passes. "Not given" never passes: it has no text to compare.
 */
export function textMask(context: MaskContext, test: TextTest, ...columns: readonly Uint32Array[]): Mask {
  const { strings } = context;
  const passes = new Uint8Array(strings.length);
  const mask = new Uint8Array(context.length);
  // A column may be there twice: equal ones are sent as one.
  for (const column of new Set(columns)) {
    let any = 0;
    for (const id of idsOf(column, strings.length)) {
      if (passes[id] === 0 && test(strings[id]!)) passes[id] = 1;
      any |= passes[id]!;
    }
    // No branch: which rows pass is as good as random.
    if (any === 1) for (let row = 0; row < mask.length; row++) mask[row]! |= passes[column[row]!]!;
  }
  return mask;
}

/** Rows whose value of a small column is in a set of codes. */
export function codeMask(column: Uint8Array, length: number, codes: ReadonlySet<number>): Mask {
  const wanted = new Uint8Array(256);
  for (const code of codes) wanted[code] = 1;
  const mask = new Uint8Array(length);
  for (let row = 0; row < length; row++) mask[row] = wanted[column[row]!]!;
  return mask;
}

/** Rows whose hour of the week is one of those wanted. */
export function hourMask(hours: Uint8Array, wants: (hour: number) => boolean): Mask {
  const wanted = new Set<number>();
  for (let hour = 0; hour < 168; hour++) if (wants(hour)) wanted.add(hour);
  return codeMask(hours, hours.length, wanted);
}

/** Rows whose bounds pass a range; a limit that is not asked for looks at no column. */
export function rangeMask(
  length: number,
  { low, lowOpen, high, highOpen }: RangeTest,
  min: () => Float64Array,
  max: () => Float64Array,
): Mask {
  const mask = new Uint8Array(length).fill(1);
  if (low !== Number.NEGATIVE_INFINITY) {
    const least = min();
    for (let row = 0; row < length; row++)
      mask[row] = least[row]! > low || (!lowOpen && least[row] === low) ? 1 : 0;
  }
  if (high !== Number.POSITIVE_INFINITY) {
    const most = max();
    for (let row = 0; row < length; row++)
      mask[row]! &= most[row]! < high || (!highOpen && most[row] === high) ? 1 : 0;
  }
  return mask;
}

/** Rows for which a function holds. */
export function rowMask(length: number, holds: (row: number) => boolean): Mask {
  const mask = new Uint8Array(length);
  for (let row = 0; row < length; row++) if (holds(row)) mask[row] = 1;
  return mask;
}

export function anyOf(length: number, masks: readonly Mask[]): Mask {
  const first = masks[0];
  if (first === undefined) return new Uint8Array(length);
  for (const mask of masks.slice(1)) for (let row = 0; row < length; row++) first[row]! |= mask[row]!;
  return first;
}

export function allOf(length: number, masks: readonly Mask[]): Mask {
  const first = masks[0];
  if (first === undefined) return new Uint8Array(length).fill(1);
  for (const mask of masks.slice(1)) for (let row = 0; row < length; row++) first[row]! &= mask[row]!;
  return first;
}

export function invert(mask: Mask): Mask {
  for (let row = 0; row < mask.length; row++) mask[row]! ^= 1;
  return mask;
}

/** Four rows of a mask at a time; what is left over at its end belongs to nobody. */
function fours(mask: Mask): Uint32Array {
  return mask.byteOffset % 4 === 0
    ? new Uint32Array(mask.buffer, mask.byteOffset, mask.length >>> 2)
    : new Uint32Array(0);
}

/** So many times four bytes of ones may be added up before one of the four sums runs over. */
const BYTE_SUMS = 255;

function countOf(mask: Mask): number {
  const words = fours(mask);
  let count = 0;
  for (let at = 0; at < words.length; ) {
    const end = Math.min(words.length, at + BYTE_SUMS);
    let sums = 0;
    for (; at < end; at++) sums = (sums + words[at]!) | 0;
    count += (sums & 0xff) + ((sums >>> 8) & 0xff) + ((sums >>> 16) & 0xff) + (sums >>> 24);
  }
  for (let row = words.length * 4; row < mask.length; row++) count += mask[row]!;
  return count;
}

/** The rows that a mask keeps, in table order. */
export function rowsOf(mask: Mask): Uint32Array<ArrayBuffer> {
  const count = countOf(mask);
  const rows = new Uint32Array(count);
  const words = fours(mask);
  let next = 0;
  // No branch on a row: what is written for one that is not kept is overwritten by the next.
  for (let at = 0; at < words.length && next < count; at++) {
    if (words[at] === 0) continue;
    for (let row = at * 4; row < at * 4 + 4; row++) {
      rows[next] = row;
      next += mask[row]!;
    }
  }
  for (let row = words.length * 4; next < count; row++) {
    rows[next] = row;
    next += mask[row]!;
  }
  return rows;
}

/** The unquoted word `none`, which asks for "not given". */
export function isNone(value: QueryValue): boolean {
  return !value.quoted && value.text.toLowerCase() === "none";
}
