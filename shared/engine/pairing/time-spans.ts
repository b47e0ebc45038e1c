/** One second in ticks. */
export const SECOND = 10_000_000;

/** Seconds of a setting as ticks. */
export function seconds(value: number): number {
  return value * SECOND;
}

/** The later of two times, either of which may be unknown. */
export function later(a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return b > a ? b : a;
}

/** The earlier of two times, either of which may be unknown. */
export function earlier(a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return b < a ? b : a;
}

/** Whether two records were written at the same time, of which one may come from an export that cuts to whole seconds. */
export function isSameMoment(a: number, b: number): boolean {
  if (Object.is(a, b)) return true;
  return (isWholeSecond(a) || isWholeSecond(b)) && Math.floor(a / SECOND) === Math.floor(b / SECOND);
}

export function isWholeSecond(time: number): boolean {
  return time % SECOND === 0;
}
