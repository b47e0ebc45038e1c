import { type WhoRow, whoWasOn } from "../../shared/engine/who.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { memoByObject } from "./memo.ts";

const everyone = memoByObject((data: CaseData, at: number) => whoWasOn(data.sessions, at as Ticks));

/** Desktop sessions on at a moment, as `report who` gives them, that the filter of the page keeps as well. */
export const whoAmong = memoByObject((rows: Uint32Array, data: CaseData, at: number): readonly WhoRow[] =>
  everyone(data, at).filter(({ row }) => includes(rows, row)),
);

/** Whether ascending rows hold one row. */
function includes(rows: Uint32Array, row: number): boolean {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row;
}
