import type { Rows } from "./filter/filter.ts";

/** Rows put together by one or more keys. */
export interface RowGroups {
  readonly length: number;
  /** The rows of group g, in the order they came in, are `rows[start[g]] .. rows[start[g + 1] - 1]`. */
  readonly rows: Rows;
  /** `length + 1` entries. */
  readonly start: Uint32Array;
}

/**
 * Rows with equal keys next to each other, groups ascending by the first key, then the second. One stable counting
 * pass for every key, the last key first:
 *
 *     rows, by time        0  1  2  3  4
 *     user                 b  a  b  a  a       sorted by user      1 3 4 0 2
 *     computer             1  2  1  1  2       then by computer    3 | 0 2 | 1 4
 */
export function groupRows(rows: Rows, keys: readonly Uint32Array[]): RowGroups {
  let sorted = rows;
  for (const key of keys.toReversed()) sorted = sortedByKey(sorted, key);
  const begins: number[] = [];
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || keys.some((key) => key[sorted[i]!] !== key[sorted[i - 1]!])) begins.push(i);
  }
  const start = new Uint32Array(begins.length + 1);
  start.set(begins);
  start[begins.length] = sorted.length;
  return { length: begins.length, rows: sorted, start };
}

/** Keys are ids of texts: small whole numbers, so that each is counted. */
function sortedByKey(rows: Rows, key: Uint32Array): Rows {
  let most = -1;
  for (let i = 0; i < rows.length; i++) {
    const own = key[rows[i]!]!;
    if (own > most) most = own;
  }
  const next = new Uint32Array(most + 2);
  for (let i = 0; i < rows.length; i++) next[key[rows[i]!]! + 1]!++;
  for (let at = 1; at < next.length; at++) next[at]! += next[at - 1]!;
  const out = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    out[next[key[row]!]!++] = row;
  }
  return out;
}
