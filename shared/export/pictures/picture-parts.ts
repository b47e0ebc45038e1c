import type { Line } from "../../engine/reports/report.ts";
import { TICKS_PER_DAY, TICKS_PER_HOUR } from "../../engine/time/calendar.ts";
import { binStart, binsOf, type CalendarBins } from "../../engine/time/calendar-bins.ts";
import { offsetAt } from "../../engine/time/zone.ts";
import type { ReportName, ReportRowOf } from "../../types/report.ts";
import type { ReportExport } from "../report-record.ts";
import { visibleText } from "../visible-text.ts";
import type { PictureClock } from "./picture-clock.ts";
import type { BarsPicture, ColumnsPicture, Lead, PictureColor, PictureTick } from "./picture-types.ts";
import type { PictureWords } from "./picture-words.ts";

/** More marks than this are more than a picture, and a page, can bear. */
export const MOST_MARKS = 500;
/** So much of a stretch of time is drawn behind its end. */
const EDGE = 0.01;
/** With more days than this a column is a month. */
const MOST_DAYS = 800;

export type LinesOf<Name extends ReportName> = readonly Line<ReportRowOf<Name>>[];

/** The lines of a report with the types of its own columns. */
export function linesOf<Name extends ReportName>(_name: Name, { report }: ReportExport): LinesOf<Name> {
  return report.lines as LinesOf<Name>;
}

/** An account in a picture: its name, else its SID. */
export function accountLabel(
  cells: { readonly user: string | null; readonly sid: string | null },
  w: PictureWords,
): string {
  return visibleText(cells.user ?? cells.sid ?? w.texts.nobody);
}

/** Name and way of an account that may have either. */
export function accountLead(cells: {
  readonly user: string | null;
  readonly sid: string | null;
}): Lead | null {
  const value = cells.user ?? cells.sid;
  return value === null ? null : { field: "user", value };
}

/** One name with what is counted under it. */
export interface Tally {
  count: number;
  readonly lead: Lead | null;
}

/** Counts by name, the largest first; names that count the same in their own order. */
export function tallied<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  leadOf: (item: Item) => Lead | null,
): readonly (readonly [name: string, tally: Tally])[] {
  const found = new Map<string, Tally>();
  for (const item of items) {
    const name = nameOf(item);
    const known = found.get(name);
    if (known === undefined) found.set(name, { count: 1, lead: leadOf(item) });
    else known.count++;
  }
  return [...found].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1));
}

/** Bars of counts by name. */
export function tallyBars(
  title: string,
  headers: readonly [name: string, count: string],
  tallies: ReturnType<typeof tallied>,
  color: PictureColor,
): BarsPicture | null {
  if (tallies.length === 0) return null;
  return {
    kind: "bars",
    title,
    headers,
    bars: tallies.slice(0, MOST_MARKS).map(([name, { count, lead }]) => ({
      key: name,
      label: visibleText(name),
      value: count,
      color,
      ...(lead === null ? {} : { lead }),
    })),
  };
}

/** One moment of a picture over days: which series it counts for, and how much. */
export interface Dated {
  readonly time: number;
  readonly series: number;
  readonly value: number;
}

type Series = ColumnsPicture["series"];

/** Columns by day, or by month where there would be too many days; null without anything dated. */
export function byDay(
  w: PictureWords,
  title: string,
  clock: PictureClock,
  dated: readonly Dated[],
  series: Series,
  unit: ColumnsPicture["unit"],
): ColumnsPicture | null {
  const known = dated.filter(({ time }) => Number.isFinite(time));
  if (known.length === 0) return null;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { time } of known) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const days = binsOf(clock.zone, first, last, "day");
  const months = binsOf(clock.zone, first, last, "month");
  // A hostile clock may have stood in the year 30000.
  const bins = days.length <= MOST_DAYS ? days : months.length <= 12 * MOST_DAYS ? months : null;
  if (bins === null) return null;
  const values = Array.from({ length: bins.length }, () => series.map(() => 0));
  for (const { time, series: at, value } of known) {
    values[binsOf(clock.zone, time, time, bins.unit).first - bins.first]![at]! += value;
  }
  // Series without a value anywhere would only lengthen the legend.
  const used = series.flatMap((_, at) => (values.some((each) => each[at]! > 0) ? [at] : []));
  return {
    kind: "columns",
    title,
    header: bins.unit === "day" ? w.texts.day : w.texts.month,
    unit,
    series: used.map((at) => series[at]!),
    columns: values.map((each, at) => ({
      key: String(at),
      ...binWords(w, clock, bins, at),
      values: used.map((one) => each[one]!),
    })),
    starts: Array.from({ length: bins.length + 1 }, (_, at) => binStart(clock.zone, bins, at)),
  };
}

function binWords(w: PictureWords, clock: PictureClock, bins: CalendarBins, at: number) {
  const start = binStart(clock.zone, bins, at);
  const { year, month, day } = clock.dateOf(start);
  return bins.unit === "day"
    ? { label: clock.dayName(start), tick: `${day}${w.dayDot} ${w.months[month - 1]}` }
    : { label: `${w.months[month - 1]} ${year}`, tick: month === 1 ? String(year) : w.months[month - 1] };
}

/** A few marks on a stretch of time: dates where it has many days, and no longer than they have room. */
export function timeTicks(
  w: PictureWords,
  clock: PictureClock,
  from: number,
  to: number,
): readonly PictureTick[] {
  if (!(to > from)) return [];
  const days = (to - from) / TICKS_PER_DAY;
  const isOneDay = clock.dayOf(to) === clock.dayOf(from);
  // Date and clock need more room than either.
  const marks = days > 5 || isOneDay ? 5 : 4;
  const step = (to - from) / marks;
  return Array.from({ length: marks + 1 }, (_, at) => {
    const time = from + step * at;
    const { year, month, day } = clock.dateOf(time);
    const date = `${day}${w.dayDot} ${w.months[month - 1]}`;
    const moment = clock.format.shortClock(time) ?? "";
    const isSameDay = clock.dayOf(time) === clock.dayOf(from);
    const near = isSameDay ? moment : `${date} ${moment}`;
    const text = days > 700 ? `${w.months[month - 1]} ${year}` : days > 5 ? date : near;
    return { at: time, text };
  });
}

/** Where a picture over time begins and ends: the window, where it has limits, else what is drawn. */
export function domainOf(
  { from, to }: ReportExport,
  spans: readonly (readonly [from: number, to: number])[],
): readonly [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [begin, end] of spans) {
    first = Math.min(first, begin);
    last = Math.max(last, end);
  }
  const begin = Number.isNaN(from) ? first : from;
  const end = Number.isNaN(to) ? last : to;
  // Something short at the very end would be drawn outside.
  return [begin, end > begin ? end + (end - begin) * EDGE : begin + TICKS_PER_HOUR];
}

/** Hours since midnight by the clock on the wall; `next` for the midnight that ends the day. */
export function wallHours(clock: PictureClock, time: number, day: number): number {
  return (time + offsetAt(clock.zone, time) - day * TICKS_PER_DAY) / TICKS_PER_HOUR;
}

/** Whole hours where there are many: minutes of a month say nothing, and the table has them. */
export function shortHours(w: PictureWords, ticks: number): string {
  const hours = ticks / TICKS_PER_HOUR;
  return hours >= 24 ? `${w.count(Math.round(hours))} h` : (w.hoursOf(ticks) ?? "?");
}

/** The same where two of them stand side by side: `4.2 h`, `12 min`. */
export function decimalHours(w: PictureWords, ticks: number): string {
  const hours = Math.round((ticks / TICKS_PER_HOUR) * 10) / 10;
  return hours >= 24 || hours < 1 ? shortHours(w, ticks) : `${w.count(hours)} h`;
}
