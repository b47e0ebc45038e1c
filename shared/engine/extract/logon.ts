import {
  ELEVATED_NO,
  ELEVATED_UNKNOWN,
  ELEVATED_YES,
  type EventColumns,
  type EventKind,
} from "../../types/event-table.ts";
import { FIELD } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import {
  type FieldMap,
  logonTypeOf,
  numberOf,
  putLogonId,
  putProcess,
  putSubject,
  putSubjectLogonId,
  putTarget,
  statusOf,
} from "./field-map.ts";
import type { Names } from "./names.ts";

/*
 * Logon records of the Security log: field names of Microsoft Learn's page for each event. 4624 exists in versions 0
 * to 3, each adding fields; names are the same in all, so no map looks at the version.
 */

function elevatedOf(record: RecordView, names: Names): number {
  switch (names.text(record.text(FIELD.ElevatedToken))) {
    case "%%1842":
      return ELEVATED_YES;
    case "%%1843":
      return ELEVATED_NO;
    default:
      return ELEVATED_UNKNOWN;
  }
}

/** What 4624 and 4625 share: who, how, from where. */
function putAttempt(columns: EventColumns, row: number, record: RecordView, names: Names): void {
  putTarget(columns, row, record);
  putSubjectLogonId(columns, row, record);
  putProcess(columns, row, record);
  columns.logonType[row] = logonTypeOf(record);
  columns.logonProcess[row] = record.text(FIELD.LogonProcessName);
  columns.package[row] = record.text(FIELD.AuthenticationPackageName);
  columns.workstation[row] = record.text(FIELD.WorkstationName);
  columns.address[row] = names.address(record.text(FIELD.IpAddress));
}

const logon: FieldMap = (columns, row, record, names) => {
  putAttempt(columns, row, record, names);
  putLogonId(columns, row, record, FIELD.TargetLogonId);
  columns.linkedLogonIdLow[row] = record.low(FIELD.TargetLinkedLogonId);
  columns.linkedLogonIdHigh[row] = record.high(FIELD.TargetLinkedLogonId);
  columns.elevated[row] = elevatedOf(record, names);
  putLogonGuid(columns, row, record);
};

const logonFailed: FieldMap = (columns, row, record, names) => {
  putAttempt(columns, row, record, names);
  columns.status[row] = statusOf(record, FIELD.Status);
  columns.subStatus[row] = statusOf(record, FIELD.SubStatus);
  columns.detail[row] = record.text(FIELD.FailureReason);
};

/** 4634 has a LogonType, 4647 has none, 4800 to 4803 have a SessionId: what is absent stays "not given". */
const ofTarget: FieldMap = (columns, row, record) => {
  putTarget(columns, row, record);
  putLogonId(columns, row, record, FIELD.TargetLogonId);
  columns.logonType[row] = logonTypeOf(record);
  columns.sessionId[row] = numberOf(record, FIELD.SessionId);
};

/** The account is the Subject; whose credentials were used, and on which server, stands in detail and clientName. */
const explicitCredentials: FieldMap = (columns, row, record, names) => {
  putSubject(columns, row, record);
  putProcess(columns, row, record);
  columns.detail[row] = record.text(FIELD.TargetUserName);
  columns.clientName[row] = record.text(FIELD.TargetServerName);
  columns.address[row] = names.address(record.text(FIELD.IpAddress));
};

const privileges: FieldMap = (columns, row, record) => putSubject(columns, row, record);

/** 4776 has the name as typed and the client's name; 4768 and 4771 have the SID and the client's address. */
const check: FieldMap = (columns, row, record, names) => {
  columns.user[row] = record.text(FIELD.TargetUserName);
  columns.domain[row] = record.text(FIELD.TargetDomainName);
  columns.sid[row] = record.text(FIELD.TargetSid);
  columns.workstation[row] = record.text(FIELD.Workstation);
  columns.address[row] = names.address(record.text(FIELD.IpAddress));
  columns.status[row] = statusOf(record, FIELD.Status);
};

/** What 4769 has: the account as `anna@CORP.LOCAL`, no SID, and the computer that the ticket is for. */
const hostTicket: FieldMap = (columns, row, record, names) => {
  columns.user[row] = record.text(FIELD.TargetUserName);
  columns.address[row] = names.address(record.text(FIELD.IpAddress));
  columns.detail[row] = record.text(FIELD.ServiceName);
  putLogonGuid(columns, row, record);
};

/** 48 bits are as much as a double takes beside other columns, and no two logons of a case share them by chance. */
function putLogonGuid(columns: EventColumns, row: number, record: RecordView): void {
  const low = record.low(FIELD.LogonGuid);
  if (low !== 0) columns.timeA[row] = (record.high(FIELD.LogonGuid) & 0xffff) * 0x1_0000_0000 + low;
}

/** 4964: the account is the Target, and so is the LogonId. */
const specialGroupLogon: FieldMap = (columns, row, record) => {
  putTarget(columns, row, record);
  putLogonId(columns, row, record, FIELD.TargetLogonId);
};

/** 4778 and 4779 have names of their own and no SID. */
const connection: FieldMap = (columns, row, record, names) => {
  columns.user[row] = record.text(FIELD.AccountName);
  columns.domain[row] = record.text(FIELD.AccountDomain);
  putLogonId(columns, row, record, FIELD.LogonID);
  columns.sessionName[row] = record.text(FIELD.SessionName);
  columns.clientName[row] = names.client(record.text(FIELD.ClientName));
  columns.address[row] = names.address(names.client(record.text(FIELD.ClientAddress)));
};

export const LOGON_MAPS: readonly (readonly [EventKind, FieldMap])[] = [
  ["logon", logon],
  ["logonFailed", logonFailed],
  ["logoff", ofTarget],
  ["userLogoff", ofTarget],
  ["locked", ofTarget],
  ["unlocked", ofTarget],
  ["saverOn", ofTarget],
  ["saverOff", ofTarget],
  ["explicitCredentials", explicitCredentials],
  ["privileges", privileges],
  ["credentialsRefused", check],
  ["kerberosRefused", check],
  ["ticketGranted", check],
  ["credentialsAccepted", check],
  ["hostTicket", hostTicket],
  ["specialGroupLogon", specialGroupLogon],
  ["sessionReconnected", connection],
  ["sessionDisconnected", connection],
];
