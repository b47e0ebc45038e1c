import { DEFAULT_KINDS } from "../../shared/engine/filter/filter.ts";
import { termText } from "../../shared/engine/filter/print.ts";
import type { WorkCalendar } from "../../shared/engine/reports/calendar.ts";
import { kindsOfReport } from "../../shared/engine/reports/run-report.ts";
import { TICKS_PER_SECOND } from "../../shared/engine/time/calendar.ts";
import { startOfLocalDay } from "../../shared/engine/time/days.ts";
import { ianaZone } from "../../shared/engine/time/iana-zone.ts";
import { windowsZoneToIana } from "../../shared/engine/time/windows-zones.ts";
import { parseFixedZone, type Zone } from "../../shared/engine/time/zone.ts";
import { checkQuestion } from "../../shared/export/report-answer.ts";
import type { SessionKind } from "../../shared/types/names.ts";
import type { CountGroup, ReportName } from "../../shared/types/report.ts";
import type { ReportCells } from "../../shared/types/report-column.ts";
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

/** The zone of a name; null when there is none of that name. */
export function knownZone(name: string): Zone | null {
  return name === "" ? null : (parseFixedZone(name) ?? ianaZone(windowsZoneToIana(name) ?? name));
}

/** Whether two choices of kinds are the same, in whatever order. */
export function sameKinds(a: readonly SessionKind[], b: readonly SessionKind[]): boolean {
  return a.length === b.length && a.every((kind) => b.includes(kind));
}

/** Where the rows behind a line can be looked at; null where no filter can name them. */
export interface Behind {
  readonly view: "sessions" | "failures";
  readonly filter: string;
  readonly window: TimeWindow | null;
  /** Only where other kinds are to be shown than those on screen. */
  readonly kinds?: readonly SessionKind[];
  readonly rows: number;
}

/** What was asked: where a line stands for too many rows to name them one by one, they are chosen in the same way. */
export interface BehindContext {
  readonly view: ReportView;
  readonly zone: Zone;
}

/** A line and the rows of the case behind it. */
interface LineRows {
  readonly cells: ReportCells;
  readonly sessions: ArrayLike<number>;
  readonly failures: ArrayLike<number>;
}

/** A filter with more ids than this would be no use to anybody. */
const MOST_IDS = 100;

export function behindLine(line: LineRows, context: BehindContext): Behind | null {
  const { cells, sessions, failures } = line;
  if (sessions.length > 0) return behindSessions(cells, sessions, context);
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

function behindSessions(
  cells: ReportCells,
  sessions: ArrayLike<number>,
  { view, zone }: BehindContext,
): Behind | null {
  const rows = sessions.length;
  if (rows <= MOST_IDS) {
    const filter = `id:${Array.from(sessions, (row) => row + 1).join(",")}`;
    return { view: "sessions", filter, window: null, rows };
  }
  const term = termOf(cells, view);
  if (term === null) return null;
  const asked = checkQuestion(view.report.name, view.filter, zone) === null ? view.filter : "";
  const day = numberOf(cells.day);
  return {
    view: "sessions",
    filter: [...(asked.trim() === "" ? [] : [hasOr(asked) ? `(${asked})` : asked]), term].join(" ").trim(),
    window: Number.isNaN(day)
      ? view.window
      : { from: startOfLocalDay(zone, day), to: startOfLocalDay(zone, day + 1) },
    // Every report has kinds of its own.
    ...(sameKinds(view.kinds, DEFAULT_KINDS) ? { kinds: kindsOfReport(view.report.name) } : {}),
    rows,
  };
}

/** What tells the sessions of a line from the others that were asked for; empty for all of them, null for nothing. */
function termOf(cells: ReportCells, { report }: ReportView): string | null {
  if (report.name === "concurrent" && cells.scope === "case") return "";
  if (report.name === "counts") return countedTerm(textOf(cells.group), report.by);
  const user =
    textOf(cells.user) ?? (cells.scope === "user" ? textOf(cells.name) : null) ?? textOf(cells.sid);
  if (user !== null) return termText("user", user);
  const computer = cells.scope === "computer" ? textOf(cells.name) : null;
  return computer === null ? null : termText("computer", computer);
}

function countedTerm(group: string | null, by: CountGroup): string {
  const field = by === "source" ? "ip" : by;
  if (group === null) return `${field}:none`;
  return termText(field, by === "type" ? (/\((\d+)\)$/.exec(group)?.[1] ?? group) : group);
}

/** A filter that says "or" somewhere: other terms beside it would only narrow its last part. */
function hasOr(filter: string): boolean {
  return /(?:^|\s|\))or(?:\s|\()/i.test(filter);
}

function textOf(cell: ReportCells[string] | undefined): string | null {
  return typeof cell === "string" && cell !== "" ? cell : null;
}

function numberOf(cell: ReportCells[string] | undefined): number {
  return typeof cell === "number" ? cell : Number.NaN;
}
