import { ELEVATED_UNKNOWN, NO_LOGON_TYPE } from "../types/event-table.ts";
import type { FailureTable, SessionTable } from "../types/session-table.ts";
import { describeFailure } from "./catalog/failure-text.ts";
import { durationExact, durationMin } from "./durations.ts";
import type { Rows } from "./filter/filter.ts";
import { orderByKeys } from "./radix-order.ts";
import { orderByRanks, reversedRanks } from "./rank-order.ts";
import { textRanks } from "./text-ranks.ts";

/** Columns a session table can be sorted by. */
export const SESSION_SORT_COLUMNS = [
  "id",
  "kind",
  "computer",
  "user",
  "domain",
  "sid",
  "logonType",
  "leadLogonId",
  "elevated",
  "start",
  "end",
  "endReason",
  "confidence",
  "duration",
  "active",
  "sourceAddress",
  "workstation",
  "clientName",
  "process",
  "package",
  "flags",
  "evidence",
] as const;
export type SessionSortColumn = (typeof SESSION_SORT_COLUMNS)[number];

/** Columns a table of failed logons can be sorted by. */
export const FAILURE_SORT_COLUMNS = [
  "time",
  "computer",
  "user",
  "domain",
  "sid",
  "logonType",
  "status",
  "reason",
  "sourceAddress",
  "workstation",
  "process",
  "package",
] as const;
export type FailureSortColumn = (typeof FAILURE_SORT_COLUMNS)[number];

/** No code: every one of the list is known. */
const NONE = -1;

export type SortDirection = "ascending" | "descending";

/**
 * Session rows in the order of one column. Stable: rows that compare equal keep the order they come in. What is not
 * known stands last in both directions. Texts compare by their lower-case code units, never by a locale, so that
 * the same input gives the same order on every machine.
 */
export function sortSessions(
  table: SessionTable,
  strings: readonly string[],
  rows: Rows,
  column: SessionSortColumn,
  direction: SortDirection,
): Rows {
  const descending = direction === "descending";
  switch (column) {
    case "computer":
    case "user":
    case "domain":
    case "sid":
    case "sourceAddress":
    case "workstation":
    case "clientName":
    case "process":
    case "package":
      return byText(rows, table[column], strings, descending);
    case "kind":
    case "endReason":
    case "confidence":
    case "flags":
    case "evidence":
      return byCode(rows, table[column], NONE, descending);
    case "logonType":
      return byCode(rows, table.logonType, NO_LOGON_TYPE, descending);
    case "elevated":
      return byCode(rows, table.elevated, ELEVATED_UNKNOWN, descending);
    default:
      return orderByKeys(rows, sessionKeys(table, rows, column), descending);
  }
}

/** Failure rows in the order of one column, by the same rules. */
export function sortFailures(
  table: FailureTable,
  strings: readonly string[],
  rows: Rows,
  column: FailureSortColumn,
  direction: SortDirection,
): Rows {
  const descending = direction === "descending";
  switch (column) {
    case "time":
      return orderByKeys(rows, valuesOf(rows, table.time), descending);
    case "status":
      return orderByKeys(rows, statusKeys(table, rows), descending);
    case "logonType":
      return byCode(rows, table.logonType, NO_LOGON_TYPE, descending);
    case "reason": {
      const { ids, words } = reasonTexts(table, strings);
      return byText(rows, ids, words, descending);
    }
    default:
      return byText(rows, table[column], strings, descending);
  }
}

/** One column of an order. */
export interface SortKey<Column extends string> {
  readonly column: Column;
  readonly direction: SortDirection;
}

/**
 * Session rows in the order of several columns, the first one leading. Each column is one stable pass, the last column
 * first, so that no row is ever compared with another.
 */
export function sortSessionsBy(
  table: SessionTable,
  strings: readonly string[],
  rows: Rows,
  keys: readonly SortKey<SessionSortColumn>[],
): Rows {
  return keys.reduceRight(
    (sorted, { column, direction }) => sortSessions(table, strings, sorted, column, direction),
    rows,
  );
}

/** Failure rows in the order of several columns, by the same rules. */
export function sortFailuresBy(
  table: FailureTable,
  strings: readonly string[],
  rows: Rows,
  keys: readonly SortKey<FailureSortColumn>[],
): Rows {
  return keys.reduceRight(
    (sorted, { column, direction }) => sortFailures(table, strings, sorted, column, direction),
    rows,
  );
}

function byText(rows: Rows, column: Uint32Array, strings: readonly string[], descending: boolean): Rows {
  const ranks = textRanks(column, strings);
  return orderByRanks(rows, column, descending ? reversedRanks(ranks, true) : ranks).rows;
}

/** Codes stand in the order of their list, the one for what is not known behind all others. */
function byCode(rows: Rows, column: Uint8Array | Uint16Array, unknown: number, descending: boolean): Rows {
  const length = 2 ** (8 * column.BYTES_PER_ELEMENT);
  const rank = Uint32Array.from({ length }, (_, code) => (code === unknown ? length : code));
  const ranks = { rank, length: length + 1 };
  return orderByRanks(rows, column, descending ? reversedRanks(ranks, true) : ranks).rows;
}

type NumberColumn = "id" | "leadLogonId" | "start" | "end" | "duration" | "active";

function sessionKeys(table: SessionTable, rows: Rows, column: NumberColumn): Float64Array {
  switch (column) {
    case "id":
      return rowKeys(rows);
    case "leadLogonId":
      return logonIdKeys(table, rows);
    case "start":
      // An unknown start is sorted by the moment it was not later than: there the session stands in a timeline.
      return firstKnown(rows, table.start, table.startUpper);
    case "end":
      return firstKnown(rows, table.end, table.endLower);
    case "duration":
      return durationKeys(table, rows);
    case "active":
      return firstKnown(rows, table.active, table.activeMin);
  }
}

// One loop for each kind of key: a function called for every row of a million would cost as much as the sort itself.

function rowKeys(rows: Rows): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) keys[i] = rows[i]!;
  return keys;
}

function valuesOf(rows: Rows, column: Float64Array): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) keys[i] = column[rows[i]!]!;
  return keys;
}

function firstKnown(rows: Rows, column: Float64Array, instead: Float64Array): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) {
    const row = rows[i]!;
    const value = column[row]!;
    keys[i] = Number.isNaN(value) ? instead[row]! : value;
  }
  return keys;
}

function durationKeys(table: SessionTable, rows: Rows): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) {
    const row = rows[i]!;
    const exact = durationExact(table, row);
    keys[i] = Number.isNaN(exact) ? durationMin(table, row) : exact;
  }
  return keys;
}

function logonIdKeys({ leadLogonIdHigh, leadLogonIdLow }: SessionTable, rows: Rows): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) {
    const row = rows[i]!;
    keys[i] = leadLogonIdHigh[row]! * 2 ** 32 + leadLogonIdLow[row]!;
  }
  return keys;
}

function statusKeys({ status, subStatus }: FailureTable, rows: Rows): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < keys.length; i++) keys[i] = subStatus[rows[i]!]! || status[rows[i]!]!;
  return keys;
}

interface Reasons {
  readonly ids: Uint32Array;
  readonly words: readonly string[];
}

const knownReasons = new WeakMap<FailureTable, Reasons>();

/** The worded reason of each failure as a column of ids, each combination of codes worded once. */
function reasonTexts(table: FailureTable, strings: readonly string[]): Reasons {
  const before = knownReasons.get(table);
  if (before !== undefined) return before;
  const { status, subStatus, reason, length } = table;
  const words = [""];
  const known = new Map<string, number>();
  const ids = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    // Guessing repeats itself: most records carry the codes of the one before.
    const again =
      row > 0 &&
      status[row] === status[row - 1] &&
      subStatus[row] === subStatus[row - 1] &&
      reason[row] === reason[row - 1];
    if (again) {
      ids[row] = ids[row - 1]!;
      continue;
    }
    const codes = `${status[row]} ${subStatus[row]} ${reason[row]}`;
    let id = known.get(codes);
    if (id === undefined) {
      const text = strings[reason[row]!] ?? "";
      id = words.push(describeFailure(status[row]!, subStatus[row]!, text).text) - 1;
      known.set(codes, id);
    }
    ids[row] = id;
  }
  const reasons = { ids, words };
  knownReasons.set(table, reasons);
  return reasons;
}
