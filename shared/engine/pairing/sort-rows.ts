/** Order of two rows: negative when the first comes first. */
export type CompareRows = (a: number, b: number) => number;

/**
 * Sorts rows in place, stable, by merging the runs that are already in order. Logs come nearly sorted (a file is one
 * run, a live file that has wrapped is two), so the cost is linear in practice and n log n at worst.
 */
export function sortRows(rows: Uint32Array, compare: CompareRows): void {
  let ends = runEnds(rows, compare);
  if (ends.length <= 1) return;
  let from = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  while (ends.length > 1) {
    const merged: number[] = [];
    let start = 0;
    for (let i = 0; i < ends.length; i += 2) {
      const middle = ends[i]!;
      const end = ends[i + 1] ?? middle;
      merge(from, to, start, middle, end, compare);
      merged.push(end);
      start = end;
    }
    ends = merged;
    [from, to] = [to, from];
  }
  if (from !== rows) rows.set(from);
}

/** Ends of the runs; a strictly falling run (a file written newest first) is turned round on the way. */
function runEnds(rows: Uint32Array, compare: CompareRows): number[] {
  const ends: number[] = [];
  let start = 0;
  while (start < rows.length) {
    let end = start + 1;
    if (end < rows.length && compare(rows[start]!, rows[end]!) > 0) {
      while (end < rows.length && compare(rows[end - 1]!, rows[end]!) > 0) end++;
      rows.subarray(start, end).reverse();
    }
    while (end < rows.length && compare(rows[end - 1]!, rows[end]!) <= 0) end++;
    ends.push(end);
    start = end;
  }
  return ends;
}

function merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
  compare: CompareRows,
): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takeLeft = left < middle && (right >= end || compare(from[left]!, from[right]!) <= 0);
    to[at] = takeLeft ? from[left++]! : from[right++]!;
  }
}
