import {
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import type { AxisClock, AxisNames } from "./axis.ts";
import { type Hit, hitTest } from "./hit-test.ts";
import { type DayOf, windowAfterKey } from "./keys.ts";
import { itemOfLane, layoutLanes, scrollToItem } from "./lane-layout.ts";
import { type LaneBars, type LaneSet, laneOfRow } from "./lane-model.ts";
import type { Overlay } from "./paint-overlay.ts";
import { type PaintTimeline, paintPicture } from "./picture.ts";
import {
  AXIS_HEIGHT,
  GUTTER,
  LEVELS_HEIGHT,
  type LevelFacts,
  type Place,
  type Scene,
  type SessionFacts,
} from "./stage.ts";
import { type TimeWindow, timeOfX, windowAround, zoomWindow } from "./time-scale.ts";
import { useSize } from "./use-canvas.ts";
import { type Point, placeOf, useDrag } from "./use-drag.ts";
import { useLaneScroll } from "./use-lane-scroll.ts";
import { usePainting } from "./use-painting.ts";
import { useViewport } from "./use-viewport.ts";
import { useWheel } from "./use-wheel.ts";
import { placeAfterKey } from "./walk.ts";

export interface TimeCanvasProps {
  readonly label: string;
  readonly hint: string;
  readonly lanes: LaneSet;
  readonly bars: LaneBars;
  readonly failureTimes: Float64Array;
  readonly facts: SessionFacts;
  /** Null while it is being worked out. */
  readonly levels: LevelFacts | null;
  readonly clock: AxisClock;
  readonly names: AxisNames;
  /** The window that the page shares; the canvas moves on its own and tells where it came to rest. */
  readonly window: TimeWindow;
  readonly data: TimeWindow;
  /** Groups whose folding the user turned around. */
  readonly turned: ReadonlySet<string>;
  /** Row of the chosen session, -1 none. */
  readonly chosen: number;
  /** Lane and session on which the keyboard stands. */
  readonly place: Place | null;
  /** The moment of "who was on", null when none is asked. */
  readonly cursor: number | null;
  readonly onWindow: (window: TimeWindow) => void;
  readonly onHit: (hit: Hit) => void;
  /** Asked for a menu at a point of the window. */
  readonly onMenu: (hit: Hit, x: number, y: number) => void;
  readonly onFold: (group: string) => void;
  readonly onPlace: (place: Place) => void;
  /** A place in words, to be said aloud when the keys have led there. */
  readonly say: (place: Place) => string;
  /** Enter on a session. */
  readonly onOpen: (row: number) => void;
  readonly onCursor: (time: number) => void;
  /** Words for the tooltip; null for none. */
  readonly describe: (hit: Hit) => ReactNode | null;
  /** A moment in words, as fine as a window of so many ticks shows it. */
  readonly clockText: (time: number, span: number) => string;
  /** Gets what draws the timeline for a picture. */
  readonly picture?: RefObject<PaintTimeline | null>;
}

const DOUBLE_MS = 450;
const DOUBLE_REACH = 6;

/** The timeline on a canvas. Effects live here and in the hooks, layout and drawing are functions beside them. */
export function TimeCanvas(props: TimeCanvasProps) {
  const { lanes, bars, facts, levels, clock, names, data, turned, chosen, place, cursor } = props;
  const frame = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const top = useRef<HTMLCanvasElement>(null);
  const size = useSize(frame);
  const viewport = useViewport(props.window, props.onWindow);
  const { window: view } = viewport;
  const layout = useMemo(() => layoutLanes(lanes, turned), [lanes, turned]);
  const room = Math.max(0, size.height - AXIS_HEIGHT - LEVELS_HEIGHT);
  const scroll = useLaneScroll(layout.height, room);
  const [hover, setHover] = useState<Point | null>(null);
  const [said, setSaid] = useState("");
  const lastClick = useRef<Point & { readonly time: number; readonly hit: Hit }>(null);

  const scene = useMemo(
    (): Scene => ({
      lanes,
      layout,
      bars,
      facts,
      levels,
      failureTimes: props.failureTimes,
      clock,
      names,
      scale: { from: view.from, to: view.to, width: Math.max(1, size.width - GUTTER) },
      scroll: scroll.offset,
      width: size.width,
      height: size.height,
      room,
      turned,
      chosen,
      place,
      caseFrom: data.from,
      caseTo: data.to,
    }),
    [
      lanes,
      layout,
      bars,
      facts,
      levels,
      props.failureTimes,
      clock,
      names,
      view,
      size,
      room,
      scroll.offset,
      turned,
      chosen,
      place,
      data,
    ],
  );
  const { scale } = scene;

  const drag = useDrag({
    scale,
    data,
    scroll: scroll.offset,
    cursor,
    viewport,
    scrollTo: scroll.scrollTo,
    onCursor: props.onCursor,
    onClick: (point) => {
      const now = performance.now();
      const before = lastClick.current;
      const isDouble =
        before !== null &&
        now - before.time < DOUBLE_MS &&
        Math.hypot(point.x - before.x, point.y - before.y) < DOUBLE_REACH;
      // The first click may have opened the details and moved everything: the second one means the same.
      const hit = isDouble ? before.hit : hitTest(scene, point.x, point.y);
      lastClick.current = isDouble ? null : { ...point, time: now, hit };
      if (isDouble) zoomTo(hit);
      else if (hit.type === "group" && hit.mark === null) props.onFold(hit.group.key);
      else props.onHit(hit);
    },
  });
  const zoomTo = (hit: Hit) => {
    if (hit.type !== "lane") return;
    viewport.move(
      hit.row >= 0
        ? windowAround(bars.from[hit.row]!, bars.to[hit.row]!)
        : zoomWindow(viewport.latest(), 0.35, hit.time),
    );
  };
  useWheel(frame, {
    viewport,
    data,
    width: scale.width,
    canScroll: scroll.isTall,
    scrollBy: scroll.scrollBy,
  });

  const { clockText } = props;
  const pointer =
    hover === null || drag.dragging || hover.x < GUTTER ? null : timeOfX(scale, hover.x - GUTTER);
  const overlay = useMemo(
    (): Overlay => ({
      scale,
      width: size.width,
      height: size.height,
      pointer,
      cursor: drag.cursor ?? cursor,
      range: drag.range,
      clockText: (time) => clockText(time, scale.to - scale.from),
    }),
    [scale, size, pointer, cursor, drag.cursor, drag.range, clockText],
  );
  usePainting(base, top, size, scene, overlay);
  useImperativeHandle(
    props.picture,
    (): PaintTimeline => (ratio) => paintPicture(base.current, scene, ratio),
    [scene],
  );

  // Lane and session that keyboard, list or another view point at come into view.
  const reveal = useRef({ scene, scroll, viewport, room });
  reveal.current = { scene, scroll, viewport, room };
  const placeLane = place?.lane ?? -1;
  const placeRow = place?.row ?? -1;
  useEffect(() => {
    const now = reveal.current;
    const item = itemOfLane(now.scene.layout, placeLane);
    if (item >= 0) now.scroll.scrollTo(scrollToItem(now.scene.layout, item, now.scroll.offset, now.room));
    const at = now.scene.bars.from[placeRow];
    const { from, to } = now.viewport.latest();
    if (at === undefined || (at >= from && at <= to)) return;
    const span = to - from;
    now.viewport.move({ from: at - span * 0.3, to: at + span * 0.7 });
  }, [placeLane, placeRow]);
  useEffect(() => {
    if (chosen < 0) return;
    const now = reveal.current;
    const item = itemOfLane(now.scene.layout, laneOfRow(now.scene.lanes, chosen));
    if (item >= 0) now.scroll.scrollTo(scrollToItem(now.scene.layout, item, now.scroll.offset, now.room));
  }, [chosen]);

  const dayOf: DayOf = (time) => {
    const day = clock.dayOf(time);
    return { from: clock.momentOf(day, 0), to: clock.momentOf(day + 1, 0) };
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = viewport.latest();
    if (event.key === "Enter" && place !== null && place.row >= 0) props.onOpen(place.row);
    else {
      const walked = event.shiftKey
        ? null
        : placeAfterKey(event.key, place, layout, lanes, bars, (now.from + now.to) / 2);
      const moved = windowAfterKey(event.key, event.shiftKey, now, data, dayOf);
      if (walked !== null) {
        props.onPlace(walked);
        setSaid(props.say(walked));
      } else if (moved !== null) viewport.move(moved);
      else return;
    }
    event.preventDefault();
  };

  const hovered = hover === null || drag.dragging ? null : hitTest(scene, hover.x, hover.y);
  const words = hovered === null ? null : props.describe(hovered);
  const look = drag.dragging
    ? "dragging"
    : hover !== null && drag.nearCursor(hover)
      ? "sliding"
      : lookOf(hovered);
  return (
    <div className="time-canvas" ref={frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: no native element is a timeline */}
      <div
        className={`time-surface ${look}`}
        role="group"
        aria-label={`${props.label}. ${props.hint}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is walked, panned and zoomed by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={drag.onPointerDown}
        onPointerMove={(event) => {
          drag.onPointerMove(event);
          setHover(placeOf(event));
        }}
        onPointerUp={drag.onPointerUp}
        onPointerCancel={drag.onPointerCancel}
        onPointerLeave={() => setHover(null)}
        onContextMenu={(event) => {
          event.preventDefault();
          const box = event.currentTarget.getBoundingClientRect();
          const point = placeOf(event);
          // The menu key gives no place of the pointer: then the session on which the keyboard stands is meant.
          if (event.button === 2 || place === null) {
            props.onMenu(hitTest(scene, point.x, point.y), event.clientX, event.clientY);
            return;
          }
          const item = itemOfLane(layout, place.lane);
          const y = AXIS_HEIGHT + (layout.tops[item] ?? 0) - scroll.offset + 16;
          const hit: Hit =
            place.row < 0
              ? { type: "label", lane: place.lane }
              : { type: "lane", ...place, time: bars.from[place.row]!, failure: -1, mark: null };
          props.onMenu(hit, box.left + GUTTER + 20, box.top + y);
        }}
      >
        <canvas ref={base} />
        <canvas ref={top} />
      </div>
      {scroll.isTall && (
        <div className="time-scroll" ref={scroll.bar} style={{ top: AXIS_HEIGHT, height: room }}>
          <div style={{ height: scroll.barHeight }} />
        </div>
      )}
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
      {words !== null && hover !== null && (
        <div className="tip" style={tipPlace(hover, size)}>
          {words}
        </div>
      )}
    </div>
  );
}

function lookOf(hit: Hit | null): string {
  if (hit === null) return "";
  if (hit.type === "axis") return "ruling";
  const isTarget = hit.type === "lane" && (hit.row >= 0 || hit.failure >= 0);
  return isTarget || hit.type === "group" || hit.type === "label" || hit.type === "levels" ? "pointing" : "";
}

/** Beside the pointer, on the side where there is room. */
function tipPlace(at: Point, size: { readonly width: number; readonly height: number }) {
  return {
    ...(at.x > size.width - 320 ? { right: size.width - at.x + 14 } : { left: at.x + 14 }),
    ...(at.y > size.height - 150 ? { bottom: size.height - at.y + 12 } : { top: at.y + 16 }),
  };
}
