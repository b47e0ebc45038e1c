import type { Rows } from "./filter/filter.ts";

/** A column of small whole numbers: the ids of texts, the codes of lists. One for each row of the table. */
export type CodeColumn = Uint32Array | Uint16Array | Uint8Array;

/** Codes of a column put in an order: `rank[code]` is below `length`, equal ranks stand together. */
export interface Ranks {
  readonly rank: Uint32Array;
  readonly length: number;
}

/** Rows in the order of their ranks, and where those of rank r begin: `start[r] .. start[r + 1] - 1`. */
export interface RankedRows {
  readonly rows: Rows;
  readonly start: Uint32Array;
}

/** Puts rows with lower ranks first, in one counting pass. Rows of equal rank keep the order they come in. */
export function orderByRanks(rows: Rows, codes: CodeColumn, { rank, length }: Ranks): RankedRows {
  const count = rows.length;
  const start = new Uint32Array(length + 1);
  for (let i = 0; i < count; i++) start[rank[codes[rows[i]!]!]! + 1]!++;
  for (let at = 1; at <= length; at++) start[at]! += start[at - 1]!;
  const next = start.slice(0, length);
  const out = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    out[next[rank[codes[row]!]!]!++] = row;
  }
  return { rows: out, start };
}

/** The other way around, but for the last rank where it stands for what is not known. */
export function reversedRanks({ rank, length }: Ranks, lastStays: boolean): Ranks {
  const top = lastStays ? length - 2 : length - 1;
  return { rank: rank.map((one) => (one > top ? one : top - one)), length };
}
