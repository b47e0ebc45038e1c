import { DEFAULT_KINDS } from "../../shared/engine/filter/filter.ts";
import { termText } from "../../shared/engine/filter/print.ts";
import type { WorkCalendar } from "../../shared/engine/reports/calendar.ts";
import type { Line } from "../../shared/engine/reports/report.ts";
import { TICKS_PER_SECOND } from "../../shared/engine/time/calendar.ts";
import { ianaZone } from "../../shared/engine/time/iana-zone.ts";
import { windowsZoneToIana } from "../../shared/engine/time/windows-zones.ts";
import { parseFixedZone, type Zone } from "../../shared/engine/time/zone.ts";
import { answerReport, checkQuestion } from "../../shared/export/report-answer.ts";
import type { ReportExport } from "../../shared/export/report-record.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { SessionKind } from "../../shared/types/names.ts";
import type { CountGroup, ReportCells, ReportName } from "../../shared/types/report.ts";
import type { TimeWindow } from "./time-window.ts";

/** What a file of the user gave, and the name it had. */
export interface NamedOption<Value> {
  readonly name: string;
  readonly value: Value;
}

/** What the page knows of a question: the report and what all views share. */
export interface ReportView {
  readonly report: {
    readonly name: ReportName;
    readonly by: CountGroup;
    readonly days: number;
    readonly calendar: NamedOption<WorkCalendar> | null;
    readonly accounts: NamedOption<readonly string[]> | null;
  };
  readonly filter: string;
  readonly kinds: readonly SessionKind[];
  readonly window: TimeWindow | null;
  readonly moment: number | null;
}

/** The answer to what is on screen, and whether the filter of the page means something to the report. */
export function reportOf(
  data: CaseData,
  view: ReportView,
  zone: Zone,
): { readonly answer: ReportExport; readonly filtered: boolean } {
  const { name, by, days, calendar, accounts } = view.report;
  const filtered = checkQuestion(name, view.filter, zone) === null;
  const window = name === "who" ? null : view.window;
  const result = answerReport(data, zone, {
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
  });
  if (!result.ok) throw new Error("a filter that was checked cannot be wrong");
  return { answer: result.value, filtered };
}

/** The zone of a name; null when there is none of that name. */
export function knownZone(name: string): Zone | null {
  return name === "" ? null : (parseFixedZone(name) ?? ianaZone(windowsZoneToIana(name) ?? name));
}

function sameKinds(a: readonly SessionKind[], b: readonly SessionKind[]): boolean {
  return a.length === b.length && a.every((kind) => b.includes(kind));
}

/** Where the rows behind a line can be looked at; null where no filter can name them. */
export interface Behind {
  readonly view: "sessions" | "failures";
  readonly filter: string;
  readonly window: TimeWindow | null;
  readonly rows: number;
}

/** A filter with more ids than this would be no use to anybody. */
const MOST_IDS = 100;

export function behindLine({ cells, sessions, failures }: Line<ReportCells>): Behind | null {
  if (sessions.length > 0) return behindSessions(cells, sessions);
  if (failures.length === 0) return null;
  const account = textOf(cells.account) ?? textOf(cells.user);
  const source = textOf(cells.source);
  const terms = [
    ...(account === null ? [] : [termText("user", account)]),
    ...(source === null ? [] : [termText(/^[\d.]+$|:/.test(source) ? "ip" : "workstation", source)]),
  ];
  const from = numberOf(cells.first ?? cells.firstAttempt);
  const to = numberOf(cells.last ?? cells.time) + TICKS_PER_SECOND;
  return {
    view: "failures",
    filter: terms.join(" "),
    window: from < to ? { from, to } : null,
    rows: failures.length,
  };
}

function behindSessions(cells: ReportCells, sessions: readonly number[]): Behind | null {
  const rows = sessions.length;
  if (rows <= MOST_IDS) {
    const filter = `id:${sessions.map((row) => row + 1).join(",")}`;
    return { view: "sessions", filter, window: null, rows };
  }
  const user = textOf(cells.user) ?? (cells.scope === "user" ? textOf(cells.name) : null);
  if (user !== null) return { view: "sessions", filter: termText("user", user), window: null, rows };
  const computer = cells.scope === "computer" ? textOf(cells.name) : null;
  return computer === null
    ? null
    : { view: "sessions", filter: termText("computer", computer), window: null, rows };
}

function textOf(cell: ReportCells[string] | undefined): string | null {
  return typeof cell === "string" && cell !== "" ? cell : null;
}

function numberOf(cell: ReportCells[string] | undefined): number {
  return typeof cell === "number" ? cell : Number.NaN;
}
