import type { AxisClock, AxisNames } from "./axis.ts";
import type { BarTimes } from "./bar-shape.ts";
import type { LaneLayout } from "./lane-layout.ts";
import type { LaneBars, LaneSet } from "./lane-model.ts";
import type { TimeScale } from "./time-scale.ts";

export const AXIS_HEIGHT = 26;
/** Width of the labels at the left. */
export const GUTTER = 176;
/** The track of how many were on at once, below the lanes. */
export const LEVELS_HEIGHT = 38;

/**
 * Where things stand on the canvas, for drawing and for finding what is under the pointer:
 *
 *      GUTTER
 *   |         | axis                 AXIS_HEIGHT
 *   | labels  | lanes, scrolled      room
 *   |         | at once              LEVELS_HEIGHT
 */
export interface Stage {
  readonly lanes: LaneSet;
  readonly layout: LaneLayout;
  readonly bars: LaneBars;
  readonly failureTimes: Float64Array;
  readonly scale: TimeScale;
  /** Pixels scrolled down. */
  readonly scroll: number;
  readonly width: number;
  readonly height: number;
  /** Pixels between the axis and the track below. */
  readonly room: number;
  readonly turned: ReadonlySet<string>;
}

/** What keyboard and mirror list stand on: a lane and maybe one of its sessions (-1 none). */
export interface Place {
  readonly lane: number;
  readonly row: number;
}

export type IntervalLook = "locked" | "asleep" | "disconnected";

export interface Interval {
  readonly kind: IntervalLook;
  readonly from: number;
  readonly to: number;
}

/** What the canvas asks about a session, by its row. */
export interface SessionFacts {
  /** Colour group of every session, a position in `BAR_GROUPS`. */
  readonly groups: Uint8Array;
  timesOf(row: number): BarTimes;
  intervalsOf(row: number): readonly Interval[];
}

/** Highest numbers of sessions at once, in each of so many equal parts of a stretch of time. */
export interface LevelFacts {
  readonly label: string;
  readonly note: string;
  readonly surePeak: number;
  readonly peak: number;
  sure(from: number, to: number, parts: number): Uint32Array;
  possible(from: number, to: number, parts: number): Uint32Array;
}

export interface Scene extends Stage {
  readonly facts: SessionFacts;
  /** Null while it is being worked out. */
  readonly levels: LevelFacts | null;
  readonly clock: AxisClock;
  readonly names: AxisNames;
  /** Row of the chosen session, -1 none. */
  readonly chosen: number;
  readonly place: Place | null;
  /** Before and after these nothing of the whole case is known. */
  readonly caseFrom: number;
  readonly caseTo: number;
}

/** Top of the at-once track: right below few lanes, at the bottom of many. */
export function levelsTop(stage: Stage): number {
  return AXIS_HEIGHT + Math.min(stage.layout.height, stage.room);
}
