import type { EventKind } from "../../types/event-table.ts";
import { FIELD, type FieldId } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import type { StringId } from "../../types/units.ts";
import { type FieldMap, numberOf, statusOf } from "./field-map.ts";

/*
 * Records of the System log. EventLog and older User32 records have unnamed strings, `#0` first. 6005 and 6006 carry
 * nothing that a rule needs.
 */

/** UTC SYSTEMTIME behind the local one in the binary of 6008: the last sign of life before the unclean stop. */
const HEARTBEAT_AT = 16;

function numberAt(field: FieldId): FieldMap {
  return (columns, row, record) => {
    columns.number[row] = numberOf(record, field);
  };
}

const osStart: FieldMap = (columns, row, record) => {
  columns.timeB[row] = record.moment(FIELD.StartTime);
};

const osStop: FieldMap = (columns, row, record) => {
  columns.timeA[row] = record.moment(FIELD.StopTime);
};

const systemClockChanged: FieldMap = (columns, row, record) => {
  columns.timeA[row] = record.moment(FIELD.OldTime);
  columns.timeB[row] = record.moment(FIELD.NewTime);
  columns.number[row] = numberOf(record, FIELD.Reason);
  columns.process[row] = record.text(FIELD.ProcessName);
  // The fields name no account; the header has the SID of the one that set the clock.
  columns.sid[row] = record.userSid;
};

/** 22 and 24: minutes from local time to UTC, as two's complement (-60 is 0xffffffc4). */
const zoneBias: FieldMap = (columns, row, record) => {
  columns.number[row] = numberOf(record, record.has(FIELD.NewBias) ? FIELD.NewBias : FIELD.CurrentBias);
};

/** 41: the stop code in `number`; `status` 1 when it died asleep, `subStatus` 1 after a long press of the button. */
const dirtyRestart: FieldMap = (columns, row, record) => {
  columns.number[row] = numberOf(record, FIELD.BugcheckCode);
  columns.status[row] = statusOf(record, FIELD.SleepInProgress) === 0 ? 0 : 1;
  const pressed =
    record.low(FIELD.PowerButtonTimestamp) !== 0 || record.high(FIELD.PowerButtonTimestamp) !== 0;
  columns.subStatus[row] = pressed ? 1 : 0;
};

const sleepInterval: FieldMap = (columns, row, record) => {
  columns.timeA[row] = record.moment(FIELD.SleepTime);
  columns.timeB[row] = record.moment(FIELD.WakeTime);
};

function textOf(record: RecordView, named: FieldId, position: FieldId): StringId {
  return record.has(named) ? record.text(named) : record.text(position);
}

/** 1074: 1 process, 2 computer, 3 reason, 4 code, 5 kind, 6 comment, 7 user; unnamed in Windows 7 and before. */
const shutdownRequest: FieldMap = (columns, row, record, names) => {
  const { domain, user } = names.account(textOf(record, FIELD.param7, FIELD["#6"]));
  columns.user[row] = user;
  columns.domain[row] = domain;
  columns.sid[row] = record.userSid;
  columns.detail[row] = textOf(record, FIELD.param5, FIELD["#4"]);
  columns.process[row] = textOf(record, FIELD.param1, FIELD["#0"]);
};

const uncleanShutdown: FieldMap = (columns, row, record) => {
  columns.timeA[row] = record.systemTimeAt(FIELD.Binary, HEARTBEAT_AT);
};

const osVersion: FieldMap = (columns, row, record) => {
  columns.detail[row] = record.text(FIELD["#0"]);
  columns.number[row] = numberOf(record, FIELD["#1"]);
};

/** 6011: the new name in `detail`, the old one in `workstation`. */
const computerRenamed: FieldMap = (columns, row, record) => {
  columns.workstation[row] = record.text(FIELD["#0"]);
  columns.detail[row] = record.text(FIELD["#1"]);
};

/** 6013: seconds since start, and bias and name of the zone such as `480 Pacific Standard Time`. */
const upTime: FieldMap = (columns, row, record) => {
  columns.number[row] = numberOf(record, FIELD["#4"]);
  columns.detail[row] = record.text(FIELD["#6"]);
};

const winlogon: FieldMap = (columns, row, record) => {
  columns.sid[row] = record.text(FIELD.UserSid);
  columns.sessionId[row] = numberOf(record, FIELD.TSId);
};

export const SYSTEM_MAPS: readonly (readonly [EventKind, FieldMap])[] = [
  ["osStart", osStart],
  ["osStop", osStop],
  ["systemClockChanged", systemClockChanged],
  ["zoneBias", zoneBias],
  ["bootType", numberAt(FIELD.BootType)],
  ["lastShutdown", numberAt(FIELD.LastShutdownGood)],
  ["dirtyRestart", dirtyRestart],
  ["sleepEnter", numberAt(FIELD.Reason)],
  ["sleepLeave", numberAt(FIELD.TargetState)],
  ["standbyEnter", numberAt(FIELD.Reason)],
  ["standbyLeave", numberAt(FIELD.Reason)],
  ["sleepInterval", sleepInterval],
  ["shutdownRequest", shutdownRequest],
  ["uncleanShutdown", uncleanShutdown],
  ["osVersion", osVersion],
  ["computerRenamed", computerRenamed],
  ["upTime", upTime],
  ["winlogonLogon", winlogon],
  ["winlogonLogoff", winlogon],
];
