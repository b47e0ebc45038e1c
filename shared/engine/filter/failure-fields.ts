import { NO_LOGON_TYPE } from "../../types/event-table.ts";
import type { FailureTable } from "../../types/session-table.ts";
import { describeFailure } from "../catalog/failure-text.ts";
import { hoursOfWeek } from "../hours-of-week.ts";
import type { Zone } from "../time/zone.ts";
import { hoursOf, momentOf, weekdaysOf } from "./clock-values.ts";
import { logonTypesOf } from "./closed-lists.ts";
import type { FieldFilter, FieldSet } from "./evaluate.ts";
import { ipTest } from "./ip-test.ts";
import { codeMask, hourMask, isNone, type MaskContext, rowMask, textMask } from "./mask.ts";
import { inRange, parseRange, readWholeNumber } from "./ranges.ts";
import { computerField, textField } from "./text-field.ts";
import { userMask } from "./user-test.ts";
import { partOfText, type TextTest, wholeText } from "./wildcard.ts";

/** The fields a failed logon can be filtered by. */
export const FAILURE_FILTER_FIELDS = [
  "user",
  "computer",
  "ip",
  "workstation",
  "type",
  "status",
  "reason",
  "from",
  "to",
  "hour",
  "weekday",
] as const;
type FailureField = (typeof FAILURE_FILTER_FIELDS)[number];

/** The filter language over failed logons. Times without offset are on the clocks of `zone`. */
export function failureFields(table: FailureTable, strings: readonly string[], zone: Zone): FieldSet {
  const { length } = table;
  const context: MaskContext = { length, strings };
  const text = (...columns: Uint32Array[]) => textField(context, ...columns);

  const fields: Record<FailureField, FieldFilter> = {
    user: (value) => userMask(context, table, value),
    computer: computerField(context, table.computer, table.computerKey),
    ip: (value) =>
      isNone(value)
        ? rowMask(length, (row) => table.sourceAddress[row] === 0)
        : textMask(context, ipTest(value), table.sourceAddress),
    workstation: text(table.workstation),
    type: (value) =>
      codeMask(table.logonType, length, new Set(isNone(value) ? [NO_LOGON_TYPE] : logonTypesOf(value))),
    status: (value) => {
      const test = parseRange(value, readWholeNumber, "status");
      const holds = (code: number) => inRange(test, code, code);
      return rowMask(length, (row) => holds(table.status[row]!) || holds(table.subStatus[row]!));
    },
    reason: (value) => reasonMask(table, strings, wholeText(value)),
    from: (value) => {
      const time = momentOf(value, zone);
      return rowMask(length, (row) => table.time[row]! >= time);
    },
    to: (value) => {
      const time = momentOf(value, zone);
      return rowMask(length, (row) => table.time[row]! < time);
    },
    hour: (value) => {
      const hours = new Set(hoursOf(value));
      return hourMask(hoursOfWeek(table.time, zone), (hour) => hours.has(hour % 24));
    },
    weekday: (value) => {
      const days = new Set(weekdaysOf(value));
      return hourMask(hoursOfWeek(table.time, zone), (hour) => days.has(Math.floor(hour / 24)));
    },
  };
  const searched = [table.user, table.domain, table.computer, table.sourceAddress, table.workstation];
  return {
    length,
    fields: new Map(Object.entries(fields)),
    names: FAILURE_FILTER_FIELDS,
    word: (value) => textMask(context, partOfText(value), ...searched),
    rows: "failures",
  };
}

/** Rows whose plain reason, or its stable name, passes a test; each combination of codes is worded once. */
function reasonMask(table: FailureTable, strings: readonly string[], test: TextTest): Uint8Array {
  const verdicts = new Map<string, boolean>();
  return rowMask(table.length, (row) => {
    const key = `${table.status[row]} ${table.subStatus[row]} ${table.reason[row]}`;
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      const reason = describeFailure(
        table.status[row]!,
        table.subStatus[row]!,
        strings[table.reason[row]!] ?? "",
      );
      verdict = test(reason.text) || test(reason.key);
      verdicts.set(key, verdict);
    }
    return verdict;
  });
}
