import type { Rows } from "../../shared/engine/filter/filter.ts";
import { sortFailures, sortSessions } from "../../shared/engine/sort.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { FAILURE_TABLE, SESSION_TABLE } from "./columns.ts";
import { memoByObject } from "./memo.ts";

const direction = (descending: boolean) => (descending ? "descending" : "ascending");

/** Session rows in the order of a column of the table. */
export const sortedSessions = memoByObject(
  (rows: Rows, data: CaseData, column: string, descending: boolean): Rows => {
    const by = SESSION_TABLE.find((one) => one.id === column)?.sort ?? "start";
    return sortSessions(data.sessions, data.strings, rows, by, direction(descending));
  },
);

/** Failure rows in the order of a column of the table. */
export const sortedFailures = memoByObject(
  (rows: Rows, data: CaseData, column: string, descending: boolean): Rows => {
    const by = FAILURE_TABLE.find((one) => one.id === column)?.sort ?? "time";
    return sortFailures(data.failures, data.strings, rows, by, direction(descending));
  },
);
