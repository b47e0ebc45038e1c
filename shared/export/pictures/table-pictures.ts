import { describeFailure } from "../../engine/catalog/failure-text.ts";
import { hoursOfWeek, NO_HOUR } from "../../engine/hours-of-week.ts";
import type { ExportInput } from "../export-case.ts";
import { accountText } from "../table-views.ts";
import { groupedText, textOrNull } from "../texts.ts";
import { pictureClock } from "./picture-clock.ts";
import { byDay, tallied, tallyBars } from "./picture-parts.ts";
import type { PictureColor, ReportPicture } from "./picture-types.ts";
import type { PictureWords } from "./picture-words.ts";

/** What these pictures say: they stand in files only, which are English. */
const T = {
  sessionsByDay: "Sessions by the day they began",
  startsOfWeek: "When sessions began, by weekday and hour",
  sessionsByUser: "Sessions by user",
  sessionsByComputer: "Sessions by computer",
  failuresByDay: "Failed logons by day",
  failuresByReason: "Failed logons by reason",
  failuresByUser: "Failed logons by account",
  failuresBySource: "Failed logons by where they came from",
  failures: "Failed logons",
  why: "Reason",
  source: "From",
  types: {
    console: "At the computer",
    remote: "Remote Desktop",
    network: "Network",
    service: "Service or task",
    other: "Other",
  },
  others: (count: number) => `${groupedText(count)} others`,
} as const;

/** Names that are drawn of a table; a report has more of them. */
const MOST_NAMES = 12;

/** Logon types that are told apart by colour, those of the timeline; all others are one. */
const TYPES: readonly {
  readonly types: readonly number[];
  readonly key: "console" | "remote" | "network" | "service";
  readonly color: PictureColor;
}[] = [
  { types: [2, 7, 11], key: "console", color: "accent" },
  { types: [10, 12], key: "remote", color: "remote" },
  { types: [3, 8], key: "network", color: "network" },
  { types: [4, 5], key: "service", color: "service" },
];

/** Sessions of a table: when they began, at which hours of the week, and whose they are. */
export function sessionsPictures(
  { data, rows, zone }: ExportInput,
  w: PictureWords,
): readonly ReportPicture[] {
  const { sessions: s, strings } = data;
  const all = [...rows];
  const startOf = (row: number) => (Number.isNaN(s.start[row]!) ? s.startUpper[row]! : s.start[row]!);
  const days = byDay(
    w,
    T.sessionsByDay,
    pictureClock(zone, w),
    all.map((row) => {
      const at = TYPES.findIndex(({ types }) => types.includes(s.logonType[row]!));
      return { time: startOf(row), series: at < 0 ? TYPES.length : at, value: 1 };
    }),
    [
      ...TYPES.map(({ key, color }) => ({ key, name: T.types[key], color })),
      { key: "other", name: T.types.other, color: "other" },
    ],
    "count",
  );
  const users = tallied(
    all,
    (row) => accountText(strings, s.domain[row]!, s.user[row]!, s.sid[row]!) ?? w.texts.nobody,
    () => null,
  );
  const computers = tallied(
    all,
    (row) => textOrNull(strings, s.computer[row]!) ?? w.texts.nobody,
    () => null,
  );
  return some(
    days,
    weekOf(T.startsOfWeek, all.map(startOf), zone),
    fewBars(T.sessionsByUser, [w.texts.user, w.texts.sessions], users, "accent"),
    computers.length > 1
      ? fewBars(T.sessionsByComputer, [w.texts.computer, w.texts.sessions], computers, "accent")
      : null,
  );
}

/** Failed logons of a table: when, why, whose and from where. */
export function failuresPictures(
  { data, rows, zone }: ExportInput,
  w: PictureWords,
): readonly ReportPicture[] {
  const { failures: f, strings } = data;
  const all = [...rows];
  const reason = (row: number) =>
    describeFailure(f.status[row]!, f.subStatus[row]!, strings[f.reason[row]!] ?? "").text;
  const user = (row: number) => accountText(strings, f.domain[row]!, f.user[row]!, f.sid[row]!);
  const source = (row: number) =>
    textOrNull(strings, f.sourceAddress[row]!) ?? textOrNull(strings, f.workstation[row]!);
  const bars = (title: string, head: string, nameOf: (row: number) => string | null, color: PictureColor) =>
    fewBars(
      title,
      [head, T.failures],
      tallied(
        all,
        (row) => nameOf(row) ?? w.texts.nobody,
        () => null,
      ),
      color,
    );
  return some(
    byDay(
      w,
      T.failuresByDay,
      pictureClock(zone, w),
      all.map((row) => ({ time: f.time[row]!, series: 0, value: 1 })),
      [{ key: "failures", name: T.failures, color: "fail" }],
      "count",
    ),
    bars(T.failuresByReason, T.why, reason, "fail"),
    bars(T.failuresByUser, w.texts.account, user, "accent"),
    bars(T.failuresBySource, T.source, source, "warn"),
  );
}

function fewBars(
  title: string,
  headers: readonly [name: string, count: string],
  tallies: ReturnType<typeof tallied>,
  color: PictureColor,
): ReportPicture | null {
  const bars = tallyBars(title, headers, tallies.slice(0, MOST_NAMES), color);
  const left = tallies.slice(MOST_NAMES).reduce((sum, [, { count }]) => sum + count, 0);
  if (bars === null || left === 0) return bars;
  return {
    ...bars,
    bars: [
      ...bars.bars,
      { key: "others", label: T.others(tallies.length - MOST_NAMES), value: left, color: "hole" },
    ],
  };
}

function weekOf(title: string, times: readonly number[], zone: ExportInput["zone"]): ReportPicture | null {
  const values = Array.from({ length: 7 * 24 }, () => 0);
  for (const hour of hoursOfWeek(Float64Array.from(times), zone)) if (hour !== NO_HOUR) values[hour]!++;
  return values.some((value) => value > 0) ? { kind: "week", title, wide: true, values } : null;
}

function some(...pictures: readonly (ReportPicture | null)[]): readonly ReportPicture[] {
  return pictures.filter((picture) => picture !== null);
}
