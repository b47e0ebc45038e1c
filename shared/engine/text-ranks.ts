import type { Ranks } from "./rank-order.ts";

interface Known {
  readonly strings: readonly string[];
  readonly names: Uint32Array;
  readonly ranks: Ranks;
}

/** Columns never change once a case is made, so what was worked out of one holds as long as it lives. */
const known = new WeakMap<Uint32Array, Known>();

/**
 * Ranks of the texts that occur in a column of text ids: the few distinct ones are sorted, the many rows are only
 * counted by them. Lower-case code units decide, then the text itself; never a locale, so that the same input gives
 * the same order on every machine. A text that is not given has the last rank, which is always there.
 *
 * Keys stand in the order of what people read instead, where `names` is the column of that: each by the first name its
 * rows have, by itself where they have none.
 */
export function textRanks(column: Uint32Array, strings: readonly string[], names = column): Ranks {
  const before = known.get(column);
  if (before?.strings === strings && before.names === names) return before.ranks;
  const ranks = ranksOf(column, strings, names);
  known.set(column, { strings, names, ranks });
  return ranks;
}

function ranksOf(column: Uint32Array, strings: readonly string[], names: Uint32Array): Ranks {
  const seen = new Uint8Array(strings.length);
  const nameOf = new Uint32Array(strings.length);
  for (let row = 0; row < column.length; row++) {
    const id = column[row]!;
    seen[id] = 1;
    if (nameOf[id] === 0) nameOf[id] = names[row]!;
  }
  const texts: { readonly id: number; readonly lower: string; readonly text: string }[] = [];
  for (let id = 1; id < seen.length; id++) {
    if (seen[id] === 0) continue;
    const text = strings[nameOf[id]!] || strings[id]!;
    texts.push({ id, lower: text.toLowerCase(), text });
  }
  texts.sort(
    (a, b) => compare(a.lower, b.lower) || compare(a.text, b.text) || compare(strings[a.id]!, strings[b.id]!),
  );
  const rank = new Uint32Array(strings.length).fill(texts.length);
  for (const [at, { id }] of texts.entries()) rank[id] = at;
  return { rank, length: texts.length + 1 };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
