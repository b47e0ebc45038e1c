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

const NO_BIN = -1;

/** Counts per bin. */
export interface Density {
  readonly grid: BinGrid;
  readonly logons: Uint32Array;
  readonly failures: Uint32Array;
  /** The largest sum of both in one bin. */
  readonly most: number;
}

/**
 * A table in pieces whose rows all fall into one bin, row after row. Tables are in the order of time or nearly so: there
 * are hardly more pieces than bins.
 */
interface Pieces {
  /** The first row of each piece, and at the end the length of the table. */
  readonly first: Uint32Array;
  /** Its bin, `NO_BIN` where moments are beyond the grid or not known. */
  readonly bin: Int32Array;
}

/** Cuts a table wherever the next moment falls into another bin. Most moments cost two comparisons. */
function piecesOf(grid: BinGrid, length: number, timeOf: (row: number) => number): Pieces {
  const { from, step, count } = grid;
  const first: number[] = [];
  const bins: number[] = [];
  let low = Number.NaN;
  let high = Number.NaN;
  for (let row = 0; row < length; row++) {
    const time = timeOf(row);
    if (time >= low && time < high) continue;
    const at = Math.floor((time - from) / step);
    low = from + at * step;
    high = low + step;
    const bin = at >= 0 && at < count ? at : NO_BIN;
    if (bin === bins.at(-1)) continue;
    first.push(row);
    bins.push(bin);
  }
  first.push(length);
  return { first: Uint32Array.from(first), bin: Int32Array.from(bins) };
}

/** Counts rows by bin, piece by piece: no row is looked at but those where a piece ends. `rows` ascend. */
function countInto(counts: Uint32Array, { first, bin }: Pieces, rows: Rows): void {
  let at = 0;
  for (let piece = 0; piece < bin.length && at < rows.length; piece++) {
    const begin = at;
    at = firstNotBelow(rows, at, first[piece + 1]!);
    if (bin[piece]! !== NO_BIN) counts[bin[piece]!]! += at - begin;
  }
}

/** First place from `at` on whose row is not below `limit`. */
function firstNotBelow(rows: Rows, at: number, limit: number): number {
  let low = at;
  let stride = 1;
  while (low + stride <= rows.length && rows[low + stride - 1]! < limit) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(rows.length, low + stride - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Sessions by their start. One without a known start counts at the latest moment by which it had begun. Filters change
 * with every key, what they are counted against does not.
 */
const sessionPieces = memoByObject((data: CaseData, from: number, step: number, count: number): Pieces => {
  const { length, start, startUpper } = data.sessions;
  return piecesOf({ from, step, count }, length, (row) => {
    const known = start[row]!;
    return Number.isNaN(known) ? startUpper[row]! : known;
  });
}, 1);

const failurePieces = memoByObject((data: CaseData, from: number, step: number, count: number): Pieces => {
  const { length, time } = data.failures;
  return piecesOf({ from, step, count }, length, (row) => time[row]!);
}, 1);

/** Logons by their start and failures by their time. Both `rows` and `failures` ascend. */
export const densityOf = memoByObject(
  (rows: Rows, data: CaseData, failures: Rows, from: number, step: number, count: number): Density => {
    const grid = { from, step, count };
    const density = { grid, logons: new Uint32Array(count), failures: new Uint32Array(count) };
    countInto(density.logons, sessionPieces(data, from, step, count), rows);
    countInto(density.failures, failurePieces(data, from, step, count), failures);
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
