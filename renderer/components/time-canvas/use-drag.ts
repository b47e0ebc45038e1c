import { type PointerEvent, useRef, useState } from "react";
import { AXIS_HEIGHT, GUTTER } from "./stage.ts";
import {
  panWindow,
  properWindow,
  roundedTime,
  type TimeScale,
  type TimeWindow,
  timeOfX,
  xOfTime,
} from "./time-scale.ts";
import type { Viewport } from "./use-viewport.ts";

/** Pixels that a press may tremble before it is a drag. */
const DRAG_BEGINS = 4;
/** The line of "who was on" is taken hold of this near. */
const CURSOR_REACH = 4;
/** The line tells where it is at most this often while it is dragged: each time, all sessions are asked. */
const CURSOR_MS = 90;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Drag extends Point {
  readonly kind: "pan" | "range" | "cursor";
  readonly window: TimeWindow;
  readonly scroll: number;
  moved: boolean;
}

interface DragTargets {
  readonly scale: TimeScale;
  readonly data: TimeWindow;
  readonly scroll: number;
  readonly cursor: number | null;
  readonly viewport: Viewport;
  readonly scrollTo: (scroll: number) => void;
  readonly onCursor: (time: number) => void;
  readonly onClick: (point: Point) => void;
}

export interface DragState {
  readonly dragging: boolean;
  /** Stretch of time that is being drawn up, null none. */
  readonly range: TimeWindow | null;
  /** Where the line of "who was on" is held, null where it is not. */
  readonly cursor: number | null;
  readonly nearCursor: (point: Point) => boolean;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: () => void;
}

export function placeOf(event: { clientX: number; clientY: number; currentTarget: Element }): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/**
 * Dragging pans; on the ruler, or with Shift, it draws up a stretch of time to zoom into; the line of "who was on"
 * moves when it is dragged itself. A press that does not move is a click.
 */
export function useDrag(targets: DragTargets): DragState {
  const { scale, viewport } = targets;
  const drag = useRef<Drag | null>(null);
  const told = useRef(0);
  const [dragging, setDragging] = useState(false);
  const [range, setRange] = useState<TimeWindow | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const timeAt = (x: number) =>
    roundedTime(scale, timeOfX(scale, Math.min(scale.width, Math.max(0, x - GUTTER))));
  const nearCursor = ({ x }: Point) =>
    targets.cursor !== null && Math.abs(GUTTER + xOfTime(scale, targets.cursor) - x) <= CURSOR_REACH;
  const end = () => {
    drag.current = null;
    setDragging(false);
    setRange(null);
    setCursor(null);
  };
  return {
    dragging,
    range,
    cursor,
    nearCursor,
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      const point = placeOf(event);
      const isTime = point.x >= GUTTER;
      const isRange = isTime && (point.y < AXIS_HEIGHT || event.shiftKey);
      const kind = isTime && nearCursor(point) ? "cursor" : isRange ? "range" : "pan";
      drag.current = { ...point, kind, window: viewport.latest(), scroll: targets.scroll, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      const from = drag.current;
      if (from === null) return;
      const point = placeOf(event);
      if (!from.moved && Math.hypot(point.x - from.x, point.y - from.y) < DRAG_BEGINS) return;
      if (!from.moved) setDragging(true);
      from.moved = true;
      if (from.kind === "range") setRange(ordered(timeAt(from.x), timeAt(point.x)));
      else if (from.kind === "cursor") {
        setCursor(timeAt(point.x));
        if (event.timeStamp - told.current < CURSOR_MS) return;
        told.current = event.timeStamp;
        targets.onCursor(timeAt(point.x));
      } else {
        const perPixel = (from.window.to - from.window.from) / scale.width;
        if (from.x >= GUTTER)
          viewport.move(panWindow(from.window, (from.x - point.x) * perPixel, targets.data));
        targets.scrollTo(from.scroll - (point.y - from.y));
      }
    },
    onPointerUp: (event) => {
      const from = drag.current;
      if (from === null) return;
      const point = placeOf(event);
      if (!from.moved) targets.onClick(point);
      else if (from.kind === "cursor") targets.onCursor(timeAt(point.x));
      else if (from.kind === "range") {
        const chosen = ordered(timeAt(from.x), timeAt(point.x));
        viewport.move(properWindow(chosen.from, chosen.to));
      }
      end();
    },
    onPointerCancel: end,
  };
}

function ordered(a: number, b: number): TimeWindow {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
