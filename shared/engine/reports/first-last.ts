import { CONFIDENCES } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import { localDayOf, startOfLocalDay } from "../time/days.ts";
import { DayBudget } from "./day-budget.ts";
import { CellTexts, rowsByUser } from "./names-of.ts";
import { NewestDays } from "./newest-days.ts";
import { inSteps, line, type ReportInput, type ReportPart } from "./report.ts";
import { clipped, mayReach, possibleSpan, sureSpan, toldSpan } from "./spans.ts";

type Row = ReportRowOf<"first-last">;
type FirstIs = NonNullable<Row["firstIs"]>;
type LastIs = NonNullable<Row["lastIs"]>;

/** What is known of one user's first and last moment on one day. */
interface DayEdge {
  first: number;
  firstIs: FirstIs;
  last: number;
  lastIs: LastIs;
  lastLower: number;
  lastUpper: number;
  readonly rows: number[];
}

/**
 * First and last moment of every user on every local day on which records show him. A session that runs over midnight
 * is `continued` on both sides of it. Days that a session only may have reached are counted, not listed.
 */
export function firstLastReport(input: ReportInput): ReportPart<"first-last"> {
  const { data } = input;
  const texts = new CellTexts(data);
  const newest = new NewestDays<Row>();
  const users = rowsByUser(data, input.rows);
  const budget = new DayBudget(input.zone, input.rows.length);
  let [possibleDays, openEnds] = [0, false];
  for (const { account, rows } of inSteps(input, users)) {
    const days = new Map<number, DayEdge>();
    for (const row of rows) addSession(input, budget, days, row);
    possibleDays += possibleOnly(input, budget, rows, days);
    openEnds ||= rows.some((row) => mayReach(data.sessions, row, input));
    for (const [day, { rows: own, ...edge }] of days) {
      openEnds ||= edge.lastIs === "atLeast";
      newest.add(day, () => {
        const computers = texts.computers(data.sessions, own);
        return line({ day, ...account, ...edge, computers, sessions: own.length }, own);
      });
    }
  }
  return {
    lines: newest.lines,
    totals: { users: users.length, days: newest.count, possibleDays },
    caveats: [
      ...(possibleDays > 0 ? (["possibleDays"] as const) : []),
      ...(openEnds ? (["openEnds"] as const) : []),
      ...(budget.isSpent || newest.isCut ? (["limited"] as const) : []),
    ],
  };
}

function addSession(input: ReportInput, budget: DayBudget, days: Map<number, DayEdge>, row: number): void {
  const { data, zone } = input;
  const { sessions } = data;
  const whole = toldSpan(sessions, row);
  const [from, to] = clipped(whole, input);
  if (!(from <= to)) return;
  const pieces = from === to ? [{ day: localDayOf(zone, from), from, to }] : budget.pieces(from, to);
  for (const piece of pieces) {
    const startUnknown = Number.isNaN(sessions.start[row]!);
    const firstIs: FirstIs = piece.from > whole[0] ? "continued" : startUnknown ? "notLater" : "start";
    const [lastIs, lastLower, lastUpper] = endOn(input, row, piece.day, piece.to, whole[1]);
    const day = days.get(piece.day);
    if (day === undefined) {
      days.set(piece.day, {
        first: piece.from,
        firstIs,
        last: piece.to,
        lastIs,
        lastLower,
        lastUpper,
        rows: [row],
      });
      continue;
    }
    day.rows.push(row);
    if (piece.from < day.first) Object.assign(day, { first: piece.from, firstIs });
    // Whoever may have stayed longest decides how late it may have been.
    if (piece.to > day.last || (piece.to === day.last && lastIs === "end")) {
      Object.assign(day, { last: piece.to, lastIs });
    }
    day.lastLower = Math.max(day.lastLower, lastLower);
    day.lastUpper = Math.max(day.lastUpper, lastUpper);
  }
}

/** How sure the last moment on a day is, and between which moments it lies; without an upper one the day ends it. */
function endOn(
  input: ReportInput,
  row: number,
  day: number,
  pieceEnd: number,
  end: number,
): readonly [LastIs, lower: number, upper: number] {
  const { data, zone } = input;
  const midnight = startOfLocalDay(zone, day + 1);
  if (pieceEnd < end) return ["continued", pieceEnd, pieceEnd];
  const confidence = CONFIDENCES[data.sessions.confidence[row]!];
  if (confidence === "exact") return ["end", pieceEnd, pieceEnd];
  const upper = possibleSpan(data.sessions, row)[1];
  const latest = Number.isNaN(upper) ? midnight : Math.min(upper, midnight);
  const lower = Math.min(sureSpan(data.sessions, row)[1], pieceEnd);
  const is = confidence === "bounded" ? "between" : confidence === "open" ? "atLeast" : "notKnown";
  return [is, lower, Math.max(latest, pieceEnd)];
}

/** Days that the sessions of a user may have reached and on which no record shows him. */
function possibleOnly(
  input: ReportInput,
  budget: DayBudget,
  rows: readonly number[],
  days: ReadonlyMap<number, DayEdge>,
): number {
  const extra = new Set<number>();
  for (const row of rows) {
    const [from, to] = clipped(possibleSpan(input.data.sessions, row), input);
    for (const { day } of budget.pieces(from, to)) if (!days.has(day)) extra.add(day);
  }
  return extra.size;
}
