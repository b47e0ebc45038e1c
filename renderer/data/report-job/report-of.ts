import { DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import type { Zone } from "../../../shared/engine/time/zone.ts";
import { answerReport, checkQuestion, type ReportQuestion } from "../../../shared/export/report-answer.ts";
import type { ReportExport } from "../../../shared/export/report-record.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { knownZone, type ReportView, sameKinds } from "../report-lines.ts";

/** What is on screen as a question, and whether the filter of the page means something to the report. */
export function questionOf(
  data: CaseData,
  view: ReportView,
  zone: Zone,
): { readonly question: ReportQuestion; readonly filtered: boolean } {
  const { name, by, days, calendar, accounts } = view.report;
  const filtered = checkQuestion(name, view.filter, zone) === null;
  const window = name === "who" ? null : view.window;
  const question: ReportQuestion = {
    name,
    selection: {
      filter: filtered ? view.filter : "",
      // Hiding what is automatic is the way of the page; every report has kinds of its own.
      kinds: sameKinds(view.kinds, DEFAULT_KINDS) ? null : view.kinds,
      from: window?.from ?? Number.NaN,
      to: window?.to ?? Number.NaN,
    },
    options: {
      at: view.moment ?? data.newest,
      by,
      days,
      ...(calendar === null ? {} : { calendar: calendar.value }),
      ...(accounts === null ? {} : { accounts: accounts.value }),
    },
    calendarZone: knownZone(calendar?.value.zone ?? ""),
    calendarName: calendar?.name ?? null,
    accountsName: accounts?.name ?? null,
  };
  return { question, filtered };
}

/** The answer to what is on screen, and whether the filter of the page means something to the report. */
export function reportOf(
  data: CaseData,
  view: ReportView,
  zone: Zone,
  onProgress?: (done: number) => void,
): { readonly answer: ReportExport; readonly filtered: boolean } {
  const { question, filtered } = questionOf(data, view, zone);
  const result = answerReport(data, zone, question, onProgress);
  if (!result.ok) throw new Error("a filter that was checked cannot be wrong");
  return { answer: result.value, filtered };
}
