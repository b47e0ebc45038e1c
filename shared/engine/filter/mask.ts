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

const UNTESTED = 0;
const NO = 1;
const YES = 2;

/**
 * Rows of which the text in any of some columns passes a test. Every distinct text is tested once, when it is first
 * met. "Not given" never passes: it has no text to compare.
 */
export function textMask(context: MaskContext, test: TextTest, ...columns: readonly Uint32Array[]): Mask {
  const verdicts = new Uint8Array(context.strings.length);
  verdicts[0] = NO;
  const mask = new Uint8Array(context.length);
  for (const column of columns) {
    for (let row = 0; row < mask.length; row++) {
      const id = column[row]!;
      let verdict = verdicts[id]!;
      if (verdict === UNTESTED) {
        verdict = test(context.strings[id]!) ? YES : NO;
        verdicts[id] = verdict;
      }
      // No branch: which rows pass is as good as random.
      mask[row]! |= verdict >> 1;
    }
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

/** The rows that a mask keeps, in table order. */
export function rowsOf(mask: Mask): Uint32Array<ArrayBuffer> {
  let count = 0;
  for (let row = 0; row < mask.length; row++) count += mask[row]!;
  const rows = new Uint32Array(count);
  let next = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row] === 1) rows[next++] = row;
  return rows;
}

/** The unquoted word `none`, which asks for "not given". */
export function isNone(value: QueryValue): boolean {
  return !value.quoted && value.text.toLowerCase() === "none";
}
