import type { EventKind } from "../../types/event-table.ts";
import { FIELD } from "../../types/fields.ts";
import { type FieldMap, numberOf } from "./field-map.ts";

/*
 * Records of the TerminalServices channels; their fields are leaf elements of UserData. `Address` is `LOCAL` at the
 * console and stays so: it is the evidence that it was the console.
 */

const session: FieldMap = (columns, row, record, names) => {
  const { domain, user } = names.account(record.text(FIELD.User));
  columns.user[row] = user;
  columns.domain[row] = domain;
  columns.sessionId[row] = numberOf(record, FIELD.SessionID);
  columns.address[row] = names.address(record.text(FIELD.Address));
};

/** 39: the session that was cut off, and in `number` the one that did it. */
const disconnectedBy: FieldMap = (columns, row, record) => {
  columns.sessionId[row] = numberOf(record, FIELD.TargetSession);
  columns.number[row] = numberOf(record, FIELD.Source);
};

/** 40: reason as in the Remote Desktop control's extended disconnect codes. */
const disconnectReason: FieldMap = (columns, row, record) => {
  columns.sessionId[row] = numberOf(record, FIELD.Session);
  columns.number[row] = numberOf(record, FIELD.Reason);
};

/** 1149: a user passed network-level authentication. Not yet a logon. */
const rdpAuthenticated: FieldMap = (columns, row, record, names) => {
  columns.user[row] = record.text(FIELD.Param1);
  columns.domain[row] = record.text(FIELD.Param2);
  columns.address[row] = names.address(record.text(FIELD.Param3));
};

export const TERMINAL_SERVICES_MAPS: readonly (readonly [EventKind, FieldMap])[] = [
  ["tsLogon", session],
  ["tsShellStart", session],
  ["tsLogoff", session],
  ["tsDisconnect", session],
  ["tsReconnect", session],
  ["tsDisconnectedBy", disconnectedBy],
  ["tsReason", disconnectReason],
  ["rdpAuthenticated", rdpAuthenticated],
];
