import type { Ranks } from "./rank-order.ts";

interface Known {
  readonly strings: readonly string[];
  readonly ranks: Ranks;
}

/** Columns never change once a case is made, so what was worked out of one holds as long as it lives. */
const known = new WeakMap<Uint32Array, Known>();

/**
 * Ranks of the texts that occur in a column of text ids: the few distinct ones are sorted, the many rows are only
 * counted by them. Lower-case code units decide, then the text itself; never a locale, so that the same input gives
 * the same order on every machine. A text that is not given has the last rank, which is always there.
 */
export function textRanks(column: Uint32Array, strings: readonly string[]): Ranks {
  const before = known.get(column);
  if (before?.strings === strings) return before.ranks;
  const ranks = ranksOf(column, strings);
  known.set(column, { strings, ranks });
  return ranks;
}

function ranksOf(column: Uint32Array, strings: readonly string[]): Ranks {
  const seen = new Uint8Array(strings.length);
  for (let row = 0; row < column.length; row++) seen[column[row]!] = 1;
  const texts: { readonly id: number; readonly lower: string; readonly text: string }[] = [];
  for (let id = 1; id < seen.length; id++) {
    if (seen[id] === 1) texts.push({ id, lower: strings[id]!.toLowerCase(), text: strings[id]! });
  }
  texts.sort((a, b) => compare(a.lower, b.lower) || compare(a.text, b.text));
  const rank = new Uint32Array(strings.length).fill(texts.length);
  for (const [at, { id }] of texts.entries()) rank[id] = at;
  return { rank, length: texts.length + 1 };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
