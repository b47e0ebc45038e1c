/** A span of time in ticks, its end not part of it. */
export type Span = readonly [from: number, to: number];

export interface Concurrency {
  /** Ticks in which at least one span runs. */
  readonly present: number;
  /** The most spans that run at once. One that ends as another begins does not overlap it. */
  readonly peak: number;
}

/** Union and peak of spans, such as the sessions of one user on all computers. Empty and unknown spans count as none. */
export function concurrency(spans: readonly Span[]): Concurrency {
  const real = spans.filter(([from, to]) => from < to);
  const starts = Float64Array.from(real, ([from]) => from).sort();
  const ends = Float64Array.from(real, ([, to]) => to).sort();
  let present = 0;
  let peak = 0;
  let running = 0;
  let ended = 0;
  let since = 0;
  for (const start of starts) {
    for (; ends[ended]! <= start; ended++) {
      running--;
      if (running === 0) present += ends[ended]! - since;
    }
    if (running === 0) since = start;
    running++;
    peak = Math.max(peak, running);
  }
  if (running > 0) present += ends.at(-1)! - since;
  return { present, peak };
}
