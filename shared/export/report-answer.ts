import type { QueryError, QueryResult } from "../engine/filter/query.ts";
import {
  type AccountListResult,
  MOST_ACCOUNT_BYTES,
  parseAccountList,
} from "../engine/reports/account-list.ts";
import { type CalendarResult, MOST_CALENDAR_BYTES, parseCalendar } from "../engine/reports/calendar.ts";
import { DORMANT_DAYS } from "../engine/reports/dormant.ts";
import type { OptionWords } from "../engine/reports/option-words.ts";
import type { ReportOptions, Selection } from "../engine/reports/report.ts";
import { checkReportFilter, isOfRecords, runReport } from "../engine/reports/run-report.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import type { ReportName } from "../types/report.ts";
import type { ReportExport, ReportOptionValues } from "./report-record.ts";

/** A question as the page and the command line ask it; both get the same answer. */
export interface ReportQuestion {
  readonly name: ReportName;
  readonly selection: Selection;
  readonly options: ReportOptions;
  /** Zone of the calendar where it names one. */
  readonly calendarZone: Zone | null;
  /** What the files of the options are called, for the answer to name them. */
  readonly calendarName: string | null;
  readonly accountsName: string | null;
}

/** Files larger than these are no calendar and no list of accounts. */
export const MOST_OPTION_BYTES = { calendar: MOST_CALENDAR_BYTES, accounts: MOST_ACCOUNT_BYTES } as const;

export function readCalendar(text: string, words?: OptionWords): CalendarResult {
  return parseCalendar(text, words);
}

export function readAccounts(text: string, words?: OptionWords): AccountListResult {
  return parseAccountList(text, words);
}

/** What is wrong with the filter of a report, found before anything is read; null when nothing is. */
export function checkQuestion(name: ReportName, filter: string, zone: Zone | null): QueryError | null {
  return checkReportFilter(name, filter, zone);
}

/** Whether kinds of sessions mean something to a report. */
export function takesKinds(name: ReportName): boolean {
  return !isOfRecords(name);
}

/** Makes a report, ready to be written or shown. `onProgress` is told how much is done, 0 to 1. */
export function answerReport(
  data: CaseData,
  zone: Zone,
  question: ReportQuestion,
  onProgress?: (done: number) => void,
): QueryResult<ReportExport> {
  const { name, selection, options } = question;
  const calendarZone = question.calendarZone ?? zone;
  const report = runReport(name, data, zone, selection, options, calendarZone, onProgress);
  if (!report.ok) return report;
  return {
    ok: true,
    value: {
      data,
      report: report.value,
      zone,
      at: options.at ?? Number.NaN,
      filter: selection.filter,
      from: selection.from,
      to: selection.to,
      options: optionValues(question, calendarZone),
    },
  };
}

/** The options as the answer names them. */
function optionValues(
  { name, options, calendarName, accountsName }: ReportQuestion,
  calendarZone: Zone,
): ReportOptionValues {
  switch (name) {
    case "who":
    case "d365":
      return { at: ticksToIso(options.at ?? Number.NaN) };
    case "counts":
      return { by: options.by ?? "type" };
    case "dormant":
      return { days: options.days ?? DORMANT_DAYS, accounts: accountsName };
    case "out-of-hours":
      return { calendar: calendarName, calendarZone: calendarZone.name };
    default:
      return {};
  }
}
