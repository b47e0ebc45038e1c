/**
 * Rows that are picked, beyond the one that is chosen: a mark for each row of the data. Marks are bytes, so that all of
 * a million rows are picked in a millisecond. Never changed: another choice is another array.
 */
export type Picked = Uint8Array | null;

/** Picks the rows between two places of the screen, both included. Headings of groups, from `base` on, do not count. */
export function pickedRange(
  rows: Uint32Array,
  from: number,
  to: number,
  total: number,
  base: number,
): Picked {
  const marks = new Uint8Array(total);
  for (let at = Math.max(0, Math.min(from, to)); at <= Math.max(from, to); at++) {
    const row = rows[at];
    if (row !== undefined && row < base) marks[row] = 1;
  }
  return marks;
}

/** Picks one row more, or one less. Before that the chosen row counts as picked. */
export function pickedToggle(picked: Picked, chosen: number, row: number, total: number): Picked {
  const marks = picked === null ? new Uint8Array(total) : picked.slice();
  if (picked === null && chosen >= 0 && chosen < total) marks[chosen] = 1;
  marks[row] = marks[row] === 1 ? 0 : 1;
  return marks;
}

/** The picked rows that are on screen, in its order; without any the chosen one. */
export function pickedRows(rows: Uint32Array, picked: Picked, chosen: number, base: number): Uint32Array {
  if (picked === null) return chosen >= 0 && chosen < base ? Uint32Array.of(chosen) : new Uint32Array(0);
  return rows.filter((row) => row < base && picked[row] === 1);
}
