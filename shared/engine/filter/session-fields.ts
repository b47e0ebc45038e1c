import { ELEVATED_NO, ELEVATED_UNKNOWN, ELEVATED_YES, NO_LOGON_TYPE } from "../../types/event-table.ts";
import {
  CONFIDENCES,
  END_REASONS,
  EVIDENCE_CLASSES,
  SESSION_FLAGS,
  SESSION_KINDS,
} from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { durationColumns, durationExact } from "../durations.ts";
import { hoursOfWeek } from "../hours-of-week.ts";
import { parseDuration } from "../time/duration.ts";
import type { Zone } from "../time/zone.ts";
import { hoursOf, momentOf, weekdaysOf } from "./clock-values.ts";
import { codesOf, logonTypesOf, yesOrNo } from "./closed-lists.ts";
import type { FieldFilter, FieldSet } from "./evaluate.ts";
import { ipTest } from "./ip-test.ts";
import { codeMask, hourMask, isNone, type MaskContext, rangeMask, rowMask, textMask } from "./mask.ts";
import { ABSENT, mayPrecede, mayReach, presenceAt } from "./overlap.ts";
import { QueryFailure } from "./query.ts";
import type { ListName } from "./query-words.ts";
import { inRange, parseRange, readWholeNumber } from "./ranges.ts";
import { computerField, textField } from "./text-field.ts";
import { userMask } from "./user-test.ts";
import { partOfText } from "./wildcard.ts";

/** The fields a session can be filtered by, in the order help texts list them. */
export const SESSION_FILTER_FIELDS = [
  "user",
  "domain",
  "computer",
  "kind",
  "type",
  "reason",
  "confidence",
  "duration",
  "active",
  "ip",
  "workstation",
  "client",
  "process",
  "package",
  "flag",
  "evidence",
  "elevated",
  "id",
  "from",
  "to",
  "on",
  "hour",
  "weekday",
] as const;
type SessionField = (typeof SESSION_FILTER_FIELDS)[number];

/** The filter language over sessions. Times without offset are on the clocks of `zone`. */
export function sessionFields(table: SessionTable, strings: readonly string[], zone: Zone): FieldSet {
  const { length } = table;
  const context: MaskContext = { length, strings };

  const text = (...columns: Uint32Array[]) => textField(context, ...columns);
  const list =
    (column: Uint8Array, names: readonly string[], name: ListName): FieldFilter =>
    (value) =>
      codeMask(column, length, new Set(codesOf(value, names, name)));
  const amount =
    (exact: (row: number) => number, min: () => Float64Array, max: () => Float64Array): FieldFilter =>
    (value) => {
      if (isNone(value)) return rowMask(length, (row) => Number.isNaN(exact(row)));
      return rangeMask(length, parseRange(value, parseDuration, "duration"), min, max);
    };

  const fields: Record<SessionField, FieldFilter> = {
    user: (value) => userMask(context, table, value),
    domain: text(table.domain),
    computer: computerField(context, table.computer, table.computerKey),
    kind: list(table.kind, SESSION_KINDS, "kind"),
    type: (value) =>
      codeMask(table.logonType, length, new Set(isNone(value) ? [NO_LOGON_TYPE] : logonTypesOf(value))),
    reason: list(table.endReason, END_REASONS, "reason"),
    confidence: list(table.confidence, CONFIDENCES, "confidence"),
    duration: amount(
      (row) => durationExact(table, row),
      () => durationColumns(table).min,
      () => durationColumns(table).max,
    ),
    active: amount(
      (row) => table.active[row]!,
      () => table.activeMin,
      () => table.activeMax,
    ),
    ip: (value) =>
      isNone(value)
        ? rowMask(length, (row) => table.sourceAddress[row] === 0)
        : textMask(context, ipTest(value), table.sourceAddress),
    workstation: text(table.workstation),
    client: text(table.clientName),
    process: text(table.process),
    package: text(table.package),
    flag: (value) => {
      if (isNone(value)) return rowMask(length, (row) => table.flags[row] === 0);
      const bits = codesOf(value, SESSION_FLAGS, "flag").reduce((set, bit) => set | (1 << bit), 0);
      return rowMask(length, (row) => (table.flags[row]! & bits) !== 0);
    },
    evidence: list(table.evidence, EVIDENCE_CLASSES, "evidence"),
    elevated: (value) => {
      const wanted = isNone(value) ? ELEVATED_UNKNOWN : yesOrNo(value) ? ELEVATED_YES : ELEVATED_NO;
      return codeMask(table.elevated, length, new Set([wanted]));
    },
    id: (value) => (/^0x/i.test(value.text) ? logonIdMask(table, value) : rowIdMask(table, value)),
    from: (value) => {
      const time = momentOf(value, zone);
      return rowMask(length, (row) => mayReach(table, row, time));
    },
    to: (value) => {
      const time = momentOf(value, zone);
      return rowMask(length, (row) => mayPrecede(table, row, time));
    },
    on: (value) => {
      const time = momentOf(value, zone);
      return rowMask(length, (row) => presenceAt(table, row, time) !== ABSENT);
    },
    hour: (value) => {
      if (isNone(value)) return rowMask(length, (row) => Number.isNaN(table.start[row]));
      const hours = new Set(hoursOf(value));
      return hourMask(hoursOfWeek(table.start, zone), (hour) => hours.has(hour % 24));
    },
    weekday: (value) => {
      if (isNone(value)) return rowMask(length, (row) => Number.isNaN(table.start[row]));
      const days = new Set(weekdaysOf(value));
      return hourMask(hoursOfWeek(table.start, zone), (hour) => days.has(Math.floor(hour / 24)));
    },
  };
  const searched = [
    table.user,
    table.domain,
    table.computer,
    table.sourceAddress,
    table.workstation,
    table.clientName,
  ];
  return {
    length,
    fields: new Map(Object.entries(fields)),
    names: SESSION_FILTER_FIELDS,
    word: (value) => textMask(context, partOfText(value), ...searched),
    rows: "sessions",
  };
}

/** Sessions of which a logon id in hex is a member. */
function logonIdMask(table: SessionTable, value: Parameters<FieldFilter>[0]): ReturnType<FieldFilter> {
  if (!/^0x[0-9a-f]{1,16}$/i.test(value.text)) {
    throw new QueryFailure(value.at, value.text.length, (w) => w.noLogonId(value.text));
  }
  const id = BigInt(value.text);
  const low = Number(id & 0xffff_ffffn);
  const high = Number(id >> 32n);
  const { members, memberStart } = table;
  return rowMask(table.length, (row) => {
    if (table.leadLogonIdLow[row] === low && table.leadLogonIdHigh[row] === high) return true;
    for (let i = memberStart[row]!; i < memberStart[row + 1]!; i++) {
      if (members.logonIdLow[i] === low && members.logonIdHigh[i] === high) return true;
    }
    return false;
  });
}

/** Sessions by the number they carry in tables and exports, which is their row counted from 1. */
function rowIdMask(table: SessionTable, value: Parameters<FieldFilter>[0]): ReturnType<FieldFilter> {
  const test = parseRange(value, readWholeNumber, "session");
  return rowMask(table.length, (row) => inRange(test, row + 1, row + 1));
}
