import type { ReportExport } from "../report-record.ts";
import { visibleText } from "../visible-text.ts";
import { pictureClock } from "./picture-clock.ts";
import {
  accountLabel,
  accountLead,
  byDay,
  domainOf,
  linesOf,
  MOST_MARKS,
  shortHours,
  tallied,
  tallyBars,
  timeTicks,
} from "./picture-parts.ts";
import type { Lead, PictureColor, ReportPicture } from "./picture-types.ts";
import type { PictureWords } from "./picture-words.ts";

/** Those that there are. */
function some(...pictures: readonly (ReportPicture | null)[]): readonly ReportPicture[] {
  return pictures.filter((picture) => picture !== null);
}

/** When bursts and sprays were, and what came of them. */
export function burstsPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const clock = pictureClock(answer.zone, w);
  const lines = linesOf("bursts", answer);
  const shown = lines.slice(0, MOST_MARKS);
  if (shown.length === 0) return [];
  const domain = domainOf(
    answer,
    shown.map(({ cells }) => [cells.first, cells.last]),
  );
  const days = byDay(
    w,
    w.texts.attempts,
    clock,
    // One attempt may be part of a burst of its account and of one of its source: the widest alone adds up.
    lines
      .filter(({ cells }) => cells.by === "accountAndSource" || cells.what === "spray")
      .map(({ cells }) => ({ time: cells.first, series: 0, value: cells.attempts ?? 0 })),
    [{ key: "attempts", name: w.texts.attempts, color: "fail" }],
    "count",
  );
  return some(
    {
      kind: "ranges",
      title: w.texts.bursts,
      wide: true,
      note: `${w.texts.burstsNote}${lines.length > shown.length ? ` ${w.texts.onlyLatest(shown.length, lines.length)}` : ""}`,
      headers: [w.texts.burst, "", w.texts.attempts, w.texts.after],
      domain,
      ticks: timeTicks(w, clock, ...domain),
      ranges: shown.map(({ cells }, line) => ({
        key: String(line),
        label: visibleText(
          `${cells.account ?? w.texts.sprayOf(cells.accounts ?? 0)}, ${cells.source ?? w.texts.unknownSource}`,
        ),
        from: cells.first,
        to: cells.last,
        cells: [
          w.count(cells.attempts ?? 0),
          Number.isNaN(cells.succeeded) ? "" : visibleText(cells.succeededAs ?? ""),
        ],
        color: Number.isNaN(cells.succeeded) ? "warn" : "fail",
        lead: { line },
      })),
    },
    days !== null && days.columns.length > 1 ? { ...days, wide: true } : null,
  );
}

export function lockoutsPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const clock = pictureClock(answer.zone, w);
  const lines = linesOf("lockouts", answer);
  const users = tallied(
    lines,
    ({ cells }) => accountLabel(cells, w),
    () => null,
  );
  const callers = tallied(
    lines,
    ({ cells }) => cells.caller ?? w.texts.notNamed,
    () => null,
  );
  return some(
    byDay(
      w,
      w.texts.lockouts,
      clock,
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "lockouts", name: w.texts.lockouts, color: "fail" }],
      "count",
    ),
    tallyBars(w.texts.lockoutsByUser, [w.texts.account, w.texts.lockouts], users, "fail"),
    tallyBars(w.texts.lockoutsByCaller, [w.texts.computer, w.texts.lockouts], callers, "warn"),
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

export function countsPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const lines = linesOf("counts", answer);
  if (lines.length === 0) return [];
  const byType = answer.options.by === "type";
  return [
    {
      kind: "bars",
      title: w.texts.counts,
      headers: [String(answer.options.by ?? ""), w.texts.counts, w.texts.share, w.texts.time],
      bars: lines.slice(0, MOST_MARKS).map(({ cells }, line) => {
        const type = byType ? /\((\d+)\)$/.exec(cells.group ?? "")?.[1] : undefined;
        return {
          key: String(line),
          label: visibleText(cells.group ?? w.texts.notNamed),
          value: cells.count ?? 0,
          cells: [w.percent((cells.share ?? 0) * 100), shortHours(w, cells.durationMin)],
          color: (type === undefined ? undefined : TYPE_COLORS[type]) ?? "accent",
          lead: { line },
        };
      }),
    },
  ];
}

/** Where people came from, and on which days. */
export function remotePictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const lines = linesOf("remote", answer);
  const client = (cells: (typeof lines)[number]["cells"]) =>
    cells.tunnel === true
      ? `${cells.sourceAddress} (${w.texts.tunnel})`
      : (cells.sourceAddress ?? cells.clientName ?? w.texts.console);
  const clients = tallied(
    lines,
    ({ cells }) => client(cells),
    ({ cells }): Lead | null =>
      cells.sourceAddress === null ? null : { field: "ip", value: cells.sourceAddress },
  );
  return some(
    byDay(
      w,
      w.texts.remoteByDay,
      pictureClock(answer.zone, w),
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "connections", name: w.texts.connections, color: "remote" }],
      "count",
    ),
    tallyBars(w.texts.clients, [w.texts.clients, w.texts.connections], clients, "remote"),
  );
}

export function adminsPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const lines = linesOf("admins", answer);
  const users = tallied(
    lines,
    ({ cells }) => accountLabel(cells, w),
    ({ cells }) => accountLead(cells),
  );
  return some(
    byDay(
      w,
      w.texts.adminsByDay,
      pictureClock(answer.zone, w),
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "sessions", name: w.texts.sessions, color: "warn" }],
      "count",
    ),
    tallyBars(w.texts.adminsByUser, [w.texts.user, w.texts.sessions], users, "warn"),
  );
}

export function runasPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const lines = linesOf("runas", answer);
  const pairs = tallied(
    lines,
    ({ cells }) => w.texts.usedBy(accountLabel(cells, w), cells.target ?? w.texts.nobody),
    () => null,
  );
  return some(
    byDay(
      w,
      w.texts.runasByDay,
      pictureClock(answer.zone, w),
      lines.map(({ cells }) => ({ time: cells.time, series: 0, value: 1 })),
      [{ key: "uses", name: w.texts.uses, color: "accent" }],
      "count",
    ),
    tallyBars(w.texts.runas, [w.texts.account, w.texts.uses], pairs, "accent"),
  );
}
