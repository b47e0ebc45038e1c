import type { FailureTable, SessionTable } from "../types/session-table.ts";
import { describeFailure } from "./catalog/failure-text.ts";
import { durationExact, durationMin } from "./durations.ts";
import type { Rows } from "./filter/filter.ts";
import { orderByKeys } from "./radix-order.ts";

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
  return orderByKeys(rows, sessionKeys(table, strings, rows, column), direction === "descending");
}

/** Failure rows in the order of one column, by the same rules. */
export function sortFailures(
  table: FailureTable,
  strings: readonly string[],
  rows: Rows,
  column: FailureSortColumn,
  direction: SortDirection,
): Rows {
  return orderByKeys(rows, failureKeys(table, strings, rows, column), direction === "descending");
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

function sessionKeys(
  table: SessionTable,
  strings: readonly string[],
  rows: Rows,
  column: SessionSortColumn,
): Float64Array {
  switch (column) {
    case "id":
      return keysOf(rows, (row) => row);
    case "computer":
    case "user":
    case "domain":
    case "sid":
    case "sourceAddress":
    case "workstation":
    case "clientName":
    case "process":
    case "package":
      return textKeys(rows, table[column], strings);
    case "leadLogonId":
      return keysOf(rows, (row) => table.leadLogonIdHigh[row]! * 2 ** 32 + table.leadLogonIdLow[row]!);
    case "logonType":
      return keysOf(rows, (row) => (table.logonType[row] === 255 ? Number.NaN : table.logonType[row]!));
    case "elevated":
      return keysOf(rows, (row) => (table.elevated[row] === 0 ? Number.NaN : table.elevated[row]!));
    case "start":
      // An unknown start is sorted by the moment it was not later than: there the session stands in a timeline.
      return keysOf(rows, (row) => firstKnown(table.start[row]!, table.startUpper[row]!));
    case "end":
      return keysOf(rows, (row) => firstKnown(table.end[row]!, table.endLower[row]!));
    case "duration":
      return keysOf(rows, (row) => firstKnown(durationExact(table, row), durationMin(table, row)));
    case "active":
      return keysOf(rows, (row) => firstKnown(table.active[row]!, table.activeMin[row]!));
    case "kind":
    case "endReason":
    case "confidence":
    case "flags":
    case "evidence":
      return keysOf(rows, (row) => table[column][row]!);
  }
}

function failureKeys(
  table: FailureTable,
  strings: readonly string[],
  rows: Rows,
  column: FailureSortColumn,
): Float64Array {
  switch (column) {
    case "time":
      return keysOf(rows, (row) => table.time[row]!);
    case "logonType":
      return keysOf(rows, (row) => (table.logonType[row] === 255 ? Number.NaN : table.logonType[row]!));
    case "status":
      return keysOf(rows, (row) => table.subStatus[row]! || table.status[row]!);
    case "reason": {
      const texts = reasonTexts(table, strings, rows);
      return textKeys(rows, texts.ids, texts.words);
    }
    default:
      return textKeys(rows, table[column], strings);
  }
}

function keysOf(rows: Rows, key: (row: number) => number): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) keys[i] = key(rows[i]!);
  return keys;
}

/** Ranks of texts: the few distinct ones are sorted, the many rows only get their numbers. */
function textKeys(rows: Rows, column: Uint32Array, strings: readonly string[]): Float64Array {
  const seen = new Uint8Array(strings.length);
  for (const row of rows) seen[column[row]!] = 1;
  const ids: number[] = [];
  for (let id = 1; id < seen.length; id++) if (seen[id] === 1) ids.push(id);
  const lower = new Map(ids.map((id) => [id, strings[id]!.toLowerCase()]));
  ids.sort((a, b) => compare(lower.get(a)!, lower.get(b)!) || compare(strings[a]!, strings[b]!));
  const ranks = new Float64Array(strings.length).fill(Number.NaN);
  for (const [rank, id] of ids.entries()) ranks[id] = rank;
  return keysOf(rows, (row) => ranks[column[row]!]!);
}

/** The worded reason of each row as a column of ids, each combination of codes worded once. */
function reasonTexts(
  table: FailureTable,
  strings: readonly string[],
  rows: Rows,
): { readonly ids: Uint32Array; readonly words: readonly string[] } {
  const words = [""];
  const known = new Map<string, number>();
  const ids = new Uint32Array(table.length);
  for (const row of rows) {
    const codes = `${table.status[row]} ${table.subStatus[row]} ${table.reason[row]}`;
    let id = known.get(codes);
    if (id === undefined) {
      const text = strings[table.reason[row]!] ?? "";
      id = words.push(describeFailure(table.status[row]!, table.subStatus[row]!, text).text) - 1;
      known.set(codes, id);
    }
    ids[row] = id;
  }
  return { ids, words };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstKnown(value: number, instead: number): number {
  return Number.isNaN(value) ? instead : value;
}
