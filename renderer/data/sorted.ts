import {
  type FailureGrouping,
  type FailureGroups,
  type FailureKeys,
  failureKeys,
  groupFailures,
} from "../../shared/engine/failure-groups.ts";
import type { Rows } from "../../shared/engine/filter/filter.ts";
import { type Grouping, groupSessions, type SessionGroups } from "../../shared/engine/grouping.ts";
import { type SortKey, sortFailuresBy, sortSessionsBy } from "../../shared/engine/sort.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { zoneByName } from "./clock.ts";
import { type ColumnSpec, FAILURE_TABLE, SESSION_TABLE } from "./columns.ts";
import { memoByObject } from "./memo.ts";

/** Column of a table and the direction it is sorted in. */
export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** Columns a table is sorted by, the leading one first. Never changed: another order is another array. */
export type TableOrder = readonly TableSort[];

/** From this many rows on, the order of the whole table is kept and thinned out instead of sorting what is shown. */
const MANY_ROWS = 40_000;

/** The engine's columns for those of a table; what has no order is passed over. */
function keysOf<Sort extends string>(
  specs: readonly ColumnSpec<Sort, string>[],
  order: TableOrder,
): readonly SortKey<Sort>[] {
  return order.flatMap(({ column, descending }) => {
    const by = specs.find((one) => one.id === column)?.sort ?? null;
    return by === null ? [] : [{ column: by, direction: descending ? "descending" : "ascending" } as const];
  });
}

const everyRow = memoByObject((data: CaseData): Rows => {
  const rows = new Uint32Array(data.sessions.length);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  return rows;
});

/** All rows in an order: a second filter on the same order then costs one pass. */
const wholeOrder = memoByObject((data: CaseData, order: TableOrder): Rows => {
  return sortSessionsBy(data.sessions, data.strings, everyRow(data), keysOf(SESSION_TABLE, order));
}, 3);

/**
 * Session rows in the order of some columns of the table. `rows` ascend, so thinning out the sorted table gives the
 * same as sorting them: the engine's sort is stable.
 */
export const sortedSessions = memoByObject((rows: Rows, data: CaseData, order: TableOrder): Rows => {
  if (rows.length < MANY_ROWS) {
    return sortSessionsBy(data.sessions, data.strings, rows, keysOf(SESSION_TABLE, order));
  }
  const whole = wholeOrder(data, order);
  if (rows.length === whole.length) return whole;
  const shown = new Uint8Array(data.sessions.length);
  for (let at = 0; at < rows.length; at++) shown[rows[at]!] = 1;
  const out = new Uint32Array(rows.length);
  let written = 0;
  // No branch on what is as good as random: a row that is not shown is overwritten by the next.
  for (let at = 0; at < whole.length && written < out.length; at++) {
    const row = whole[at]!;
    out[written] = row;
    written += shown[row]!;
  }
  return out;
});

/** Failure rows in the order of some columns of the table. */
export const sortedFailures = memoByObject((rows: Rows, data: CaseData, order: TableOrder): Rows => {
  return sortFailuresBy(data.failures, data.strings, rows, keysOf(FAILURE_TABLE, order));
});

/** The keys of every failure of a case, for putting them together. */
export const failureKeysOf = memoByObject(
  (data: CaseData): FailureKeys => failureKeys(data.failures, data.strings),
);

/** Failures put together, in an order that holds within each group. */
export const groupedFailures = memoByObject(
  (rows: Rows, data: CaseData, order: TableOrder, by: FailureGrouping): FailureGroups =>
    groupFailures(sortedFailures(rows, data, order), failureKeysOf(data), by),
);

/** Failure rows in the order of the screen: group by group where the table is grouped. */
export function orderedFailures(
  rows: Rows,
  data: CaseData,
  order: TableOrder,
  by: FailureGrouping | null,
): Rows {
  return by === null ? sortedFailures(rows, data, order) : groupedFailures(rows, data, order, by).rows;
}

/** Sessions put together, in an order that holds within each group. */
export const groupedSessions = memoByObject(
  (rows: Rows, data: CaseData, order: TableOrder, by: Grouping, zone: string): SessionGroups =>
    groupSessions(data.sessions, data.strings, sortedSessions(rows, data, order), by, zoneByName(zone)),
);

/** Session rows in the order of the screen: group by group where the table is grouped. */
export function orderedSessions(
  rows: Rows,
  data: CaseData,
  order: TableOrder,
  by: Grouping | null,
  zone: string,
): Rows {
  return by === null ? sortedSessions(rows, data, order) : groupedSessions(rows, data, order, by, zone).rows;
}
