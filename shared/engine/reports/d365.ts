import type { CloudTrail } from "../../types/cloud.ts";
import { CONFIDENCES, END_REASONS } from "../../types/names.ts";
import type { ReportCaveat, ReportRowOf } from "../../types/report.ts";
import { type CloudCalendar, cloudCalendars, DUE_STATES, type DueState } from "../trails/cloud-calendar.ts";
import { CellTexts, newestFirst } from "./names-of.ts";
import { type Line, line, MOST_LINES, type ReportInput, type ReportPart } from "./report.ts";

type Row = ReportRowOf<"d365">;

const NONE: CloudTrail = { windows: [], users: 0, unknown: [], unknownCount: 0, repeated: 0 };
const BLANK = {
  key: null,
  user: null,
  email: null,
  endReason: null,
  confidence: null,
  endLower: Number.NaN,
  count: null,
  assumed: null,
  nextDue: Number.NaN,
  due: null,
} as const;

/**
 * Who was on Dynamics 365, and of what time that can be said at all. What is missing comes first: gaps, then what each
 * environment is covered for, the time since its newest export, the exports, the ids that no list of users explains,
 * and last the logins. `asOf` is the day that counts as today; without it nothing is said of the time after the newest
 * export.
 */
export function d365Report(input: ReportInput, asOf: number): ReportPart<"d365"> {
  const { data } = input;
  const cloud = data.trails?.dynamics ?? NONE;
  const calendars = cloudCalendars(cloud.windows, asOf);
  const gaps = calendars.flatMap((calendar) =>
    calendar.gaps
      .filter(({ from, to }) => !(to <= input.from) && !(from >= input.to))
      .map((gap) => ({ ...gap, environment: calendar.environment })),
  );
  const { start } = data.sessions;
  const newest = Uint32Array.from(input.rows).sort((a, b) => newestFirst(start[a]!, start[b]!) || a - b);
  // One line more than is told, so that the answer says that it was cut.
  const logins = loginLines(input, newest.subarray(0, MOST_LINES + 1));
  const users = new Set(Array.from(input.rows, (row) => data.sessions.userKey[row]!));
  const lines: Line<Row>[] = [
    ...gaps.map(({ from, to, environment }) =>
      line<Row>({ ...BLANK, what: "gap", environment: environment || null, from, to }),
    ),
    ...calendars.flatMap(calendarLines),
    ...exportLines(cloud),
    ...cloud.unknown.map(({ id, sessions }) =>
      line<Row>({
        ...BLANK,
        what: "unknownUser",
        environment: null,
        user: id,
        from: Number.NaN,
        to: Number.NaN,
        count: sessions,
      }),
    ),
    ...logins,
  ];
  return {
    lines,
    totals: {
      environments: calendars.length,
      exports: cloud.windows.length,
      from: earliest(calendars.map(({ from }) => from)),
      to: latest(calendars.map(({ to }) => to)),
      complete: calendars.length === 0 ? null : gaps.length === 0,
      gaps: gaps.length,
      gapTime: gaps.reduce((sum, { from, to }) => sum + to - from, 0),
      nextDue: earliest(calendars.map(({ nextDue }) => nextDue)),
      due: calendars.length === 0 || Number.isNaN(asOf) ? null : worstDue(calendars),
      logins: input.rows.length,
      users: users.size,
      unknownUsers: cloud.unknownCount,
      repeated: cloud.repeated,
    },
    caveats: caveatsOf(input, cloud, calendars),
  };
}

function calendarLines(calendar: CloudCalendar): readonly Line<Row>[] {
  const { gaps, from, to, isAssumed, nextDue, due, pending } = calendar;
  const environment = calendar.environment || null;
  const whole = line<Row>({
    ...BLANK,
    what: gaps.length === 0 ? "complete" : "incomplete",
    environment,
    from,
    to,
    count: calendar.exports,
    assumed: isAssumed,
    nextDue,
    due,
  });
  if (pending === null) return [whole];
  return [whole, line<Row>({ ...BLANK, what: "pending", environment, ...pending, nextDue, due })];
}

function exportLines({ windows }: CloudTrail): readonly Line<Row>[] {
  return windows
    .toSorted((a, b) => b.to - a.to || b.from - a.from || a.source - b.source)
    .map(({ environment, from, to, end, rows }) =>
      line<Row>({
        ...BLANK,
        what: "export",
        environment: environment || null,
        from,
        to,
        count: rows,
        assumed: end === "assumed",
      }),
    );
}

function loginLines({ data }: ReportInput, rows: Uint32Array): readonly Line<Row>[] {
  const { sessions, trails } = data;
  const texts = new CellTexts(data);
  const facts = trails?.facts;
  const factOf = new Int32Array(sessions.length).fill(-1);
  for (let at = 0; at < (facts?.length ?? 0); at++) factOf[facts!.session[at]!] = at;
  return Array.from(rows, (row) => {
    const fact = factOf[row]!;
    return line<Row>(
      {
        ...BLANK,
        what: "login",
        environment: fact < 0 ? null : texts.text(facts!.environment[fact]!),
        user: texts.text(sessions.user[row]!),
        email: fact < 0 ? null : texts.text(facts!.email[fact]!),
        from: sessions.start[row]!,
        to: sessions.end[row]!,
        endReason: END_REASONS[sessions.endReason[row]!] ?? null,
        confidence: CONFIDENCES[sessions.confidence[row]!] ?? null,
        endLower: sessions.endLower[row]!,
      },
      [row],
    );
  });
}

function caveatsOf(
  { data }: ReportInput,
  cloud: CloudTrail,
  calendars: readonly CloudCalendar[],
): readonly ReportCaveat[] {
  if (cloud.windows.length === 0) return ["noCloudExports"];
  return [
    ...(calendars.some(({ gaps }) => gaps.length > 0) ? (["cloudGaps"] as const) : []),
    ...(calendars.some(({ isAssumed }) => isAssumed) ? (["cloudEndAssumed"] as const) : []),
    ...(data.sources.some((source) => source.cloud?.utcAssumed === true)
      ? (["cloudUtcAssumed"] as const)
      : []),
    ...(cloud.windows.some(({ shape }) => shape === "pageViews") ? (["cloudViewsOnly"] as const) : []),
    ...(cloud.unknownCount > 0 ? (["cloudUnknownUsers"] as const) : []),
  ];
}

function worstDue(calendars: readonly CloudCalendar[]): DueState {
  const worst = Math.max(...calendars.map(({ due }) => DUE_STATES.indexOf(due)));
  return DUE_STATES[worst] ?? "covered";
}

function earliest(times: readonly number[]): number {
  return times.length === 0 ? Number.NaN : Math.min(...times);
}

function latest(times: readonly number[]): number {
  return times.length === 0 ? Number.NaN : Math.max(...times);
}
