import { TICKS_PER_HOUR } from "../../engine/time/calendar.ts";
import type { ReportExport } from "../report-record.ts";
import { visibleText } from "../visible-text.ts";
import { pictureClock } from "./picture-clock.ts";
import {
  byDay,
  decimalHours,
  domainOf,
  linesOf,
  MOST_MARKS,
  shortHours,
  timeTicks,
} from "./picture-parts.ts";
import type { PictureColor, ReportPicture } from "./picture-types.ts";
import type { PictureWords } from "./picture-words.ts";

const ENDINGS = ["shutdown", "crash", "powerLoss", "notRecorded"] as const;
const SERIES_OF = new Map<string | null, number>(ENDINGS.map((ending, series) => [ending, series]));
const ENDING_COLORS = ["ok", "fail", "warn", "hole"] as const;

/** How runs ended day by day, and the longest times down: solid what is sure, hatched what may be. */
export function bootsPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const clock = pictureClock(answer.zone, w);
  const lines = linesOf("boots", answer);
  const ends = byDay(
    w,
    w.texts.ends,
    clock,
    lines.flatMap(({ cells }) => {
      const series = SERIES_OF.get(cells.how);
      return cells.what === "up" && series !== undefined ? [{ time: cells.to, series, value: 1 }] : [];
    }),
    ENDINGS.map((ending, at) => ({ key: ending, name: w.texts.endings[ending], color: ENDING_COLORS[at]! })),
    "count",
  );
  const down = lines
    .map(({ cells }, line) => ({ cells, line }))
    .filter(({ cells }) => cells.what === "down")
    .sort((a, b) => b.cells.most - a.cells.most);
  const shown = down.slice(0, MOST_MARKS);
  const outages: ReportPicture = {
    kind: "ranges",
    title: w.texts.downs,
    note: w.texts.hatched,
    headers: [w.texts.computer, "", w.texts.range],
    ticks: [],
    ranges: shown.map(({ cells, line }) => {
      const [least, most] = [decimalHours(w, cells.least), decimalHours(w, cells.most)];
      return {
        key: String(line),
        // The day first: what is too long is cut at its end.
        label: `${clock.format.date(cells.from) ?? ""} ${hostName(cells.computer ?? w.texts.nobody)}`,
        from: 0,
        to: cells.most / TICKS_PER_HOUR,
        sureFrom: 0,
        sureTo: cells.least / TICKS_PER_HOUR,
        cells: [least === most ? shortHours(w, cells.most) : `${least} – ${most}`],
        color: cells.how === "shutdown" ? "hole" : "warn",
      };
    }),
  };
  return [...(ends === null ? [] : [ends]), ...(shown.length === 0 ? [] : [outages])];
}

/** A computer without its domain, which the lines below have; an address stays whole. */
function hostName(computer: string): string {
  return visibleText(/^[\d.]+$/.test(computer) ? computer : (computer.split(".")[0] ?? computer));
}

const COLORS: Readonly<Partial<Record<string, PictureColor>>> = { coverage: "ok", gap: "fail" };

/** From when to when each log reaches, and its gaps. */
export function qualityPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const clock = pictureClock(answer.zone, w);
  const shown = linesOf("quality", answer)
    .map(({ cells }) => cells)
    .filter(({ what, from, to }) => (what === "coverage" || what === "gap") && to >= from)
    .slice(0, MOST_MARKS);
  if (shown.length === 0) return [];
  const domain = domainOf(
    answer,
    shown.map(({ from, to }) => [from, to]),
  );
  return [
    {
      kind: "ranges",
      title: w.texts.coverage,
      wide: true,
      headers: [w.texts.log, "", w.texts.records],
      domain,
      ticks: timeTicks(w, clock, ...domain),
      ranges: shown.map(({ computer, channel, what, from, to, count: records }, at) => ({
        key: String(at),
        label: visibleText(`${computer ?? w.texts.nobody} ${channel ?? ""}`),
        from: Math.max(from, domain[0]),
        to: Math.min(to, domain[1]),
        cells: [what === "gap" ? w.texts.gap : w.count(records ?? 0)],
        color: COLORS[what ?? ""] ?? "accent",
      })),
    },
  ];
}
