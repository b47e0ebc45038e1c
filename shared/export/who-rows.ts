import { ABSENT, PRESENT, presenceAt } from "../engine/filter/overlap.ts";
import type { CaseData } from "../types/case.ts";
import { INTERVAL_KINDS, type IntervalKind } from "../types/names.ts";

/** What someone who was on was doing, as far as records show it. */
export type WhoState = "active" | Exclude<IntervalKind, "screenSaver">;

export interface WhoRow {
  readonly row: number;
  /** False: the evidence leaves open whether the session still (or already) went on. */
  readonly certain: boolean;
  readonly state: WhoState;
}

/** A locked and disconnected session counts as what takes people furthest away. */
const STATES: readonly Exclude<WhoState, "active">[] = ["asleep", "disconnected", "locked"];

/** Which of some sessions were on at a moment, and in what state, in the order of the rows. */
export function whoRows(data: CaseData, rows: Uint32Array, at: number): readonly WhoRow[] {
  const found: WhoRow[] = [];
  for (const row of rows) {
    const presence = presenceAt(data.sessions, row, at);
    if (presence !== ABSENT)
      found.push({ row, certain: presence === PRESENT, state: stateAt(data, row, at) });
  }
  return found;
}

/** An interval without a known end lasts as long as the session does. */
function stateAt(data: CaseData, row: number, at: number): WhoState {
  const { intervals, intervalStart } = data.sessions;
  const inside = new Set<IntervalKind>();
  for (let i = intervalStart[row]!; i < intervalStart[row + 1]!; i++) {
    const to = intervals.to[i]!;
    if (at >= intervals.from[i]! && (Number.isNaN(to) || at < to))
      inside.add(INTERVAL_KINDS[intervals.kind[i]!]!);
  }
  return STATES.find((state) => inside.has(state)) ?? "active";
}
