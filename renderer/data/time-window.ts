import type { CaseData } from "../../shared/types/case.ts";
import { memoByObject } from "./memo.ts";

/** A stretch of time in ticks, `from` up to but not including `to`. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last record on corrected clocks; a clock that once stood in 1601 does not count. */
export const logSpan = memoByObject((data: CaseData): TimeWindow => {
  const from = Math.min(...data.computers.map(({ oldest }) => oldest));
  const to = Math.max(...data.computers.map(({ newest }) => newest));
  return from < to && Number.isFinite(to - from) ? { from, to } : { from: data.oldest, to: data.newest };
});

/** All that the case shows: the span of its logs, and the sessions of scripts and exports that reach beyond it. */
export const caseSpan = memoByObject((data: CaseData): TimeWindow => {
  const facts = data.trails?.facts;
  let { from, to } = logSpan(data);
  if (facts === undefined) return { from, to };
  const { start, startUpper, end } = data.sessions;
  for (let at = 0; at < facts.length; at++) {
    const row = facts.session[at]!;
    for (const time of [start[row]!, startUpper[row]!, end[row]!]) {
      if (!(time >= from)) from = Number.isNaN(time) ? from : time;
      if (!(time <= to)) to = Number.isNaN(time) ? to : time;
    }
  }
  return { from, to };
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
