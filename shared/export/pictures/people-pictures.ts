import type { AtOnce } from "../../engine/at-once.ts";
import { hoursOfWeek, NO_HOUR } from "../../engine/hours-of-week.ts";
import { type LevelSteps, peaksAcross } from "../../engine/level-steps.ts";
import { dateText, TICKS_PER_DAY, TICKS_PER_HOUR } from "../../engine/time/calendar.ts";
import { startOfLocalDay } from "../../engine/time/days.ts";
import type { ReportExport } from "../report-record.ts";
import { visibleText } from "../visible-text.ts";
import { pictureClock } from "./picture-clock.ts";
import {
  accountLabel,
  accountLead,
  byDay,
  decimalHours,
  domainOf,
  linesOf,
  MOST_MARKS,
  tallied,
  tallyBars,
  timeTicks,
  wallHours,
} from "./picture-parts.ts";
import type { PictureTick, RangesPicture, ReportPicture } from "./picture-types.ts";
import type { PictureWords } from "./picture-words.ts";

const HOURS_OF_DAY: readonly PictureTick[] = [0, 6, 12, 18, 24].map((hour) => ({
  at: hour,
  text: `${String(hour).padStart(2, "0")}:00`,
}));
/** Days of the clock changes end an hour sooner or later by the clock, not by what is drawn. */
const DAY = [0, 24] as const;
const STATES = ["active", "locked", "disconnected", "asleep"] as const;
const STATE_COLORS = ["accent", "warn", "hole", "other"] as const;

/** The days of first and last moments: solid from the first to the last that is sure, hatched to the latest possible. */
export function firstLastPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const clock = pictureClock(answer.zone, w);
  const lines = linesOf("first-last", answer);
  const shown = lines.slice(0, MOST_MARKS);
  if (shown.length === 0) return [];
  const note = lines.length > shown.length ? ` ${w.texts.onlyLatest(shown.length, lines.length)}` : "";
  return [
    {
      kind: "ranges",
      title: w.texts.firstLast,
      wide: true,
      note: `${w.texts.firstLastNote} ${w.texts.hatched}${note}`,
      headers: [w.texts.day, "", w.texts.first, w.texts.last],
      domain: DAY,
      ticks: HOURS_OF_DAY,
      ranges: shown.map(({ cells }, line) => {
        const hour = (time: number) => Math.max(0, Math.min(24, wallHours(clock, time, cells.day)));
        return {
          key: String(line),
          label: `${dateText(cells.day)} ${accountLabel(cells, w)}`,
          from: hour(cells.first),
          to: hour(Number.isNaN(cells.lastUpper) ? cells.last : cells.lastUpper),
          sureFrom: hour(cells.first),
          sureTo: hour(Number.isNaN(cells.lastLower) ? cells.last : cells.lastLower),
          cells: [
            clock.format.shortClock(cells.first) ?? "",
            // The midnight that ends a day is not the one that begins it.
            cells.lastIs === "continued" || hour(cells.last) === 24
              ? "24:00"
              : (clock.format.shortClock(cells.last) ?? ""),
          ],
          lead: { line },
        };
      }),
    },
  ];
}

/** Hours by day and state, and of each user from the least to the most. */
export function hoursPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const clock = pictureClock(answer.zone, w);
  const lines = linesOf("hours", answer);
  const dated = lines.flatMap(({ cells }) => {
    const time = startOfLocalDay(clock.zone, cells.day);
    return STATES.map((state, series) => ({ time, series, value: cells[state] / TICKS_PER_HOUR }));
  });
  const series = STATES.map((state, at) => ({
    key: state,
    name: w.texts.states[state],
    color: STATE_COLORS[at]!,
  }));
  const days = byDay(w, w.texts.hoursByDay, clock, dated, series, "hours");
  const users = hoursByUser(answer, w);
  return [...(days === null ? [] : [{ ...days, note: w.texts.hoursByDayNote }]), ...users];
}

function hoursByUser(answer: ReportExport, w: PictureWords): readonly RangesPicture[] {
  const users = new Map<string, { least: number; told: number; most: number; line: number }>();
  for (const [line, { cells }] of linesOf("hours", answer).entries()) {
    const name = `${cells.sid ?? ""}\n${accountLabel(cells, w)}`;
    const user = users.get(name) ?? { least: 0, told: 0, most: 0, line };
    user.least += cells.presentMin;
    user.told += cells.present;
    user.most += cells.presentMax;
    users.set(name, user);
  }
  if (users.size === 0) return [];
  const lines = linesOf("hours", answer);
  const sorted = [...users.values()].sort((a, b) => b.told - a.told);
  const largest = Math.max(...sorted.slice(0, 1).map(({ told }) => told), 1);
  const text = (ticks: number) => decimalHours(w, ticks);
  const possible = Number(answer.report.totals.possibleDays);
  return [
    {
      kind: "ranges",
      title: w.texts.hoursByUser,
      // Days of which only the totals know, for no record shows the user on them.
      note: possible > 0 ? `${w.texts.hatched} ${w.texts.withoutPossible(possible)}` : w.texts.hatched,
      headers: [w.texts.user, "", w.texts.present, w.texts.range],
      ticks: [],
      ranges: sorted.slice(0, MOST_MARKS).map(({ least, told, most, line }) => {
        const { cells } = lines[line]!;
        const lead = accountLead(cells);
        const open = Number.isNaN(most);
        return {
          key: String(line),
          label: accountLabel(cells, w),
          from: 0,
          // A most that nothing bounds is drawn a little beyond what is told, and written in words.
          to: (open ? told + largest * 0.04 : most) / TICKS_PER_HOUR,
          sureFrom: 0,
          sureTo: least / TICKS_PER_HOUR,
          cells: [
            text(told),
            open ? `≥ ${text(least)}` : least === most ? "" : `${text(least)} – ${text(most)}`,
          ],
          ...(lead === null ? {} : { lead }),
        };
      }),
    },
  ];
}

/** Steps up to which a curve is exact; more are drawn as the highest of as many parts as a wide screen has pixels. */
const MOST_STEPS = 1200;

/** The curve of sessions at once, surely and possibly; the most of each computer and user. */
export function concurrentPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const { levels } = answer.report;
  const curve = levels === undefined ? null : curveOf(answer, w, levels);
  const peaks = (scope: "computer" | "user", title: string, head: string): readonly ReportPicture[] => {
    const own = linesOf("concurrent", answer)
      .map(({ cells }, line) => ({ cells, line }))
      .filter(({ cells }) => cells.scope === scope)
      .sort((a, b) => (b.cells.possible ?? 0) - (a.cells.possible ?? 0));
    if (own.length < 2) return [];
    return [
      {
        kind: "ranges",
        title,
        note: w.texts.hatched,
        headers: [head, "", w.texts.surely, w.texts.possibly],
        ticks: [],
        ranges: own.slice(0, MOST_MARKS).map(({ cells, line }) => ({
          key: String(line),
          label: visibleText(cells.name ?? w.texts.nobody),
          from: 0,
          to: cells.possible ?? 0,
          sureFrom: 0,
          sureTo: cells.sure ?? 0,
          cells: [w.count(cells.sure ?? 0), w.count(cells.possible ?? 0)],
          lead: { line },
        })),
      },
    ];
  };
  return [
    ...(curve === null ? [] : [curve]),
    ...peaks("computer", w.texts.peaksByComputer, w.texts.computer),
    ...peaks("user", w.texts.peaksByUser, w.texts.user),
  ];
}

function curveOf(answer: ReportExport, w: PictureWords, { sure, possible }: AtOnce): ReportPicture | null {
  const clock = pictureClock(answer.zone, w);
  const { times } = possible;
  if (times.length === 0) return null;
  const [from, to] = domainOf(answer, [[times[0]!, times.at(-1)!]]);
  const exact = times.length + sure.times.length <= MOST_STEPS;
  const starts = exact
    ? [...new Set([from, ...times, ...sure.times])]
        .filter((time) => time >= from && time < to)
        .sort((a, b) => a - b)
    : Array.from({ length: MOST_STEPS }, (_, at) => from + ((to - from) / MOST_STEPS) * at);
  const columns = exact ? 1 : MOST_STEPS;
  const levelsOf = (steps: LevelSteps): ArrayLike<number> =>
    exact
      ? starts.map((time) => peaksAcross(steps, time, time + 1, 1)[0]!)
      : peaksAcross(steps, from, to, columns);
  const [surely, possibly] = [levelsOf(sure), levelsOf(possible)];
  const points = starts.map((x, at) => ({
    x,
    label: clock.short(x),
    values: [surely[at]!, possibly[at]!],
  }));
  return {
    kind: "curve",
    title: w.texts.atOnce,
    header: w.texts.from,
    series: [
      { key: "sure", name: w.texts.surely, color: "accent" },
      { key: "possible", name: w.texts.possibly, color: "warn" },
    ],
    points: points.filter(({ values }, at) => {
      const before = points[at - 1]?.values;
      return before === undefined || before[0] !== values[0] || before[1] !== values[1];
    }),
    domain: [from, to],
    ticks: timeTicks(w, clock, from, to),
  };
}

/** When somebody came outside working hours. */
export function outOfHoursPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const lines = linesOf("out-of-hours", answer);
  if (lines.length === 0) return [];
  const times = Float64Array.from(lines, ({ cells }) => cells.time);
  const values = Array.from({ length: 7 * 24 }, () => 0);
  for (const hour of hoursOfWeek(times, answer.zone)) if (hour !== NO_HOUR) values[hour]!++;
  const users = tallied(
    lines,
    ({ cells }) => accountLabel(cells, w),
    ({ cells }) => accountLead(cells),
  );
  const bars = tallyBars(w.texts.byUser, [w.texts.user, w.texts.signs], users, "accent");
  return [
    { kind: "week", title: w.texts.week, wide: true, values },
    ...(bars === null ? [] : [{ ...bars, wide: true as const }]),
  ];
}

/** Who was on at a moment: of each computer how many surely, and how many possibly. */
export function whoPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const computers = new Map<string, { sure: number; all: number }>();
  for (const { cells } of linesOf("who", answer)) {
    const name = cells.computer ?? w.texts.nobody;
    const known = computers.get(name) ?? { sure: 0, all: 0 };
    known.all++;
    if (cells.presence === "yes") known.sure++;
    computers.set(name, known);
  }
  if (computers.size === 0) return [];
  const sorted = [...computers].sort((a, b) => b[1].all - a[1].all || (a[0] < b[0] ? -1 : 1));
  return [
    {
      kind: "ranges",
      title: w.texts.who,
      note: w.texts.hatched,
      headers: [w.texts.computer, "", w.texts.surely, w.texts.possibly],
      ticks: [],
      ranges: sorted.slice(0, MOST_MARKS).map(([name, { sure, all }]) => ({
        key: name,
        label: visibleText(name),
        from: 0,
        to: all,
        sureFrom: 0,
        sureTo: sure,
        cells: [w.count(sure), w.count(all - sure)],
        lead: { field: "computer", value: name },
      })),
    },
  ];
}

/** For how long accounts were not seen; those that were never seen have no length. */
export function dormantPictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const lines = linesOf("dormant", answer).map(({ cells }, line) => ({ cells, line }));
  const aged = lines.filter(({ cells }) => !Number.isNaN(cells.idle));
  if (aged.length === 0) return [];
  aged.sort((a, b) => b.cells.idle - a.cells.idle);
  const never = lines.length - aged.length;
  return [
    {
      kind: "bars",
      title: w.texts.dormant,
      ...(never > 0 ? { note: w.texts.neverSeen(never) } : {}),
      headers: [w.texts.account, w.texts.notSeenFor, w.texts.verdict],
      bars: aged.slice(0, MOST_MARKS).map(({ cells, line }) => ({
        key: String(line),
        label: accountLabel(cells, w),
        value: Math.floor(cells.idle / TICKS_PER_DAY),
        cells: [w.wordOf(cells.verdict ?? "", undefined)],
        color: cells.verdict === "yes" ? "warn" : "hole",
        lead: { line },
      })),
    },
  ];
}

/** When one account was in several places: solid where it surely was. */
export function sharedUsePictures(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  const clock = pictureClock(answer.zone, w);
  const lines = linesOf("shared-use", answer);
  const shown = lines.slice(0, MOST_MARKS);
  if (shown.length === 0) return [];
  const domain = domainOf(
    answer,
    shown.map(({ cells }) => [cells.from, cells.to]),
  );
  return [
    {
      kind: "ranges",
      title: w.texts.shared,
      wide: true,
      note: w.texts.hatched,
      headers: [w.texts.account, "", w.texts.places],
      domain,
      ticks: timeTicks(w, clock, ...domain),
      ranges: shown.map(({ cells }, line) => ({
        key: String(line),
        label: accountLabel(cells, w),
        from: cells.from,
        to: cells.to,
        ...(cells.certain === true ? {} : { sureFrom: cells.from, sureTo: cells.from }),
        cells: [w.count(cells.most ?? 0)],
        color: cells.what === "overlap" ? "accent" : "other",
        lead: { line },
      })),
    },
  ];
}
