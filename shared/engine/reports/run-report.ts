import type { CaseData } from "../../types/case.ts";
import type { SessionKind } from "../../types/names.ts";
import { REPORT_CAVEATS, type ReportCaveat, type ReportName } from "../../types/report.ts";
import {
  ALL_KINDS,
  checkFailureFilter,
  checkSessionFilter,
  filterFailures,
  filterSessions,
} from "../filter/filter.ts";
import { kindsInForce } from "../filter/mentions.ts";
import { mayOverlap } from "../filter/overlap.ts";
import type { QueryError, QueryResult } from "../filter/query.ts";
import { isDamaged } from "../summary/summary.ts";
import type { Zone } from "../time/zone.ts";
import { adminsReport } from "./admins.ts";
import { bootsReport } from "./boots.ts";
import { burstsReport } from "./bursts.ts";
import { OFFICE_HOURS } from "./calendar.ts";
import { concurrentReport } from "./concurrent.ts";
import { countsReport } from "./counts.ts";
import { d365Report } from "./d365.ts";
import { DORMANT_DAYS, dormantReport } from "./dormant.ts";
import { firstLastReport } from "./first-last.ts";
import { type Evidence, evidenceOf } from "./gaps.ts";
import { hoursReport } from "./hours.ts";
import { listFilter } from "./list-filter.ts";
import { lockoutsReport } from "./lockouts.ts";
import { outOfHoursReport } from "./out-of-hours.ts";
import { qualityReport } from "./quality.ts";
import { remoteReport } from "./remote.ts";
import {
  type AnyReportPart,
  MOST_LINES,
  type ReportInput,
  type ReportOptions,
  type Selection,
} from "./report.ts";
import { runasReport } from "./runas.ts";
import { sharedUseReport } from "./shared-use.ts";
import { whoReport } from "./who.ts";

const DESKTOP: readonly SessionKind[] = ["desktop"];
/** Not counted as logons: what a machine does on its own, and what other trails than event logs tell. */
const NOT_COUNTED: ReadonlySet<SessionKind> = new Set(["machine", "anonymous", "script", "cloud"]);

/** Kinds a report looks at when nobody asks for others. */
const KINDS: Partial<Record<ReportName, readonly SessionKind[]>> = {
  counts: ALL_KINDS.filter((kind) => !NOT_COUNTED.has(kind)),
  dormant: ["desktop", "network"],
  admins: ["desktop", "secondary"],
  d365: ["cloud"],
};

/** Reports of records that are no sessions: their filter is that of failed logons, and kinds mean nothing to them. */
const OF_RECORDS: ReadonlySet<ReportName> = new Set(["bursts", "lockouts", "runas", "boots", "quality"]);

export function isOfRecords(name: ReportName): boolean {
  return OF_RECORDS.has(name);
}

export function kindsOfReport(name: ReportName): readonly SessionKind[] {
  return KINDS[name] ?? DESKTOP;
}

/** A report with all it says of itself. */
export interface Report extends Evidence, AnyReportPart {
  readonly name: ReportName;
  /** Kinds looked at; none for a report of records. */
  readonly kinds: readonly SessionKind[];
  readonly caveats: readonly ReportCaveat[];
}

/** What is wrong with the filter of a report, found without a case; null when nothing is. */
export function checkReportFilter(name: ReportName, filter: string, zone: Zone | null): QueryError | null {
  return isOfRecords(name) ? checkFailureFilter(filter, zone) : checkSessionFilter(filter, zone);
}

/**
 * Makes a report of what filter, kinds and window keep of a case. Pure: the same case and question give the same
 * answer. `calendarZone` is the zone of a calendar that names one; `onProgress` is told how much is done, 0 to 1, by
 * reports that go from user to user.
 */
export function runReport(
  name: ReportName,
  data: CaseData,
  zone: Zone,
  selection: Selection,
  options: ReportOptions,
  calendarZone: Zone = zone,
  onProgress: (done: number) => void = () => undefined,
): QueryResult<Report> {
  const { filter, from, to } = selection;
  const context = { strings: data.strings, zone };
  const ofRecords = isOfRecords(name);
  const kinds = selection.kinds ?? kindsInForce(filter, kindsOfReport(name)) ?? ALL_KINDS;
  // When an account was last used does not depend on where the window begins.
  const begin = name === "dormant" ? Number.NaN : from;
  const rows = filterSessions(data.sessions, ofRecords ? "" : filter, context, { kinds, from: begin, to });
  if (!rows.ok) return rows;
  const failures = filterFailures(data.failures, ofRecords ? filter : "", context, { from, to });
  if (!failures.ok) return failures;
  const keep = listFilter(ofRecords ? filter : "", { from, to }, zone);
  const input: ReportInput = {
    data,
    zone,
    from,
    to,
    rows: rows.value,
    failures: failures.value,
    keep,
    isNarrowed: filter.trim() !== "" || !Number.isNaN(from) || !Number.isNaN(to),
    onProgress,
  };
  const part = partOf(name, input, options, calendarZone);
  const window =
    name === "who" ? { from: options.at ?? Number.NaN, to: options.at ?? Number.NaN } : { from, to };
  const stands =
    name === "who"
      ? part.lines.flatMap(({ sessions }) => sessions)
      : begin === from || Number.isNaN(from)
        ? rows.value
        : rows.value.filter((row) =>
            mayOverlap(data.sessions, row, from, Number.isNaN(to) ? Number.POSITIVE_INFINITY : to),
          );
  return {
    ok: true,
    value: {
      name,
      kinds: ofRecords ? [] : kinds,
      ...part,
      lines: part.lines.length > MOST_LINES ? part.lines.slice(0, MOST_LINES) : part.lines,
      ...evidenceOf(data, ofRecords ? [] : stands, window),
      caveats: caveatsOf(data, part),
    },
  };
}

function partOf(
  name: ReportName,
  input: ReportInput,
  options: ReportOptions,
  calendarZone: Zone,
): AnyReportPart {
  switch (name) {
    case "first-last":
      return firstLastReport(input);
    case "hours":
      return hoursReport(input);
    case "concurrent":
      return concurrentReport(input);
    case "out-of-hours":
      return outOfHoursReport(input, options.calendar ?? OFFICE_HOURS, calendarZone);
    case "bursts":
      return burstsReport(input);
    case "lockouts":
      return lockoutsReport(input);
    case "counts":
      return countsReport(input, options.by ?? "type");
    case "who":
      return whoReport(input, options.at ?? Number.NaN);
    case "remote":
      return remoteReport(input);
    case "dormant":
      return dormantReport(input, options.days ?? DORMANT_DAYS, options.accounts);
    case "shared-use":
      return sharedUseReport(input);
    case "admins":
      return adminsReport(input);
    case "runas":
      return runasReport(input);
    case "boots":
      return bootsReport(input);
    case "quality":
      return qualityReport(input);
    case "d365":
      return d365Report(input, options.at ?? Number.NaN);
  }
}

/** Those of the report and those of the case, each once, in the order of the list. */
function caveatsOf(data: CaseData, { lines, caveats }: AnyReportPart): readonly ReportCaveat[] {
  const said = new Set(caveats);
  if (lines.length > MOST_LINES) said.add("limited");
  if (data.partial) said.add("partial");
  if (data.sources.some(isDamaged)) said.add("damaged");
  return REPORT_CAVEATS.filter((caveat) => said.has(caveat));
}
