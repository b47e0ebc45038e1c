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
  /** The stretch around a moment in which clocks stand off UTC by the same amount, in ticks. */
  spanAt(time: number): { readonly to: number; readonly offset: number };
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
  /** Behind the number of a day. */
  readonly dayDot: string;
}

const MINUTE = 600_000_000;
const DAY_MINUTES = 1440;
const SECOND = 10_000_000;
const DAY = DAY_MINUTES * MINUTE;
const STEPS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE),
];
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120];
/** Room a label needs, in pixels. */
const MINOR_ROOM = 54;
const SECONDS_ROOM = 72;
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
    for (let day = firstDay; day <= lastDay; day++) {
      const date = clock.dateOf(day);
      const newMonth = date.day === 1 || day === firstDay;
      const name = `${names.weekdays[clock.weekdayOf(day)]} ${date.day}${names.dayDot}`;
      const month = newMonth ? ` ${names.months[date.month - 1]}` : "";
      push(clock.momentOf(day, 0), `${name}${month}${oddLength(clock, day)}`, true);
    }
    for (const [time, label] of clockTicks(scale, clock)) push(time, label, false);
    return ticks.sort((a, b) => a.time - b.time);
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

/** ` · 23 h` on a day that is not 24 hours long, because the clocks change. */
function oddLength(clock: AxisClock, day: number): string {
  const length = clock.momentOf(day + 1, 0) - clock.momentOf(day, 0);
  return length === DAY ? "" : ` · ${Math.round((length / MINUTE / 60) * 100) / 100} h`;
}

/**
 * Times of day at round readings of the clock, midnights left out. They are walked stretch by stretch of equal offset,
 * so that an hour the clocks skip has no tick and one they show twice has all of its ticks twice.
 */
function* clockTicks(scale: TimeScale, clock: AxisClock): Generator<[time: number, label: string]> {
  const perTick = scale.width / (scale.to - scale.from);
  const step = STEPS.find((ticks) => ticks * perTick >= (ticks < MINUTE ? SECONDS_ROOM : MINOR_ROOM));
  if (step === undefined) return;
  for (let time = scale.from; time <= scale.to; ) {
    const span = clock.spanAt(time);
    const end = Math.min(span.to, scale.to + 1);
    const first = Math.ceil((time + span.offset) / step);
    for (let i = first; i * step - span.offset < end; i++) {
      const local = i * step;
      if (local % DAY !== 0) yield [local - span.offset, clockLabel(local, step)];
    }
    if (!(span.to > time)) return;
    time = span.to;
  }
}

/** `14:05`, `14:05:30`, `14:05:30.5`, as fine as the steps are. */
function clockLabel(local: number, step: number): string {
  const ofDay = ((local % DAY) + DAY) % DAY;
  const minutes = Math.floor(ofDay / MINUTE);
  const text = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  if (step >= MINUTE) return text;
  const seconds = (ofDay - minutes * MINUTE) / SECOND;
  const tenths = step < SECOND ? `.${Math.floor(seconds * 10) % 10}` : "";
  return `${text}:${two(Math.floor(seconds))}${tenths}`;
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
