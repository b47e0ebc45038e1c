import { type LaneGroup, type LaneSet, trackCount } from "./lane-model.ts";

/** Heights in pixels. A lane of one track is a comfortable line of text; further tracks are slimmer. */
export const GROUP_HEIGHT = 26;
export const LANE_HEIGHT = 31;
export const BAR_HEIGHT = 15;
export const SLIM_BAR = 10;
export const SLIM_STEP = 13;
const LANE_PAD = 8;

/** Headings and lanes from top to bottom, as columns. */
export interface LaneLayout {
  readonly length: number;
  /** Top of each item, and the end of the last. */
  readonly tops: Float64Array;
  /** Lane of each item, -1 for the heading of a group. */
  readonly lane: Int32Array;
  /** Position in `LaneSet.groups` of each item. */
  readonly group: Uint32Array;
  /** Item of each group's heading, -1 where it has none. */
  readonly heading: Int32Array;
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

/** Whether a group is folded; `turned` holds those that the user turned around. */
export function isFolded(group: LaneGroup, turned: ReadonlySet<string>): boolean {
  return group.foldedAtFirst !== turned.has(group.key);
}

/** Stacks groups and lanes. Empty groups are left out, a folded one keeps its heading. */
export function layoutLanes(set: LaneSet, turned: ReadonlySet<string>): LaneLayout {
  const shown = set.groups.filter((group) => group.lanes.length > 0);
  const hasHeading = (group: LaneGroup) => shown.length > 1 || group.headed;
  const most = shown.reduce((sum, group) => sum + group.lanes.length + 1, 0);
  const tops = new Float64Array(most + 1);
  const lane = new Int32Array(most);
  const groupOf = new Uint32Array(most);
  const heading = new Int32Array(set.groups.length).fill(-1);
  let length = 0;
  const push = (number: number, group: number, height: number) => {
    lane[length] = number;
    groupOf[length] = group;
    tops[length + 1] = tops[length]! + height;
    length++;
  };
  for (const [index, group] of set.groups.entries()) {
    if (group.lanes.length === 0) continue;
    if (hasHeading(group)) {
      heading[index] = length;
      push(-1, index, GROUP_HEIGHT);
      if (isFolded(group, turned)) continue;
    }
    for (const number of group.lanes) push(number, index, laneHeight(trackCount(set, number)));
  }
  return {
    length,
    tops: tops.subarray(0, length + 1),
    lane: lane.subarray(0, length),
    group: groupOf.subarray(0, length),
    heading,
    height: tops[length]!,
  };
}

/** Item at a height, clamped to the list; -1 when there is none at all. */
export function itemAt(layout: LaneLayout, y: number): number {
  let low = 0;
  let high = layout.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (layout.tops[middle]! <= y) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, layout.length > 0 ? 0 : -1);
}

/** Items `[first, last)` that are at least partly between two heights. */
export function itemsBetween(layout: LaneLayout, top: number, bottom: number): readonly [number, number] {
  const first = itemAt(layout, top);
  return first < 0 ? [0, 0] : [first, itemAt(layout, bottom) + 1];
}

/** The heading that stays at the top while the lanes of its group pass below; the next heading pushes it away. */
export function stickyHeading(
  layout: LaneLayout,
  scroll: number,
): { readonly item: number; readonly top: number } | null {
  const first = itemAt(layout, scroll);
  if (first < 0) return null;
  const group = layout.group[first]!;
  const item = layout.heading[group]!;
  if (item < 0) return null;
  const next = layout.heading.slice(group + 1).find((at) => at >= 0);
  const end = next === undefined ? layout.height : layout.tops[next]!;
  return { item, top: Math.min(0, end - scroll - GROUP_HEIGHT) };
}

/** Item of a lane, -1 where its group is folded. */
export function itemOfLane(layout: LaneLayout, lane: number): number {
  return lane < 0 ? -1 : layout.lane.indexOf(lane);
}

/** Scroll position that shows an item whole, as near to the present one as can be. */
export function scrollToItem(layout: LaneLayout, item: number, scroll: number, room: number): number {
  const head = layout.heading[layout.group[item]!]! >= 0 ? GROUP_HEIGHT : 0;
  const top = layout.tops[item]! - (layout.lane[item]! >= 0 ? head : 0);
  const bottom = layout.tops[item + 1]!;
  if (top < scroll) return Math.max(0, top);
  return bottom > scroll + room ? Math.max(0, bottom - room) : scroll;
}
