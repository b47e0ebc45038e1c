import type { Rows } from "../../shared/engine/filter/filter.ts";
import { type SessionSortColumn, sortFailures, sortSessions } from "../../shared/engine/sort.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { FAILURE_TABLE, SESSION_TABLE } from "./columns.ts";
import { memoByObject } from "./memo.ts";

/** From this many rows on, the order of the whole table is kept and thinned out instead of sorting what is shown. */
const MANY_ROWS = 40_000;

const direction = (descending: boolean) => (descending ? "descending" : "ascending");

const everyRow = memoByObject((data: CaseData): Rows => {
  const rows = new Uint32Array(data.sessions.length);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  return rows;
});

/** All rows in the order of a column: a second filter on the same order then costs one pass. */
const wholeOrder = memoByObject((data: CaseData, by: SessionSortColumn, descending: boolean): Rows => {
  return sortSessions(data.sessions, data.strings, everyRow(data), by, direction(descending));
}, 3);

/**
 * Session rows in the order of a column of the table. `rows` ascend, so thinning out the sorted table gives the same
 * as sorting them: the engine's sort is stable.
 */
export const sortedSessions = memoByObject(
  (rows: Rows, data: CaseData, column: string, descending: boolean): Rows => {
    const by = SESSION_TABLE.find((one) => one.id === column)?.sort ?? "start";
    if (rows.length < MANY_ROWS) {
      return sortSessions(data.sessions, data.strings, rows, by, direction(descending));
    }
    const order = wholeOrder(data, by, descending);
    if (rows.length === order.length) return order;
    const shown = new Uint8Array(data.sessions.length);
    for (const row of rows) shown[row] = 1;
    const out = new Uint32Array(rows.length);
    let written = 0;
    for (const row of order) if (shown[row] === 1) out[written++] = row;
    return out;
  },
);

/** Failure rows in the order of a column of the table. */
export const sortedFailures = memoByObject(
  (rows: Rows, data: CaseData, column: string, descending: boolean): Rows => {
    const by = FAILURE_TABLE.find((one) => one.id === column)?.sort ?? "time";
    return sortFailures(data.failures, data.strings, rows, by, direction(descending));
  },
);
