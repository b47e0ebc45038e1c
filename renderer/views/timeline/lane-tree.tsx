import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { layoutLanes } from "../../components/time-canvas/lane-layout.ts";
import type { LaneMark } from "../../components/time-canvas/lane-model.ts";
import type { Place } from "../../components/time-canvas/stage.ts";
import type { TimeWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { plainText } from "../../data/filled-words.ts";
import { sessionTitle } from "../../data/session-facts.ts";
import { sessionSentence, typeText } from "../../data/session-words.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { askWho, select, toggleFold } from "../../state/commands.ts";
import { barsOf } from "./bars.ts";
import type { TimelineLanes } from "./lane-set.ts";
import { markCounts } from "./machine-marks.ts";
import {
  indexOfGroup,
  indexOfPlace,
  MOST_INSIDE,
  nodeAt,
  nodeFacts,
  type Tree,
  type TreeNode,
  treeOf,
} from "./tree-model.ts";

/** Nodes on either side of the active one that are in the page. */
const AROUND = 30;

export interface LaneTreeProps {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly lanes: TimelineLanes;
  readonly turned: ReadonlySet<string>;
  readonly window: TimeWindow;
  readonly chosen: number;
  readonly place: Place | null;
  readonly onPlace: (place: Place | null) => void;
  readonly onMenu: (node: TreeNode, x: number, y: number) => void;
}

/**
 * The lanes and their sessions as a tree: what keyboard and screen reader have instead of the canvas. It shows itself
 * when it gets the focus, and stands where the canvas stands.
 */
export function LaneTree(props: LaneTreeProps) {
  const { data, clock, lanes, turned, window, chosen, place, onPlace } = props;
  const app = useApp();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [heading, setHeading] = useState<number | null>(null);
  const [marked, setMarked] = useState<{ readonly at: Place; readonly mark: LaneMark } | null>(null);
  const [focused, setFocused] = useState(false);
  const layout = useMemo(() => layoutLanes(lanes, turned), [lanes, turned]);
  const openLane = place?.lane ?? -1;
  const tree = useMemo(
    () => treeOf(lanes, layout, barsOf(data), openLane, window),
    [lanes, layout, data, openLane, window],
  );
  const mark = marked !== null && marked.at === place ? marked.mark : null;
  const found =
    heading !== null ? indexOfGroup(tree, heading) : place === null ? 0 : indexOfPlace(tree, place, mark);
  const active = Math.min(Math.max(found, 0), tree.length - 1);

  useEffect(() => {
    if (place !== null) setHeading(null);
  }, [place]);
  useEffect(() => {
    const node = focused ? list.current?.querySelector(`[data-index="${active}"]`) : null;
    node?.scrollIntoView({ block: "nearest" });
  }, [active, focused]);

  const goTo = (index: number) => {
    const node = nodeAt(tree, Math.min(Math.max(index, 0), tree.length - 1));
    if (node === null) return;
    setHeading(node.type === "group" ? node.group : null);
    if (node.type === "lane") onPlace({ lane: node.lane, row: -1 });
    else if (node.type === "session") onPlace({ lane: node.lane, row: node.row });
    else if (node.type === "mark") {
      const at: Place = { lane: node.lane, row: -1 };
      onPlace(at);
      setMarked({ at, mark: node.mark });
    }
  };
  const open = (node: TreeNode | null) => {
    if (node?.type === "session") select(app, { type: "session", row: node.row });
    else if (node?.type === "group") toggleFold(app, lanes.groups[node.group]!.key);
    else if (node?.type === "mark") askWho(app, node.mark.time);
    else if (node?.type === "lane" && tree.inside.length > 0) goTo(active + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const node = nodeAt(tree, active);
    if (node === null) return;
    const { expanded } = nodeFacts(tree, node, turned);
    switch (event.key) {
      case "ArrowDown":
        goTo(active + 1);
        break;
      case "ArrowUp":
        goTo(active - 1);
        break;
      case "Home":
        goTo(0);
        break;
      case "End":
        goTo(tree.length - 1);
        break;
      case "ArrowRight":
        if (node.type === "group" && expanded === false) open(node);
        else if (expanded === true) goTo(active + 1);
        break;
      case "ArrowLeft":
        if (node.type === "group" && expanded === true) open(node);
        else goTo(parentOf(tree, node, active));
        break;
      case "Enter":
      case " ":
        open(node);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  const first = Math.max(0, active - AROUND);
  const shown = Array.from(
    { length: Math.min(tree.length, active + AROUND + 1) - first },
    (_, i) => first + i,
  );
  return (
    <section className="mirror" aria-label={T.timeline.list}>
      <h2>{T.timeline.inLanes(lanes.rows.length)}</h2>
      {tree.length > 0 && (
        <div
          ref={list}
          role="tree"
          tabIndex={0}
          aria-label={T.timeline.tree}
          aria-activedescendant={`${id}-${active}`}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={onKeyDown}
          onContextMenu={(event) => {
            const node = nodeAt(tree, active);
            if (node === null) return;
            event.preventDefault();
            const box = event.currentTarget.getBoundingClientRect();
            props.onMenu(node, event.clientX || box.left + 20, event.clientY || box.top + 20);
          }}
        >
          {shown.map((index) => {
            const node = nodeAt(tree, index)!;
            const { level, setSize, position, expanded } = nodeFacts(tree, node, turned);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and says which node is active
              <div
                key={index}
                id={`${id}-${index}`}
                data-index={index}
                role="treeitem"
                className={index === active ? "node active" : "node"}
                aria-level={level}
                aria-setsize={setSize}
                aria-posinset={position}
                aria-expanded={expanded ?? undefined}
                aria-selected={node.type === "session" ? node.row === chosen : false}
                style={{ paddingLeft: level * 14 }}
                onClick={() => {
                  goTo(index);
                  open(node);
                }}
              >
                {nodeText(node, lanes, data, clock)}
              </div>
            );
          })}
        </div>
      )}
      {tree.inside.length === MOST_INSIDE && <p className="mute">{T.timeline.zoomIn}</p>}
    </section>
  );
}

function parentOf(tree: Tree, node: TreeNode, index: number): number {
  if (node.type === "session" || node.type === "mark") return tree.openItem;
  if (node.type === "group") return index;
  const item = tree.layout.lane.indexOf(node.lane);
  return Math.max(0, indexOfGroup(tree, tree.layout.group[item]!));
}

/** A node in words, as it stands in the list and as the canvas says it aloud. */
export function nodeText(node: TreeNode, lanes: TimelineLanes, data: CaseData, clock: Clock): string {
  if (node.type === "group") {
    const { label, lanes: own, note, marks, remark = "" } = lanes.groups[node.group]!;
    return [label, COUNTS.lanes(own.length), note, ...markCounts(marks), remark]
      .filter((part) => part !== "")
      .join(", ");
  }
  if (node.type === "mark") return `${node.mark.label}: ${clock.friendly(node.mark.time)}`;
  if (node.type === "session")
    return [
      `${sessionTitle(data, node.row)}. ${plainText(sessionSentence(data, node.row, clock))}`,
      // On the canvas the colour says it.
      typeText(data.sessions.logonType[node.row]!),
    ].join(" ");
  const { label, note, failures, marks } = lanes.laneOf(node.lane);
  const sessions = lanes.sessionsOf(node.lane).length;
  return [
    label,
    note,
    sessions > 0 ? COUNTS.sessions(sessions) : "",
    failures.length > 0 ? COUNTS.refusedSignIns(failures.length) : "",
    ...markCounts(marks),
  ]
    .filter((part) => part !== "")
    .join(", ");
}
