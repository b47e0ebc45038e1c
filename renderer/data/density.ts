import type { Rows } from "../../shared/engine/filter/filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { memoByObject } from "./memo.ts";
import { T } from "./texts.ts";

const SECOND = 10_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lengths of a bin that people count in. */
const STEPS = [
  SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
  28 * DAY,
];

/** Bins of equal length that cover a case: bin `i` is `from + i * step` up to the next. */
export interface BinGrid {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

/** The finest grid with no more than so many bins, its bins beginning at full hours or days of the zone. */
export function binGrid(from: number, to: number, most: number, midnight: number): BinGrid {
  const span = Math.max(MINUTE, to - from);
  let step = STEPS.find((length) => span / length <= most - 1) ?? 28 * DAY;
  while (span / step > most - 1) step *= 2;
  const first = midnight + Math.floor((from - midnight) / step) * step;
  return { from: first, step, count: Math.max(1, Math.ceil((to - first) / step + 1e-9)) };
}

/** Counts per bin. */
export interface Density {
  readonly grid: BinGrid;
  readonly logons: Uint32Array;
  readonly failures: Uint32Array;
  /** The largest sum of both in one bin. */
  readonly most: number;
}

/**
 * Counts moments by bin; those in no bin count as none. Tables are nearly in the order of time, so that a moment mostly
 * falls into the bin of the one before it and costs two comparisons.
 */
function countInto(counts: Uint32Array, grid: BinGrid, length: number, timeOf: (at: number) => number): void {
  const { from, step } = grid;
  let low = Number.NaN;
  let high = Number.NaN;
  let bin = -1;
  let run = 0;
  for (let at = 0; at < length; at++) {
    const time = timeOf(at);
    if (!(time >= low && time < high)) {
      if (bin >= 0 && bin < counts.length) counts[bin]! += run;
      run = 0;
      bin = Math.floor((time - from) / step);
      low = from + bin * step;
      high = low + step;
    }
    run++;
  }
  if (bin >= 0 && bin < counts.length) counts[bin]! += run;
}

/**
 * Logons by their start and failures by their time: one pass over each set of rows. A session without a known start
 * counts at the latest moment by which it had begun.
 */
export const densityOf = memoByObject(
  (rows: Rows, data: CaseData, failures: Rows, from: number, step: number, count: number): Density => {
    const grid = { from, step, count };
    const density = { grid, logons: new Uint32Array(count), failures: new Uint32Array(count) };
    const { start, startUpper } = data.sessions;
    countInto(density.logons, grid, rows.length, (at) => {
      const row = rows[at]!;
      const known = start[row]!;
      return Number.isNaN(known) ? startUpper[row]! : known;
    });
    const { time } = data.failures;
    countInto(density.failures, grid, failures.length, (at) => time[failures[at]!]!);
    let most = 0;
    for (let bin = 0; bin < count; bin++) {
      const sum = density.logons[bin]! + density.failures[bin]!;
      if (sum > most) most = sum;
    }
    return { ...density, most };
  },
);

/** `hour`, `15 minutes`, `day`: what one bin stands for. */
export function stepText(step: number): string {
  const words = T.strip.steps;
  const units = [
    [7 * DAY, words.week],
    [DAY, words.day],
    [HOUR, words.hour],
    [MINUTE, words.minute],
  ] as const;
  const [size, word] = units.find(([unit]) => step % unit === 0) ?? [SECOND, words.second];
  return word(step / size);
}
