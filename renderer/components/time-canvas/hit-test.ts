import { GROUP_HEIGHT, itemAt, stickyHeading, trackPlace } from "./lane-layout.ts";
import { firstFrom, type LaneGroup, type LaneMark, trackCount, trackInWindow } from "./lane-model.ts";
import { AXIS_HEIGHT, GUTTER, LEVELS_HEIGHT, levelsTop, type Stage } from "./stage.ts";
import { roundedTime, timeOfX } from "./time-scale.ts";

export type Hit =
  | { readonly type: "axis"; readonly time: number }
  | { readonly type: "group"; readonly group: LaneGroup; readonly mark: LaneMark | null }
  | { readonly type: "label"; readonly lane: number }
  | {
      readonly type: "lane";
      readonly lane: number;
      readonly time: number;
      /** Session row under the pointer, -1 none. */
      readonly row: number;
      /** Failure row under the pointer, -1 none. */
      readonly failure: number;
      readonly mark: LaneMark | null;
    }
  | { readonly type: "levels"; readonly time: number }
  | { readonly type: "none" };

const NONE: Hit = { type: "none" };
/** A pointer may miss a bar, or the middle of a mark, by this many pixels. */
const SLACK = 3;
const MARK_SLACK = 6;

/** What lies under a point of the canvas. */
export function hitTest(stage: Stage, x: number, y: number): Hit {
  const { scale, layout, scroll, lanes } = stage;
  const time = timeOfX(scale, x - GUTTER);
  if (y < AXIS_HEIGHT) return x >= GUTTER ? { type: "axis", time: roundedTime(scale, time) } : NONE;
  const below = levelsTop(stage);
  if (y >= below)
    return y < below + LEVELS_HEIGHT && x >= GUTTER
      ? { type: "levels", time: roundedTime(scale, time) }
      : NONE;
  const at = y - AXIS_HEIGHT + scroll;
  const sticky = stickyHeading(layout, scroll);
  const isStuck =
    sticky !== null && at - scroll < sticky.top + GROUP_HEIGHT && layout.tops[sticky.item]! <= at;
  const item = isStuck ? sticky.item : itemAt(layout, at);
  if (item < 0) return NONE;
  const lane = layout.lane[item]!;
  const perPixel = (scale.to - scale.from) / scale.width;
  if (lane < 0) {
    const group = lanes.groups[layout.group[item]!]!;
    const mark = x < GUTTER ? null : markAt(group.marks, time, perPixel * MARK_SLACK);
    return { type: "group", group, mark };
  }
  if (x < GUTTER) return { type: "label", lane };
  const { failures, marks } = lanes.laneOf(lane);
  const slack = perPixel * SLACK;
  return {
    type: "lane",
    lane,
    time,
    row: sessionAt(stage, lane, at - layout.tops[item]!, time, slack),
    failure: failureAt(failures, stage.failureTimes, time, slack),
    mark: markAt(marks, time, perPixel * MARK_SLACK),
  };
}

function sessionAt(stage: Stage, lane: number, y: number, time: number, slack: number): number {
  const { lanes, bars } = stage;
  const tracks = trackCount(lanes, lane);
  for (let track = 0; track < tracks; track++) {
    const place = trackPlace(tracks, track);
    if (y < place.y - 2 || y > place.y + place.height + 2) continue;
    const number = lanes.firstTrack[lane]! + track;
    const [first, last] = trackInWindow(lanes, bars, number, time - slack, time + slack);
    // The last one that begins before the pointer lies on top; one that is really under it wins over a near miss.
    let near = -1;
    for (let i = last - 1; i >= first; i--) {
      const row = lanes.rows[i]!;
      if (bars.to[row]! >= time && bars.from[row]! <= time) return row;
      if (near < 0 && bars.to[row]! >= time - slack) near = row;
    }
    if (near >= 0) return near;
  }
  return -1;
}

function failureAt(rows: Uint32Array, times: Float64Array, time: number, slack: number): number {
  const row = rows[firstFrom(rows, times, 0, rows.length, time - slack)];
  return row !== undefined && times[row]! <= time + slack ? row : -1;
}

function markAt(marks: readonly LaneMark[], time: number, slack: number): LaneMark | null {
  let best: LaneMark | null = null;
  let distance = slack;
  for (const mark of marks) {
    const away = Math.abs(mark.time - time);
    if (away <= distance) {
      best = mark;
      distance = away;
    }
  }
  return best;
}
