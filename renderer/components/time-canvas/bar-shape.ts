import { type TimeScale, xOfTime } from "./time-scale.ts";

/** How the right edge of a bar is drawn: it says how well the end is known. */
export type EdgeKind = "hard" | "fade" | "arrow" | "torn";

export interface BarTimes {
  readonly from: number;
  readonly to: number;
  /** Earliest possible start where the start is bounded; equal to `from` otherwise. */
  readonly fadeFrom: number;
  /** Latest possible end of a bounded session; equal to `to` otherwise. */
  readonly fadeTo: number;
  readonly end: EdgeKind;
  /** The start is not in the log. */
  readonly startTorn: boolean;
}

export interface BarShape {
  readonly x: number;
  readonly width: number;
  /** Left border of the fade into the bar; equal to `x` when there is none. */
  readonly leadX: number;
  /** Right border of the fade; equal to `x + width` when there is none. */
  readonly fadeX: number;
  readonly end: EdgeKind;
  readonly startTorn: boolean;
}

/** Narrower bars would vanish. */
const LEAST_WIDTH = 2;
/** Edges are drawn this far outside the canvas at most: long bars must not overflow the rasteriser. */
const MARGIN = 40;
/** A decorated end needs this much bar to stand on. */
const ROOM_FOR_END = 5;

/** Pixels of one bar, cut to the view; null when it does not touch it. */
export function barShape(times: BarTimes, scale: TimeScale): BarShape | null {
  const left = xOfTime(scale, times.from);
  const right = Math.max(left + LEAST_WIDTH, xOfTime(scale, times.to));
  const fade = Math.max(right, xOfTime(scale, times.fadeTo));
  const lead = Math.min(left, xOfTime(scale, times.fadeFrom));
  if (fade < 0 || lead > scale.width) return null;
  const x = Math.max(-MARGIN, left);
  const end = Math.min(scale.width + MARGIN, right);
  const wide = right - left >= ROOM_FOR_END;
  return {
    x,
    width: Math.max(0, end - x),
    leadX: Math.max(-MARGIN, lead),
    fadeX: Math.min(scale.width + MARGIN, fade),
    end:
      times.end === "arrow" || wide ? times.end : times.end === "fade" && fade - right > 3 ? "fade" : "hard",
    startTorn: times.startTorn && wide,
  };
}
