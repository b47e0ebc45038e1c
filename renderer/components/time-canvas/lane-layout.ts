import type { Lane, LaneGroup } from "./lane-model.ts";

/** Heights in pixels. A lane of one track is a comfortable line of text; further tracks are slimmer. */
export const GROUP_HEIGHT = 26;
export const LANE_HEIGHT = 31;
export const BAR_HEIGHT = 15;
export const SLIM_BAR = 10;
export const SLIM_STEP = 13;
const LANE_PAD = 8;

export type LayoutItem =
  | { readonly type: "group"; readonly group: LaneGroup; readonly y: number; readonly height: number }
  | { readonly type: "lane"; readonly lane: Lane; readonly y: number; readonly height: number };

export interface LaneLayout {
  readonly items: readonly LayoutItem[];
  readonly height: number;
}

export function laneHeight(tracks: number): number {
  return tracks <= 1 ? LANE_HEIGHT : LANE_PAD * 2 - (SLIM_STEP - SLIM_BAR) + tracks * SLIM_STEP;
}

/** Top of a track's bar below the top of its lane, and its height. */
export function trackPlace(tracks: number, index: number): { readonly y: number; readonly height: number } {
  return tracks <= 1
    ? { y: (LANE_HEIGHT - BAR_HEIGHT) / 2, height: BAR_HEIGHT }
    : { y: LANE_PAD + index * SLIM_STEP, height: SLIM_BAR };
}

/** Stacks groups and lanes; a folded group keeps its heading only, a single group needs none. */
export function layoutLanes(groups: readonly LaneGroup[], folded: ReadonlySet<string>): LaneLayout {
  const items: LayoutItem[] = [];
  const shown = groups.filter((group) => group.lanes.length > 0);
  let y = 0;
  for (const group of shown) {
    if (shown.length > 1) {
      items.push({ type: "group", group, y, height: GROUP_HEIGHT });
      y += GROUP_HEIGHT;
      if (folded.has(group.key)) continue;
    }
    for (const lane of group.lanes) {
      const height = laneHeight(lane.tracks);
      items.push({ type: "lane", lane, y, height });
      y += height;
    }
  }
  return { items, height: y };
}

/** Index of the item at a height, clamped to the list; -1 when there is none at all. */
export function itemAt(layout: LaneLayout, y: number): number {
  let low = 0;
  let high = layout.items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (layout.items[middle]!.y <= y) low = middle + 1;
    else high = middle;
  }
  return low - 1 < 0 ? (layout.items.length > 0 ? 0 : -1) : low - 1;
}

/** Items that are at least partly between two heights. */
export function itemsBetween(layout: LaneLayout, top: number, bottom: number): readonly LayoutItem[] {
  const first = itemAt(layout, top);
  if (first < 0) return [];
  const last = itemAt(layout, bottom);
  return layout.items.slice(first, last + 1);
}
