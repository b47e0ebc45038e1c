import { PRESENT, presenceAt } from "../../shared/engine/filter/overlap.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { INTERVAL_KINDS, type IntervalKind } from "../../shared/types/names.ts";
import { memoByObject } from "./memo.ts";

export interface Presence {
  readonly row: number;
  /** False when the session may have ended, or not begun, by then. */
  readonly surely: boolean;
  /** What kept the user away at that moment; null when nothing is recorded. */
  readonly away: IntervalKind | null;
}

/** Sessions among `rows` that were or may have been on at a moment, the sure ones first. */
export const whoWasOn = memoByObject((rows: Uint32Array, data: CaseData, at: number): readonly Presence[] => {
  const { sessions } = data;
  const sure: Presence[] = [];
  const perhaps: Presence[] = [];
  for (const row of rows) {
    const presence = presenceAt(sessions, row, at);
    if (presence === 0) continue;
    let away: IntervalKind | null = null;
    for (let i = sessions.intervalStart[row]!; i < sessions.intervalStart[row + 1]!; i++) {
      const to = sessions.intervals.to[i]!;
      if (sessions.intervals.from[i]! <= at && (Number.isNaN(to) || at < to)) {
        away = INTERVAL_KINDS[sessions.intervals.kind[i]!] ?? null;
      }
    }
    (presence === PRESENT ? sure : perhaps).push({ row, surely: presence === PRESENT, away });
  }
  return [...sure, ...perhaps];
});
