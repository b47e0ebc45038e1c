import { isFolded, type LaneLayout } from "../../components/time-canvas/lane-layout.ts";
import {
  type LaneBars,
  type LaneMark,
  type LaneSet,
  rowsOfLane,
} from "../../components/time-canvas/lane-model.ts";
import type { Place } from "../../components/time-canvas/stage.ts";
import type { TimeWindow } from "../../components/time-canvas/time-scale.ts";

/*
 * The lanes as a tree, for keyboard and screen reader: groups, in them lanes, in the lane that is open its sessions and
 * what happened to its computer.
 *
 *     People, 6 lanes            level 1
 *       reception, 96 h          level 2
 *       ben, 77 h                        open: the place of the keyboard is in it
 *         Tue 5 Mar ...          level 3
 *       anna, 81 h
 */

/** Sessions and marks of one lane that the tree shows; who wants more zooms in. */
export const MOST_INSIDE = 500;

export type Inside =
  | { readonly type: "session"; readonly lane: number; readonly row: number }
  | { readonly type: "mark"; readonly lane: number; readonly mark: LaneMark };

export type TreeNode =
  | { readonly type: "group"; readonly group: number }
  | { readonly type: "lane"; readonly lane: number }
  | Inside;

export interface Tree {
  readonly layout: LaneLayout;
  readonly set: LaneSet;
  /** Item of the open lane, -1 none. */
  readonly openItem: number;
  /** Its sessions and marks in view, by the time they begin. */
  readonly inside: readonly Inside[];
  readonly length: number;
}

export function treeOf(
  set: LaneSet,
  layout: LaneLayout,
  bars: LaneBars,
  openLane: number,
  window: TimeWindow,
): Tree {
  const openItem = openLane < 0 ? -1 : layout.lane.indexOf(openLane);
  const inside = openItem < 0 ? [] : insideInView(set, bars, openLane, window);
  return { layout, set, openItem, inside, length: layout.length + inside.length };
}

function insideInView(set: LaneSet, bars: LaneBars, lane: number, window: TimeWindow): readonly Inside[] {
  const rows: number[] = [];
  for (const row of rowsOfLane(set, lane))
    if (bars.to[row]! >= window.from && bars.from[row]! <= window.to) rows.push(row);
  rows.sort((a, b) => bars.from[a]! - bars.from[b]! || a - b);
  const marks = set
    .laneOf(lane)
    .marks.filter(({ time }) => time >= window.from && time <= window.to)
    .slice(0, MOST_INSIDE);
  const sessions = rows.slice(0, MOST_INSIDE).map((row): Inside => ({ type: "session", lane, row }));
  const begin = (node: Inside) => (node.type === "session" ? bars.from[node.row]! : node.mark.time);
  return [...marks.map((mark): Inside => ({ type: "mark", lane, mark })), ...sessions]
    .sort((a, b) => begin(a) - begin(b))
    .slice(0, MOST_INSIDE);
}

export function nodeAt(tree: Tree, index: number): TreeNode | null {
  const { layout, openItem, inside } = tree;
  if (index < 0 || index >= tree.length) return null;
  const at = index - openItem - 1;
  if (openItem >= 0 && at >= 0 && at < inside.length) return inside[at]!;
  const item = openItem >= 0 && at >= inside.length ? index - inside.length : index;
  const lane = layout.lane[item]!;
  return lane < 0 ? { type: "group", group: layout.group[item]! } : { type: "lane", lane };
}

/** Where a place stands; with `mark` that mark of its lane, if it is in view. */
export function indexOfPlace(tree: Tree, place: Place, mark: LaneMark | null = null): number {
  const { layout, openItem, inside } = tree;
  const item = layout.lane.indexOf(place.lane);
  if (item < 0) return -1;
  if (item === openItem) {
    const at = inside.findIndex((node) =>
      node.type === "mark" ? node.mark === mark : mark === null && node.row === place.row,
    );
    if (at >= 0) return item + 1 + at;
  }
  return openItem >= 0 && item > openItem ? item + inside.length : item;
}

export function indexOfGroup(tree: Tree, group: number): number {
  const item = tree.layout.heading[group] ?? -1;
  return item >= 0 && tree.openItem >= 0 && item > tree.openItem ? item + tree.inside.length : item;
}

export interface NodeFacts {
  readonly level: number;
  readonly setSize: number;
  /** Counts from 1. */
  readonly position: number;
  readonly expanded: boolean | null;
}

/** What a screen reader is told of where a node stands. */
export function nodeFacts(tree: Tree, node: TreeNode, turned: ReadonlySet<string>): NodeFacts {
  const { layout, set, inside, openItem } = tree;
  if (node.type === "session" || node.type === "mark")
    return {
      level: hasHeading(tree, node.lane) ? 3 : 2,
      setSize: inside.length,
      position: inside.indexOf(node) + 1,
      expanded: null,
    };
  const shown = set.groups.flatMap((group, index) => (group.lanes.length > 0 ? [index] : []));
  if (node.type === "group") {
    const group = set.groups[node.group]!;
    return {
      level: 1,
      setSize: shown.length,
      position: shown.indexOf(node.group) + 1,
      expanded: !isFolded(group, turned),
    };
  }
  const item = layout.lane.indexOf(node.lane);
  const group = layout.group[item]!;
  const heading = layout.heading[group]!;
  const first = heading >= 0 ? heading + 1 : layout.group.indexOf(group);
  const hasInside = rowsOfLane(set, node.lane).length > 0 || set.laneOf(node.lane).marks.length > 0;
  return {
    level: heading >= 0 ? 2 : 1,
    setSize: set.groups[group]!.lanes.length,
    position: item - first + 1,
    expanded: hasInside ? item === openItem && inside.length > 0 : null,
  };
}

function hasHeading({ layout }: Tree, lane: number): boolean {
  return layout.heading[layout.group[layout.lane.indexOf(lane)]!]! >= 0;
}
