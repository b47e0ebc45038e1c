import { parseQuery } from "../../shared/engine/filter/parse.ts";
import { printQuery } from "../../shared/engine/filter/print.ts";
import { ticksToIso } from "../../shared/engine/time/iso.ts";
import type { Clock } from "./clock.ts";
import { SESSION_WORDS } from "./texts/session-words.ts";
import { T } from "./texts.ts";
import type { TimeWindow } from "./time-window.ts";

const { ranges: RANGES } = SESSION_WORDS;

/** A moment as it is typed: `2024-03-06 14:05`, seconds only where there are some. */
export function typedMoment(clock: Clock, time: number | undefined): string {
  const text = time === undefined ? "" : (clock.format.full(time) ?? "");
  return text.endsWith(":00") ? text.slice(0, -3) : text;
}

/** A name for one range that people ask for often. */
export interface RangePreset {
  readonly label: string;
  readonly range: TimeWindow;
}

/** Whether both borders are midnights of the zone, so that days say all there is to say. */
function isWholeDays(clock: Clock, range: TimeWindow): boolean {
  return [range.from, range.to].every((time) => clock.axis.momentOf(clock.axis.dayOf(time), 0) === time);
}

/** `4 Mar`, with the year where it differs from the other border's or stands alone. */
function dayText(clock: Clock, time: number, withYear: boolean): string {
  const { year, month, day } = clock.axis.dateOf(clock.axis.dayOf(time));
  const text = `${day}${T.dayDot} ${T.months[month - 1]}`;
  return withYear ? `${text} ${year}` : text;
}

/**
 * `4 Mar 2024`, `4 – 8 Mar 2024` for whole days; `4 Mar 08:00 – 9 Mar 2024 17:30` for others. The last day of a range of days is the
 * last one in it, not the midnight that ends it.
 */
export function rangeText(clock: Clock, range: TimeWindow): string {
  const days = isWholeDays(clock, range);
  const last = days ? range.to - 1 : range.to;
  const from = clock.axis.dateOf(clock.axis.dayOf(range.from));
  const to = clock.axis.dateOf(clock.axis.dayOf(last));
  const sameDay = clock.axis.dayOf(range.from) === clock.axis.dayOf(last);
  const sameYear = from.year === to.year;
  if (days) {
    if (sameDay) return dayText(clock, last, true);
    if (sameYear && from.month === to.month) return `${from.day}${T.dayDot} – ${dayText(clock, last, true)}`;
    return `${dayText(clock, range.from, !sameYear)} – ${dayText(clock, last, true)}`;
  }
  const at = (time: number) => clock.format.shortClock(time) ?? "";
  if (sameDay) return `${dayText(clock, last, true)} ${at(range.from)} – ${at(last)}`;
  return `${dayText(clock, range.from, !sameYear)} ${at(range.from)} – ${dayText(clock, last, true)} ${at(last)}`;
}

/**
 * Ranges that end where the log ends: a log of last year has no "today", so the last day of the log takes its place.
 */
export function rangePresets(clock: Clock, span: TimeWindow, day: number | null): readonly RangePreset[] {
  const last = clock.axis.dayOf(span.to);
  const days = (first: number, count: number): TimeWindow => ({
    from: clock.axis.momentOf(first, 0),
    to: clock.axis.momentOf(first + count, 0),
  });
  return [
    { label: RANGES.lastDay, range: days(last, 1) },
    { label: RANGES.dayBefore, range: days(last - 1, 1) },
    { label: RANGES.days(7), range: days(last - 6, 7) },
    { label: RANGES.days(30), range: days(last - 29, 30) },
    ...(day === null ? [] : [{ label: RANGES.rowDay, range: days(day, 1) }]),
  ];
}

/** A filter that keeps the rows of another one within a range, for an export that can be checked. */
export function filterWithRange(filter: string, range: TimeWindow | null): string {
  if (range === null) return filter;
  const query = parseQuery(filter);
  const own = query.ok && query.value.type === "or" ? `(${printQuery(query.value)})` : filter.trim();
  return `${own} from:${ticksToIso(range.from)} to:${ticksToIso(range.to)}`.trim();
}

/** `-2024-03-04--2024-03-08`, for the name of a file; empty for the whole case. */
export function rangeInFileName(clock: Clock, range: TimeWindow | null): string {
  if (range === null) return "";
  const from = clock.format.date(range.from);
  const to = clock.format.date(range.to - 1);
  return from === to ? `-${from}` : `-${from}--${to}`;
}
