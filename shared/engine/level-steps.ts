/**
 * How many spans run at once, as steps: from `times[i]` on it is `levels[i]`, before the first step 0.
 *
 *     [====)   [==)          times    0  4  6  9
 *     . . [=====)            levels   1  2 ... (an end counts before a start at the same moment)
 */
export interface LevelSteps {
  readonly times: Float64Array;
  readonly levels: Uint32Array;
  /** Highest level of all. */
  readonly peak: number;
  /** The highest levels of runs of 32 steps, of runs of 32 such runs, and so on. */
  readonly tops: readonly Uint32Array[];
}

const RUN_BITS = 5;
const RUN = 1 << RUN_BITS;

/** Steps of the spans `[from[i], to[i])`; empty and unknown ones count as none. */
export function levelSteps(from: Float64Array, to: Float64Array): LevelSteps {
  let count = 0;
  const starts = new Float64Array(from.length);
  const ends = new Float64Array(from.length);
  for (let i = 0; i < from.length; i++) {
    if (!(from[i]! < to[i]!)) continue;
    starts[count] = from[i]!;
    ends[count++] = to[i]!;
  }
  const begin = ascending(starts.subarray(0, count));
  const finish = ascending(ends.subarray(0, count));
  const times = new Float64Array(count * 2);
  const levels = new Uint32Array(count * 2);
  let steps = 0;
  let peak = 0;
  for (let a = 0, b = 0; b < count; ) {
    const time = a < count ? Math.min(begin[a]!, finish[b]!) : finish[b]!;
    while (b < count && finish[b] === time) b++;
    while (a < count && begin[a] === time) a++;
    times[steps] = time;
    levels[steps++] = a - b;
    peak = Math.max(peak, a - b);
  }
  const used = levels.slice(0, steps);
  return { times: times.slice(0, steps), levels: used, peak, tops: topsOf(used) };
}

function ascending(values: Float64Array): Float64Array {
  for (let i = 1; i < values.length; i++) if (values[i]! < values[i - 1]!) return values.sort();
  return values;
}

function topsOf(levels: Uint32Array): readonly Uint32Array[] {
  const tops: Uint32Array[] = [];
  for (let below = levels; below.length > RUN; ) {
    const next = new Uint32Array(Math.ceil(below.length / RUN));
    for (let i = 0; i < below.length; i++) {
      const run = i >>> RUN_BITS;
      if (below[i]! > next[run]!) next[run] = below[i]!;
    }
    tops.push(next);
    below = next;
  }
  return tops;
}

/**
 * Highest level in each of `columns` equal parts of [from, to): for a drawing of that many pixels. A part costs a look
 * at a few runs, however many steps lie in it.
 */
export function peaksAcross(steps: LevelSteps, from: number, to: number, columns: number): Uint32Array {
  const { times } = steps;
  const peaks = new Uint32Array(columns);
  let at = firstNotBefore(times, 0, from);
  for (let x = 0; x < columns; x++) {
    const end = from + ((to - from) * (x + 1)) / columns;
    const next = firstNotBefore(times, at, end);
    // The step before the part still holds at its beginning, unless one stands exactly there.
    const begin = from + ((to - from) * x) / columns;
    const first = at > 0 && times[at] !== begin ? at - 1 : at;
    peaks[x] = highest(steps, first, next - 1);
    at = next;
  }
  return peaks;
}

/** First step from `low` on that is not before a moment: looked for in growing strides, because it is mostly near. */
function firstNotBefore(times: Float64Array, low: number, time: number): number {
  let a = low;
  let stride = 1;
  while (a + stride < times.length && times[a + stride]! < time) {
    a += stride;
    stride *= 2;
  }
  let b = Math.min(times.length, a + stride);
  while (a < b) {
    const middle = (a + b) >>> 1;
    if (times[middle]! < time) a = middle + 1;
    else b = middle;
  }
  return a;
}

/** Highest of the levels `[from, to]`, from single ones at the borders and whole runs between them. */
function highest(steps: LevelSteps, from: number, to: number): number {
  let first = from;
  let last = to;
  let most = 0;
  let row = steps.levels;
  for (let level = 0; first <= last; level++) {
    const above = steps.tops[level];
    if (above === undefined || last - first < RUN * 2) {
      for (let i = first; i <= last; i++) if (row[i]! > most) most = row[i]!;
      return most;
    }
    for (; (first & (RUN - 1)) !== 0; first++) if (row[first]! > most) most = row[first]!;
    for (; (last & (RUN - 1)) !== RUN - 1; last--) if (row[last]! > most) most = row[last]!;
    first >>>= RUN_BITS;
    last >>>= RUN_BITS;
    row = above;
  }
  return most;
}
