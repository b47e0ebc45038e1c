import type { DateOrder } from "../../types/text-import.ts";
import type { WrittenDate } from "./written-date.ts";
import { dateIn } from "./written-date.ts";

/** What is known of the order of day and month of one user on one computer: it is that of the user's own settings. */
interface KeyState {
  dmy: number;
  mdy: number;
  points: number;
  decided: DateOrder | null;
  /** Steps back in time under each order. */
  backDmy: number;
  backMdy: number;
}

/** Lines are compared across users, whose clocks differ; day and month taken for one another differ by more. */
const SLACK_DAYS = 1;
const MS_PER_DAY = 86_400_000;

/**
 * Decides the order of day and month for each user of each computer. A date tells its order itself by four digits at
 * its start, by its weekday, or by a part above 12; such a line also tells it for the user's others, and so do points
 * between the parts (day first). After that the order in which the file runs, which is only ever appended to: the one
 * with fewer steps back, among the user's own lines and against lines around them that are sure.
 */
export class OrderSurvey {
  readonly #keys: KeyState[] = [];

  /** Takes a date of a key, for what it says by itself. */
  see(key: number, date: WrittenDate): void {
    const state = this.#stateOf(key);
    const order = ownOrder(date);
    if (order === "dmy") state.dmy++;
    else if (order === "mdy") state.mdy++;
    if (date.separator === ".") state.points++;
  }

  /** Goes through all lines once more in the order of the file, for what dates say by themselves was not enough. */
  decide(
    length: number,
    keyAt: (line: number) => number,
    dateAt: (line: number) => WrittenDate | null,
  ): void {
    for (const state of this.#keys) {
      if (state.dmy !== state.mdy) state.decided = state.dmy > state.mdy ? "dmy" : "mdy";
      else if (state.points > 0) state.decided = "dmy";
    }
    if (this.#keys.every(({ decided }) => decided !== null)) return;
    this.#countSteps(length, keyAt, dateAt, 1);
    this.#countSteps(length, keyAt, dateAt, -1);
    for (const state of this.#keys) {
      if (state.decided === null && state.backDmy !== state.backMdy)
        state.decided = state.backDmy < state.backMdy ? "dmy" : "mdy";
    }
  }

  /** The order of a date, or null when nothing decides it. */
  orderOf(key: number, date: WrittenDate): DateOrder | null {
    return ownOrder(date) ?? this.#keys[key]?.decided ?? null;
  }

  /** The order that most keys have, for those that have none. */
  get usual(): DateOrder | null {
    let lead = 0;
    for (const { decided } of this.#keys) lead += decided === "dmy" ? 1 : decided === "mdy" ? -1 : 0;
    return lead === 0 ? null : lead > 0 ? "dmy" : "mdy";
  }

  #stateOf(key: number): KeyState {
    let state = this.#keys[key];
    if (state === undefined) {
      state = { dmy: 0, mdy: 0, points: 0, decided: null, backDmy: 0, backMdy: 0 };
      this.#keys[key] = state;
    }
    return state;
  }

  /** Counts steps against the direction of the file, forwards for what stands before a line, backwards for what stands behind. */
  #countSteps(
    length: number,
    keyAt: (line: number) => number,
    dateAt: (line: number) => WrittenDate | null,
    direction: 1 | -1,
  ): void {
    let sure = Number.NEGATIVE_INFINITY;
    const last = new Map<number, { dmy: number; mdy: number }>();
    const passes = (day: number, limit: number): boolean => day >= limit;
    for (let step = 0; step < length; step++) {
      const line = direction === 1 ? step : length - 1 - step;
      const date = dateAt(line);
      if (date === null) continue;
      const key = keyAt(line);
      const state = this.#stateOf(key);
      const known = this.orderOf(key, date);
      if (known !== null) {
        const day = dayOf(date, known);
        if (!Number.isNaN(day)) sure = day * direction;
        continue;
      }
      const [dmy, mdy] = [dayOf(date, "dmy") * direction, dayOf(date, "mdy") * direction];
      const before = last.get(key);
      // Of a user's own lines one direction is enough; the other would count the same steps again.
      if (before !== undefined && direction === 1) {
        if (!passes(dmy, before.dmy)) state.backDmy++;
        if (!passes(mdy, before.mdy)) state.backMdy++;
      }
      last.set(key, { dmy, mdy });
      if (!passes(dmy, sure - SLACK_DAYS)) state.backDmy++;
      if (!passes(mdy, sure - SLACK_DAYS)) state.backMdy++;
    }
  }
}

/** The order that a date tells by itself: by its year, its weekday, or a part that is no month. */
function ownOrder(date: WrittenDate): DateOrder | null {
  if (date.yearFirst) return "ymd";
  const dmy = dateIn(date, "dmy", true) !== null;
  const mdy = dateIn(date, "mdy", true) !== null;
  if (dmy === mdy) return null;
  return dmy ? "dmy" : "mdy";
}

/** Days since 1970; `NaN` when it is no date. */
function dayOf(date: WrittenDate, order: DateOrder): number {
  const civil = dateIn(date, order, true);
  return civil === null ? Number.NaN : Date.UTC(civil.year, civil.month - 1, civil.day) / MS_PER_DAY;
}
