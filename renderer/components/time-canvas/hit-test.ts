import { itemAt, type LaneLayout, type LayoutItem, trackPlace } from "./lane-layout.ts";
import { type LaneBars, type LaneSet, trackInWindow } from "./lane-model.ts";
import { AXIS_HEIGHT } from "./paint.ts";
import { type TimeScale, timeOfX } from "./time-scale.ts";

export type Hit =
  | { readonly type: "axis"; readonly time: number }
  | { readonly type: "group"; readonly key: string }
  | { readonly type: "label"; readonly item: Extract<LayoutItem, { type: "lane" }> }
  | {
      readonly type: "lane";
      readonly item: Extract<LayoutItem, { type: "lane" }>;
      readonly time: number;
      /** Session row under the pointer, -1 none. */
      readonly row: number;
      /** Failure row under the pointer, -1 none. */
      readonly failure: number;
    }
  | { readonly type: "none" };

export interface HitScene {
  readonly lanes: LaneSet;
  readonly layout: LaneLayout;
  readonly bars: LaneBars;
  readonly failureTimes: Float64Array;
  readonly scale: TimeScale;
  readonly scroll: number;
  readonly gutter: number;
}

/** A pointer may miss a bar by this many pixels. */
const SLACK = 3;

/** What lies under a point of the canvas. */
export function hitTest(scene: HitScene, x: number, y: number): Hit {
  const { scale, gutter, layout } = scene;
  const time = timeOfX(scale, x - gutter);
  if (y < AXIS_HEIGHT) return x >= gutter ? { type: "axis", time } : { type: "none" };
  const at = y - AXIS_HEIGHT + scene.scroll;
  const item = layout.items[itemAt(layout, at)];
  if (item === undefined || at >= item.y + item.height) return { type: "none" };
  if (item.type === "group") return { type: "group", key: item.group.key };
  if (x < gutter) return { type: "label", item };
  const slack = ((scale.to - scale.from) / scale.width) * SLACK;
  return {
    type: "lane",
    item,
    time,
    row: sessionAt(scene, item, at - item.y, time, slack),
    failure: failureAt(item.lane.failures, scene.failureTimes, time, slack),
  };
}

function sessionAt(
  scene: HitScene,
  item: Extract<LayoutItem, { type: "lane" }>,
  y: number,
  time: number,
  slack: number,
): number {
  const { lane } = item;
  for (let track = 0; track < lane.tracks; track++) {
    const place = trackPlace(lane.tracks, track);
    if (y < place.y - 2 || y > place.y + place.height + 2) continue;
    const [first, last] = trackInWindow(
      scene.lanes,
      scene.bars,
      lane.firstTrack + track,
      time - slack,
      time + slack,
    );
    // The last one that begins before the pointer lies on top.
    for (let i = last - 1; i >= first; i--) {
      const row = scene.lanes.rows[i]!;
      if (scene.bars.to[row]! >= time - slack && scene.bars.from[row]! <= time + slack) return row;
    }
  }
  return -1;
}

function failureAt(rows: Uint32Array, times: Float64Array, time: number, slack: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[rows[middle]!]! < time - slack) low = middle + 1;
    else high = middle;
  }
  const row = rows[low];
  return row !== undefined && times[row]! <= time + slack ? row : -1;
}
