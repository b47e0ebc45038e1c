import type { ReportRowOf } from "../../types/report.ts";
import type { Span } from "../concurrency.ts";
import { localDayOf } from "../time/days.ts";
import { DayBudget } from "./day-budget.ts";
import { CellTexts, rowsByUser } from "./names-of.ts";
import { NewestDays } from "./newest-days.ts";
import { presenceByDay, type StateTicks, type Stay } from "./presence.ts";
import { inSteps, line, type ReportInput, type ReportPart } from "./report.ts";
import { clipped, endUnknown, mayReach, possibleSpan, sureSpan, toldSpan } from "./spans.ts";

const NONE: StateTicks = [0, 0, 0, 0];
const SUMMED = [
  "present",
  "presentMin",
  "presentMax",
  "active",
  "activeMin",
  "activeMax",
  "locked",
  "disconnected",
  "asleep",
] as const;

/**
 * Hours of every user on every local day: the union of all sessions, never their sum. `present` is what the records
 * tell, `presentMin` what they prove, `presentMax` what they leave possible; unknown when nothing bounds it.
 *
 * A session whose end a hole hides gives no hours (it is counted instead), yet it lifts the bound above: where its
 * latest end is known up to there, else on its first and last day beyond all bounds. Days on which no record shows the
 * user, but which a session may have reached, are counted in the totals and their bounds, and not listed.
 */
export function hoursReport(input: ReportInput): ReportPart<"hours"> {
  const days = new NewestDays<ReportRowOf<"hours">>();
  const users = rowsByUser(input.data, input.rows);
  const texts = new CellTexts(input.data);
  const budget = new DayBudget(input.zone, input.rows.length);
  const sums = new Float64Array(SUMMED.length);
  let [unknownEnds, possibleDays, openEnds, goesOn] = [0, 0, false, false];
  for (const user of inSteps(input, users)) {
    const own = new UserDays(input, user.rows, budget);
    unknownEnds += own.unknownEnds;
    goesOn ||= user.rows.some((row) => mayReach(input.data.sessions, row, input));
    openEnds ||= goesOn || own.endless.size > 0;
    for (const day of own.all()) {
      const cells = own.cells(day);
      for (const [at, name] of SUMMED.entries()) sums[at]! += cells[name];
      const rows = own.rowsOn(day);
      if (rows.length === 0) possibleDays++;
      else {
        days.add(day, () => {
          const computers = texts.computers(input.data.sessions, rows);
          return line({ day, ...user.account, ...cells, computers }, rows);
        });
      }
    }
  }
  const sum = (name: (typeof SUMMED)[number]) => sums[SUMMED.indexOf(name)]!;
  // None of its days is in the window, so that no day could tell that nothing bounds it.
  const most = (name: "presentMax" | "activeMax") => (goesOn ? Number.NaN : sum(name));
  return {
    lines: days.lines,
    totals: {
      users: users.length,
      days: days.count,
      possibleDays,
      present: sum("present"),
      presentMin: sum("presentMin"),
      presentMax: most("presentMax"),
      active: sum("active"),
      activeMin: sum("activeMin"),
      activeMax: most("activeMax"),
      locked: sum("locked"),
      disconnected: sum("disconnected"),
      asleep: sum("asleep"),
      unknownEnds,
    },
    caveats: [
      "noLockRecords",
      ...(unknownEnds > 0 ? (["unknownEndsLeftOut"] as const) : []),
      ...(openEnds ? (["openEnds"] as const) : []),
      ...(possibleDays > 0 ? (["possibleDays"] as const) : []),
      ...(budget.isSpent || days.isCut ? (["limited"] as const) : []),
    ],
  };
}

/** The days of one user, each with what is told, proved and possible. */
class UserDays {
  /** Sessions whose end is not known. */
  readonly unknownEnds: number;
  /** Days whose longest presence nothing bounds. */
  readonly endless = new Set<number>();
  readonly #input: ReportInput;
  readonly #rows: readonly number[];
  readonly #told: ReadonlyMap<number, StateTicks>;
  readonly #sure: ReadonlyMap<number, StateTicks>;
  readonly #possible: ReadonlyMap<number, StateTicks>;
  /** Rows by the days they touch, as told. */
  readonly #onDay = new Map<number, number[]>();

  constructor(input: ReportInput, rows: readonly number[], budget: DayBudget) {
    const { sessions } = input.data;
    this.#input = input;
    this.#rows = rows;
    const known = rows.filter((row) => !endUnknown(sessions, row));
    this.unknownEnds = rows.length - known.length;
    const stays = (of: readonly number[], spanOf: (row: number) => Span) =>
      of.map((row): Stay => ({ row, span: clipped(spanOf(row), input) }));
    const told = stays(known, (row) => toldSpan(sessions, row));
    const sure = stays(known, (row) => sureSpan(sessions, row));
    const possible = rows.map((row) => this.#longest(row));
    // Most ends are recorded: then all three are one, and worked out once.
    this.#told = presenceByDay(sessions, told, budget);
    this.#sure = sameStays(sure, told) ? this.#told : presenceByDay(sessions, sure, budget);
    this.#possible = sameStays(possible, told) ? this.#told : presenceByDay(sessions, possible, budget);
    this.#place(budget);
  }

  all(): readonly number[] {
    return [...new Set([...this.#onDay.keys(), ...this.#possible.keys()])].sort((a, b) => b - a);
  }

  rowsOn(day: number): readonly number[] {
    return this.#onDay.get(day) ?? [];
  }

  cells(day: number): Omit<ReportRowOf<"hours">, "day" | "user" | "domain" | "sid" | "computers"> {
    const told = this.#told.get(day) ?? NONE;
    const sure = this.#sure.get(day) ?? NONE;
    const possible = this.#possible.get(day) ?? NONE;
    const endless = this.endless.has(day);
    const rows = this.rowsOn(day);
    const { sessions } = this.#input.data;
    const present = total(told);
    const presentMin = Math.min(total(sure), present);
    // Away in the longest reading may be away less long than told: the bounds are of being there and of being active.
    const [active, activeMin] = [told[0]!, Math.min(sure[0]!, told[0]!)];
    return {
      present,
      presentMin,
      presentMax: endless ? Number.NaN : Math.max(total(possible), present),
      active,
      activeMin,
      activeMax: endless ? Number.NaN : Math.max(possible[0]!, active),
      locked: told[1]!,
      disconnected: told[2]!,
      asleep: told[3]!,
      sessions: rows.length,
      unknownEnds: rows.filter((row) => endUnknown(sessions, row)).length,
    };
  }

  /** What a session leaves possible. Where nothing bounds it, its days are marked. */
  #longest(row: number): Stay {
    const { sessions } = this.#input.data;
    const [from, to] = possibleSpan(sessions, row);
    const [sureFrom, sureTo] = sureSpan(sessions, row);
    if (Number.isNaN(from)) this.#mark(sureFrom);
    if (Number.isNaN(to)) this.#mark(sureTo > sureFrom ? sureTo - 1 : sureTo);
    const longest: Span = [Number.isNaN(from) ? sureFrom : from, Number.isNaN(to) ? sureTo : to];
    return { row, span: clipped(longest, this.#input) };
  }

  #mark(time: number): void {
    const { from, to, zone } = this.#input;
    if (Number.isNaN(time) || time < from || time >= to) return;
    this.endless.add(localDayOf(zone, time));
  }

  #place(budget: DayBudget): void {
    const { data, zone } = this.#input;
    for (const row of this.#rows) {
      const [from, to] = clipped(toldSpan(data.sessions, row), this.#input);
      // A session without length still stands on its day.
      const pieces = from === to ? [{ day: localDayOf(zone, from) }] : budget.pieces(from, to);
      for (const { day } of pieces) {
        const rows = this.#onDay.get(day);
        if (rows === undefined) this.#onDay.set(day, [row]);
        else rows.push(row);
      }
    }
  }
}

function sameStays(a: readonly Stay[], b: readonly Stay[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ row, span: [from, to] }, at) => {
      const other = b[at]!;
      return row === other.row && from === other.span[0] && to === other.span[1];
    })
  );
}

function total(ticks: StateTicks): number {
  return ticks[0]! + ticks[1]! + ticks[2]! + ticks[3]!;
}
