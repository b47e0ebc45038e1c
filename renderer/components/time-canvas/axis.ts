import { type TimeScale, xOfTime } from "./time-scale.ts";

/**
 * What the axis must know of the display zone. Days are counted in the zone from 2024-01-01; minutes are those of the
 * clock on the wall, so days of 23 and 25 hours come out right by themselves.
 */
export interface AxisClock {
  /** Day a moment falls on. */
  dayOf(time: number): number;
  /** The moment at which a day's clock shows so many minutes after midnight. */
  momentOf(day: number, minutes: number): number;
  /** 0 Monday to 6 Sunday. */
  weekdayOf(day: number): number;
  dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number };
  dayOfDate(year: number, month: number, day: number): number;
}

export interface AxisTick {
  readonly time: number;
  readonly x: number;
  readonly label: string;
  readonly major: boolean;
}

export interface AxisNames {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
}

const MINUTE = 600_000_000;
const DAY_MINUTES = 1440;
const MINUTE_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720];
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120];
/** Room a label needs, in pixels. */
const MINOR_ROOM = 54;
const DAY_ROOM = 46;
const MONTH_ROOM = 64;

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/**
 * Lines and labels of the axis. Majors are days with hours between them, or months with days between them, or years,
 * whatever leaves room for the labels.
 */
export function axisTicks(scale: TimeScale, clock: AxisClock, names: AxisNames): readonly AxisTick[] {
  const pixelsPerMinute = (scale.width * MINUTE) / (scale.to - scale.from);
  const firstDay = clock.dayOf(scale.from);
  const lastDay = clock.dayOf(scale.to);
  const ticks: AxisTick[] = [];
  const push = (time: number, label: string, major: boolean) => {
    if (time >= scale.from && time <= scale.to) ticks.push({ time, x: xOfTime(scale, time), label, major });
  };

  if (pixelsPerMinute * DAY_MINUTES >= DAY_ROOM) {
    const step = MINUTE_STEPS.find((minutes) => minutes * pixelsPerMinute >= MINOR_ROOM) ?? DAY_MINUTES;
    const firstOfDay = Math.max(
      0,
      Math.floor((scale.from - clock.momentOf(firstDay, 0)) / MINUTE / step) - 120,
    );
    for (let day = firstDay; day <= lastDay; day++) {
      const date = clock.dateOf(day);
      const newMonth = date.day === 1 || day === firstDay;
      const name = `${names.weekdays[clock.weekdayOf(day)]} ${date.day}`;
      push(clock.momentOf(day, 0), newMonth ? `${name} ${names.months[date.month - 1]}` : name, true);
      const start = day === firstDay ? Math.max(1, firstOfDay) : 1;
      for (let i = start; i * step < DAY_MINUTES; i++) {
        const time = clock.momentOf(day, i * step);
        if (time > scale.to) break;
        push(time, `${two(Math.floor((i * step) / 60))}:${two((i * step) % 60)}`, false);
      }
    }
    return ticks;
  }

  const pixelsPerMonth = pixelsPerMinute * DAY_MINUTES * 30;
  const monthStep = MONTH_STEPS.find((months) => months * pixelsPerMonth >= MONTH_ROOM) ?? 120;
  const begin = clock.dateOf(firstDay);
  const end = clock.dateOf(lastDay);
  const firstMonth = Math.floor((begin.year * 12 + begin.month - 1) / monthStep) * monthStep;
  const lastMonth = end.year * 12 + end.month - 1;
  const dayStep = [1, 2, 7].find((days) => days * pixelsPerMinute * DAY_MINUTES >= 30);
  for (let at = firstMonth; at <= lastMonth; at += monthStep) {
    const year = Math.floor(at / 12);
    const month = at % 12;
    const first = clock.dayOfDate(year, month + 1, 1);
    const label =
      monthStep >= 12
        ? String(year)
        : month === 0 || at === firstMonth || monthStep > 1
          ? `${names.months[month]} ${year}`
          : names.months[month]!;
    push(clock.momentOf(first, 0), label, true);
    if (monthStep > 1 || dayStep === undefined) continue;
    const next = clock.dayOfDate(month === 11 ? year + 1 : year, month === 11 ? 1 : month + 2, 1);
    for (let day = first + 1; day < next - 1; day++) {
      const wanted = dayStep === 7 ? clock.weekdayOf(day) === 0 : (day - first) % dayStep === 0;
      if (wanted && day - first > 1) push(clock.momentOf(day, 0), String(clock.dateOf(day).day), false);
    }
  }
  return ticks;
}

export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly kind: "night" | "weekend";
}

const NIGHT_END = 6 * 60;
const NIGHT_START = 20 * 60;

/** Nights (20 to 6 o'clock) and weekends in view, in pixels; nothing where a day is too narrow to tell them apart. */
export function shades(scale: TimeScale, clock: AxisClock): readonly Shade[] {
  const perDay = (scale.width * MINUTE * DAY_MINUTES) / (scale.to - scale.from);
  if (perDay < 3) return [];
  const out: Shade[] = [];
  const push = (from: number, to: number, kind: Shade["kind"]) => {
    const a = Math.max(0, xOfTime(scale, from));
    const b = Math.min(scale.width, xOfTime(scale, to));
    if (b > a) out.push({ from: a, to: b, kind });
  };
  const last = clock.dayOf(scale.to);
  for (let day = clock.dayOf(scale.from) - 1; day <= last; day++) {
    if (clock.weekdayOf(day) >= 5) push(clock.momentOf(day, 0), clock.momentOf(day + 1, 0), "weekend");
    if (perDay >= 14) push(clock.momentOf(day, NIGHT_START), clock.momentOf(day + 1, NIGHT_END), "night");
  }
  return out;
}

/** What the labels leave out: the month where days stand on the axis, the year where months do. */
export function axisContext(scale: TimeScale, clock: AxisClock, names: AxisNames): string {
  const perDay = (scale.width * MINUTE * DAY_MINUTES) / (scale.to - scale.from);
  const first = clock.dateOf(clock.dayOf(scale.from));
  const last = clock.dateOf(clock.dayOf(scale.to));
  if (perDay < 3) return first.year === last.year ? String(first.year) : `${first.year} – ${last.year}`;
  const from = names.months[first.month - 1];
  const to = names.months[last.month - 1];
  if (first.year !== last.year) return `${from} ${first.year} – ${to} ${last.year}`;
  return first.month === last.month ? `${from} ${first.year}` : `${from} – ${to} ${first.year}`;
}
