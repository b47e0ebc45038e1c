import { type EventColumns, NO_LOGON_TYPE, NO_NUMBER } from "../../types/event-table.ts";
import { FIELD, type FieldId } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import type { Names } from "./names.ts";

/** Writes the fields of one record of one kind into its row. */
export type FieldMap = (columns: EventColumns, row: number, record: RecordView, names: Names) => void;

/** A 32-bit number of a record for a column where `NO_NUMBER` stands for "not given". */
export function numberOf(record: RecordView, field: FieldId): number {
  const value = record.number(field);
  return value < 0 ? NO_NUMBER : value;
}

/** A status code; 0 when not given. */
export function statusOf(record: RecordView, field: FieldId): number {
  const value = record.number(field);
  return Math.max(value, 0);
}

/** The logon type as a byte. */
export function logonTypeOf(record: RecordView): number {
  const type = record.number(FIELD.LogonType);
  return type >= 0 && type < NO_LOGON_TYPE ? type : NO_LOGON_TYPE;
}

export function putLogonId(columns: EventColumns, row: number, record: RecordView, field: FieldId): void {
  columns.logonIdLow[row] = record.low(field);
  columns.logonIdHigh[row] = record.high(field);
}

export function putSubjectLogonId(columns: EventColumns, row: number, record: RecordView): void {
  columns.subjectLogonIdLow[row] = record.low(FIELD.SubjectLogonId);
  columns.subjectLogonIdHigh[row] = record.high(FIELD.SubjectLogonId);
}

/** The account of the Subject fields, as the one the event is about. */
export function putSubject(columns: EventColumns, row: number, record: RecordView): void {
  columns.user[row] = record.text(FIELD.SubjectUserName);
  columns.domain[row] = record.text(FIELD.SubjectDomainName);
  columns.sid[row] = record.text(FIELD.SubjectUserSid);
  putLogonId(columns, row, record, FIELD.SubjectLogonId);
}

/** The account of the Target fields, without its LogonId. */
export function putTarget(columns: EventColumns, row: number, record: RecordView): void {
  columns.user[row] = record.text(FIELD.TargetUserName);
  columns.domain[row] = record.text(FIELD.TargetDomainName);
  columns.sid[row] = record.text(FIELD.TargetUserSid);
}

export function putProcess(columns: EventColumns, row: number, record: RecordView): void {
  columns.processId[row] = numberOf(record, FIELD.ProcessId);
  columns.process[row] = record.text(FIELD.ProcessName);
}
