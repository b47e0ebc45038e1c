import type { ReportExport } from "../../../shared/export/report-record.ts";
import { PICTURES } from "../texts/reports.ts";
import { count } from "../texts.ts";
import { visibleText } from "../visible-text.ts";
import {
  accountLabel,
  accountLead,
  byDay,
  clockFor,
  domainOf,
  linesOf,
  MOST_MARKS,
  shortHours,
  tallied,
  tallyBars,
  timeTicks,
} from "./picture-parts.ts";
import type { Lead, PictureColor, ReportPicture } from "./picture-types.ts";

/** Those that there are. */
function some(...pictures: readonly (ReportPicture | null)[]): readonly ReportPicture[] {
  return pictures.filter((picture) => picture !== null);
}

/** When bursts and sprays were, and what came of them. */
export function burstsPictures(answer: ReportExport): readonly ReportPicture[] {
  const clock = clockFor(answer);
  const lines = linesOf("bursts", answer);
  const shown = lines.slice(0, MOST_MARKS);
  if (shown.length === 0) return [];
  const domain = domainOf(
    answer,
    shown.map(({ cells }) => [cells.first, cells.last]),
  );
  const days = byDay(
    PICTURES.attempts,
    clock,
    // One attempt may be part of a burst of its account and of one of its source: the widest alone adds up.
    lines
      .filter(({ cells }) => cells.by === "accountAndSource" || cells.what === "spray")
      .map(({ cells }) => ({ time: cells.first, series: 0, value: cells.attempts ?? 0 })),
    [{ key: "attempts", name: PICTURES.attempts, color: "fail" }],
    "count",
  );
  return some(
    {
      kind: "ranges",
      title: PICTURES.bursts,
      wide: true,
      note: `${PICTURES.burstsNote}${lines.length > shown.length ? ` ${PICTURES.onlyLatest(shown.length, lines.length)}` : ""}`,
      headers: [PICTURES.burst, "", PICTURES.attempts, PICTURES.after],
      domain,
      ticks: timeTicks(clock, ...domain),
      ranges: shown.map(({ cells }, line) => ({
        key: String(line),
        label: visibleText(
          `${cells.account ?? PICTURES.sprayOf(cells.accounts ?? 0)}, ${cells.source ?? PICTURES.unknownSource}`,
        ),
        from: cells.first,
        to: cells.last,
        cells: [
          count(cells.attempts ?? 0),
          Number.isNaN(cells.succeeded) ? "" : visibleText(cells.succeededAs ?? ""),
        ],
        color: Number.isNaN(cells.succeeded) ? "warn" : "fail",
        lead: { line },
      })),
    },
    days !== null && days.columns.length > 1 ? { ...days, wide: true } : null,
  );
}

export function lockoutsPictures(answer: ReportExport): readonly ReportPicture[] {
  const clock = clockFor(answer);
  const lines = linesOf("lockouts", answer);
  const users = tallied(
    lines,
    ({ cells }) => accountLabel(cells),
    () => null,
  );
  const callers = tallied(
    lines,
    ({ cells }) => cells.caller ?? PICTURES.notNamed,
    () => null,
  );
  return some(
    byDay(
      PICTURES.lockouts,
      clock,
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "lockouts", name: PICTURES.lockouts, color: "fail" }],
      "count",
    ),
    tallyBars(PICTURES.lockoutsByUser, [PICTURES.account, PICTURES.lockouts], users, "fail"),
    tallyBars(PICTURES.lockoutsByCaller, [PICTURES.computer, PICTURES.lockouts], callers, "warn"),
  );
}

/** Colours of logon types, those of the timeline. */
const TYPE_COLORS: Readonly<Record<string, PictureColor>> = {
  "3": "network",
  "4": "batch",
  "5": "service",
  "10": "remote",
  "12": "remote",
};

export function countsPictures(answer: ReportExport): readonly ReportPicture[] {
  const lines = linesOf("counts", answer);
  if (lines.length === 0) return [];
  const byType = answer.options.by === "type";
  return [
    {
      kind: "bars",
      title: PICTURES.counts,
      headers: [String(answer.options.by ?? ""), PICTURES.counts, PICTURES.share, PICTURES.time],
      bars: lines.slice(0, MOST_MARKS).map(({ cells }, line) => {
        const type = byType ? /\((\d+)\)$/.exec(cells.group ?? "")?.[1] : undefined;
        return {
          key: String(line),
          label: visibleText(cells.group ?? PICTURES.notNamed),
          value: cells.count ?? 0,
          cells: [`${((cells.share ?? 0) * 100).toFixed(1)} %`, shortHours(cells.durationMin)],
          color: (type === undefined ? undefined : TYPE_COLORS[type]) ?? "accent",
          lead: { line },
        };
      }),
    },
  ];
}

/** Where people came from, and on which days. */
export function remotePictures(answer: ReportExport): readonly ReportPicture[] {
  const lines = linesOf("remote", answer);
  const client = (cells: (typeof lines)[number]["cells"]) =>
    cells.tunnel === true
      ? `${cells.sourceAddress} (${PICTURES.tunnel})`
      : (cells.sourceAddress ?? cells.clientName ?? PICTURES.console);
  const clients = tallied(
    lines,
    ({ cells }) => client(cells),
    ({ cells }): Lead | null =>
      cells.sourceAddress === null ? null : { field: "ip", value: cells.sourceAddress },
  );
  return some(
    byDay(
      PICTURES.remoteByDay,
      clockFor(answer),
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "connections", name: PICTURES.connections, color: "remote" }],
      "count",
    ),
    tallyBars(PICTURES.clients, [PICTURES.clients, PICTURES.connections], clients, "remote"),
  );
}

export function adminsPictures(answer: ReportExport): readonly ReportPicture[] {
  const lines = linesOf("admins", answer);
  const users = tallied(
    lines,
    ({ cells }) => accountLabel(cells),
    ({ cells }) => accountLead(cells),
  );
  return some(
    byDay(
      PICTURES.adminsByDay,
      clockFor(answer),
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "sessions", name: PICTURES.sessions, color: "warn" }],
      "count",
    ),
    tallyBars(PICTURES.adminsByUser, [PICTURES.user, PICTURES.sessions], users, "warn"),
  );
}

export function runasPictures(answer: ReportExport): readonly ReportPicture[] {
  const lines = linesOf("runas", answer);
  const pairs = tallied(
    lines,
    ({ cells }) => PICTURES.usedBy(accountLabel(cells), cells.target ?? PICTURES.nobody),
    () => null,
  );
  return some(
    byDay(
      PICTURES.runasByDay,
      clockFor(answer),
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "uses", name: PICTURES.uses, color: "accent" }],
      "count",
    ),
    tallyBars(PICTURES.runas, [PICTURES.account, PICTURES.uses], pairs, "accent"),
  );
}
