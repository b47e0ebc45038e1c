import { type EventKind, NO_NUMBER } from "../../types/event-table.ts";
import { FIELD } from "../../types/fields.ts";
import {
  type FieldMap,
  numberOf,
  putLogonId,
  putProcess,
  putSubject,
  putSubjectLogonId,
  putTarget,
} from "./field-map.ts";

/*
 * Records of the Security log about the machine, the log itself, the policy and lockouts. 4608, 1100 and 1104 have no
 * fields.
 */

/**
 * 4616. Version 0 (Vista) gives date and time as text in the locale and zone of the machine, beside a PreviousDate
 * that version 1 does not have: such times stay out.
 */
const clockChanged: FieldMap = (columns, row, record) => {
  putSubject(columns, row, record);
  putProcess(columns, row, record);
  if (record.has(FIELD.PreviousDate) || record.has(FIELD.NewDate)) return;
  columns.timeA[row] = record.moment(FIELD.PreviousTime);
  columns.timeB[row] = record.moment(FIELD.NewTime);
};

/** 1102 names the one who cleared with SID and LogonId; 104 names him and the channel, the SID is in the header. */
const logCleared: FieldMap = (columns, row, record) => {
  putSubject(columns, row, record);
  columns.detail[row] = record.text(FIELD.Channel);
  if (columns.sid[row] === 0) columns.sid[row] = record.userSid;
};

const auditLost: FieldMap = (columns, row, record) => {
  columns.number[row] = numberOf(record, FIELD.Reason);
};

const logArchived: FieldMap = (columns, row, record) => {
  columns.detail[row] = record.text(FIELD.Channel);
};

/** 1108: the number of the event that could not be written, 0 when Windows did not know it. */
const eventLost: FieldMap = (columns, row, record) => {
  columns.number[row] = numberOf(record, FIELD.EventID);
  columns.detail[row] = record.text(FIELD.Error);
};

const SUBCATEGORY = /^\{([0-9a-f]{8})-69ae-11d9-bed3-505054503030\}$/i;

/**
 * 4719: what changed as `%%nnnn` list in detail. Subcategories differ in the first 32 bits of their GUID only
 * ({0CCE9215-69AE-11D9-BED3-505054503030} is Logon), so these stand in `number`.
 */
const auditPolicyChanged: FieldMap = (columns, row, record, names) => {
  putSubject(columns, row, record);
  columns.detail[row] = record.text(FIELD.AuditPolicyChanges);
  const match = SUBCATEGORY.exec(names.text(record.text(FIELD.SubcategoryGuid)));
  columns.number[row] = match === null ? NO_NUMBER : Number.parseInt(match[1]!, 16);
};

/** 4740: TargetDomainName holds the computer that caused the lockout, whatever its name says. */
const accountLockedOut: FieldMap = (columns, row, record) => {
  columns.user[row] = record.text(FIELD.TargetUserName);
  columns.sid[row] = record.text(FIELD.TargetSid);
  columns.workstation[row] = record.text(FIELD.TargetDomainName);
  putSubjectLogonId(columns, row, record);
};

/** 4767: who unlocked stands in detail. */
const accountUnlocked: FieldMap = (columns, row, record) => {
  putTarget(columns, row, record);
  columns.sid[row] = record.text(FIELD.TargetSid);
  columns.detail[row] = record.text(FIELD.SubjectUserName);
  putSubjectLogonId(columns, row, record);
  putLogonId(columns, row, record, FIELD.TargetLogonId);
};

export const SECURITY_STATE_MAPS: readonly (readonly [EventKind, FieldMap])[] = [
  ["clockChanged", clockChanged],
  ["logCleared", logCleared],
  ["auditLost", auditLost],
  ["logArchived", logArchived],
  ["eventLost", eventLost],
  ["auditPolicyChanged", auditPolicyChanged],
  ["accountLockedOut", accountLockedOut],
  ["accountUnlocked", accountUnlocked],
];
