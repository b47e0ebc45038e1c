import type { Ticks } from "../../types/units.ts";

/** Unix seconds of 2024-01-01T00:00:00Z, the origin of ticks. */
const ORIGIN = 1_704_067_200;

/** Unix seconds, as legacy logs count them, to ticks. Exact. */
export function unixToTicks(seconds: number): Ticks {
  return ((seconds - ORIGIN) * 10_000_000) as Ticks;
}

/** Unix seconds as `2009-05-01T08:00:00.0000000Z`. */
export function unixToIso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.0000000Z`;
}
