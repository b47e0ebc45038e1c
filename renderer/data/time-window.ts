import type { CaseData } from "../../shared/types/case.ts";
import { memoByObject } from "./memo.ts";

/** A stretch of time in ticks, `from` up to but not including `to`. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last record on corrected clocks; a clock that once stood in 1601 does not count. */
export const caseSpan = memoByObject((data: CaseData): TimeWindow => {
  const from = Math.min(...data.computers.map(({ oldest }) => oldest));
  const to = Math.max(...data.computers.map(({ newest }) => newest));
  return from < to && Number.isFinite(to - from) ? { from, to } : { from: data.oldest, to: data.newest };
});

/** No more than sixty years, so that a clock in 1601 cannot flatten everything else. */
const LONGEST = 60 * 365 * 864_000_000_000;
const AIR = 0.006;
const SHORTEST = 600_000_000;

/** What the strip shows of a case: all of it with a little air, of too long a time the end. */
export function stripSpan({ from, to }: TimeWindow): TimeWindow {
  const span = Math.min(LONGEST, Math.max(SHORTEST, to - from));
  return { from: to - span * (1 + AIR), to: to + span * AIR };
}
