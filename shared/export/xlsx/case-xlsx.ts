import {
  FAILURE_CSV_COLUMNS,
  type FailureCsvColumn,
  SESSION_CSV_COLUMNS,
  type SessionCsvColumn,
} from "../csv.ts";
import { failureFacts, sessionFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import type { ExportInput, SessionExportInput } from "../export-case.ts";
import { failureRecord } from "../failure-record.ts";
import { sessionRecord } from "../session-record.ts";
import type { CellKind } from "./columns.ts";
import { type RecordItem, recordColumns } from "./record-columns.ts";
import { sheetTable, xlsxBytes } from "./write-tables.ts";

const SESSION_KINDS: Readonly<Partial<Record<SessionCsvColumn, CellKind>>> = {
  id: "number",
  logonType: "number",
  elevated: "flag",
  durationSeconds: "span",
  durationMinSeconds: "span",
  durationMaxSeconds: "span",
  activeSeconds: "span",
  activeMinSeconds: "span",
  activeMaxSeconds: "span",
  "startRecord.source": "number",
  "startRecord.offset": "number",
  "endRecord.source": "number",
  "endRecord.offset": "number",
};

const FAILURE_KINDS: Readonly<Partial<Record<FailureCsvColumn, CellKind>>> = {
  logonType: "number",
  count: "number",
  followedBySuccess: "flag",
  "record.source": "number",
  "record.offset": "number",
};

/** Which columns of the CSV are wanted, in this order; all of them when left out. */
export interface XlsxOptions<Column extends string> {
  readonly columns?: readonly Column[];
}

/** Sessions as a workbook. */
export function sessionsXlsx(
  input: SessionExportInput,
  options: XlsxOptions<SessionCsvColumn> = {},
): Generator<Uint8Array> {
  const { data, rows } = input;
  const { sessions: s } = data;
  const columns = recordColumns(options.columns ?? SESSION_CSV_COLUMNS, {
    kinds: SESSION_KINDS,
    moments: {
      start: (row) => s.start[row]!,
      startLower: (row) => s.startLower[row]!,
      startUpper: (row) => s.startUpper[row]!,
      end: (row) => s.end[row]!,
      endLower: (row) => s.endLower[row]!,
      endUpper: (row) => s.endUpper[row]!,
    },
  });
  const items = itemsOf(rows, (row) => sessionRecord(data, row));
  return xlsxBytes(sessionFacts(input), [sheetTable({ name: T.sessions, columns, items })]);
}

/** Failed logons as a workbook. */
export function failuresXlsx(
  input: ExportInput,
  options: XlsxOptions<FailureCsvColumn> = {},
): Generator<Uint8Array> {
  const { data, rows } = input;
  const columns = recordColumns(options.columns ?? FAILURE_CSV_COLUMNS, {
    kinds: FAILURE_KINDS,
    moments: { time: (row) => data.failures.time[row]! },
  });
  const items = itemsOf(rows, (row) => failureRecord(data, row));
  return xlsxBytes(failureFacts(input), [sheetTable({ name: T.failures, columns, items })]);
}

function* itemsOf(rows: Uint32Array, recordOf: (row: number) => RecordItem["record"]): Generator<RecordItem> {
  for (const row of rows) yield { row, record: recordOf(row) };
}
