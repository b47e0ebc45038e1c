import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { AxisClock, AxisNames } from "./axis.ts";
import { type Hit, hitTest } from "./hit-test.ts";
import { windowAfterKey } from "./keys.ts";
import { layoutLanes } from "./lane-layout.ts";
import type { LaneSet } from "./lane-model.ts";
import { AXIS_HEIGHT, paintScene, type SessionFacts } from "./paint.ts";
import { readPalette } from "./palette.ts";
import { panWindow, type TimeScale, type TimeWindow, timeOfX, xOfTime, zoomWindow } from "./time-scale.ts";
import { preparePen, useSize, useThemeTurn } from "./use-canvas.ts";

export interface TimeCanvasProps {
  readonly label: string;
  readonly hint: string;
  readonly lanes: LaneSet;
  readonly facts: SessionFacts;
  readonly clock: AxisClock;
  readonly names: AxisNames;
  readonly window: TimeWindow;
  readonly data: TimeWindow;
  readonly folded: ReadonlySet<string>;
  /** Row of the chosen session, -1 none. */
  readonly chosen: number;
  /** The moment of "who was on at", null when none is asked. */
  readonly cursor: number | null;
  readonly onWindow: (window: TimeWindow) => void;
  readonly onHit: (hit: Hit) => void;
  readonly onFold: (group: string) => void;
  /** Words for the tooltip; null for none. */
  readonly describe: (hit: Hit) => ReactNode | null;
  readonly clockText: (time: number) => string;
}

const DRAG_BEGINS = 4;
const GUTTER = 176;

/**
 * The timeline on a canvas: lanes and bars below, the pointer's line and the cursor on a second layer, so that moving
 * the mouse redraws two lines and not the lanes. Effects live here, layout and drawing are functions beside it.
 */
export function TimeCanvas(props: TimeCanvasProps) {
  const { lanes, facts, clock, names, window: view, data, folded, chosen, cursor } = props;
  const frame = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const top = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const theme = useThemeTurn();
  const [scroll, setScroll] = useState(0);
  const [hover, setHover] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const drag = useRef<{ x: number; y: number; window: TimeWindow; scroll: number; moved: boolean } | null>(
    null,
  );
  const [dragging, setDragging] = useState(false);

  const layout = useMemo(() => layoutLanes(lanes.groups, folded), [lanes, folded]);
  const room = Math.max(0, size.height - AXIS_HEIGHT);
  const maxScroll = Math.max(0, layout.height - room);
  const at = Math.min(scroll, maxScroll);
  const scale: TimeScale = useMemo(
    () => ({ from: view.from, to: view.to, width: Math.max(1, size.width - GUTTER) }),
    [view, size.width],
  );

  useLayoutEffect(() => {
    const canvas = base.current;
    if (canvas === null || size.width === 0) return;
    void theme;
    const began = performance.now();
    const pen = preparePen(canvas, size);
    if (pen === null) return;
    const palette = readPalette(canvas, pen, size.ratio);
    paintScene(
      pen,
      {
        lanes,
        layout,
        facts,
        clock,
        names,
        scale,
        scroll: at,
        width: size.width,
        height: size.height,
        gutter: GUTTER,
        chosen,
        folded,
        caseFrom: data.from,
        caseTo: data.to,
      },
      palette,
    );
    if (import.meta.env.DEV) performance.measure("timeline-paint", { start: began, end: performance.now() });
  }, [lanes, layout, facts, clock, names, scale, at, size, chosen, folded, data, theme]);

  useLayoutEffect(() => {
    const canvas = top.current;
    if (canvas === null || size.width === 0) return;
    void theme;
    const pen = preparePen(canvas, size);
    if (pen === null) return;
    pen.clearRect(0, 0, size.width, size.height);
    const palette = readPalette(canvas, pen, size.ratio);
    const line = (x: number, text: string, strong: boolean) => {
      if (x < GUTTER || x > size.width) return;
      pen.strokeStyle = strong ? palette.ink : palette.faint;
      pen.setLineDash(strong ? [3, 3] : []);
      pen.globalAlpha = strong ? 1 : 0.5;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(Math.round(x) + 0.5, strong ? 16 : AXIS_HEIGHT);
      pen.lineTo(Math.round(x) + 0.5, size.height);
      pen.stroke();
      pen.setLineDash([]);
      pen.globalAlpha = 1;
      pen.font = `600 11px ${palette.font}`;
      const width = pen.measureText(text).width + 12;
      const left = Math.min(size.width - width - 2, Math.max(GUTTER, x - width / 2));
      pen.fillStyle = strong ? palette.ink : palette.mute;
      pen.beginPath();
      pen.roundRect(left, 3, width, 19, 5);
      pen.fill();
      pen.fillStyle = palette.panel;
      pen.textBaseline = "middle";
      pen.textAlign = "left";
      pen.fillText(text, left + 6, 13);
    };
    if (hover !== null && !dragging) line(hover.x, props.clockText(timeOfX(scale, hover.x - GUTTER)), false);
    if (cursor !== null) line(GUTTER + xOfTime(scale, cursor), props.clockText(cursor), true);
  }, [hover, cursor, scale, size, theme, dragging, props.clockText]);

  const hitScene = useMemo(
    () => ({
      lanes,
      layout,
      bars: facts.bars,
      failureTimes: facts.failureTimes,
      scale,
      scroll: at,
      gutter: GUTTER,
    }),
    [lanes, layout, facts, scale, at],
  );

  const scrollTo = useCallback(
    (next: number) => {
      const to = Math.min(maxScroll, Math.max(0, next));
      setScroll(to);
      if (scroller.current !== null) scroller.current.scrollTop = to;
    },
    [maxScroll],
  );

  // React attaches wheel listeners as passive; zooming must keep the page still.
  const latest = useRef({ view, data, scale, at, scrollTo, onWindow: props.onWindow });
  latest.current = { view, data, scale, at, scrollTo, onWindow: props.onWindow };
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      const now = latest.current;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 400 : 1;
      const x = event.clientX - element.getBoundingClientRect().left;
      if (x < GUTTER || (event.shiftKey && !event.ctrlKey)) {
        now.scrollTo(now.at + (event.deltaY || event.deltaX) * unit);
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const perPixel = (now.view.to - now.view.from) / now.scale.width;
        now.onWindow(panWindow(now.view, event.deltaX * unit * perPixel, now.data));
      } else {
        const factor = Math.exp(
          Math.max(-400, Math.min(400, event.deltaY * unit)) * (event.ctrlKey ? 0.01 : 0.0022),
        );
        now.onWindow(zoomWindow(now.view, factor, timeOfX(now.scale, x - GUTTER)));
      }
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);

  const place = (event: React.PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const hovered = hover === null || dragging ? null : hitTest(hitScene, hover.x, hover.y);
  const words = hovered === null ? null : props.describe(hovered);
  const pointing =
    hovered !== null &&
    (hovered.type === "axis" ||
      hovered.type === "group" ||
      hovered.type === "label" ||
      (hovered.type === "lane" && (hovered.row >= 0 || hovered.failure >= 0)));

  return (
    <div className="time-canvas" ref={frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: no native element is a timeline */}
      <div
        className={`time-surface${pointing ? " pointing" : ""}${dragging ? " dragging" : ""}`}
        role="group"
        aria-label={`${props.label}. ${props.hint}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas pans and zooms by keyboard
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === "ArrowUp" || event.key === "ArrowDown") {
            scrollTo(at + (event.key === "ArrowUp" ? -62 : 62));
            event.preventDefault();
            return;
          }
          const next = windowAfterKey(event.key, event.shiftKey, view, data);
          if (next === null) return;
          event.preventDefault();
          props.onWindow(next);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          const point = place(event);
          drag.current = { ...point, window: view, scroll: at, moved: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const point = place(event);
          const from = drag.current;
          if (from !== null) {
            const dx = point.x - from.x;
            const dy = point.y - from.y;
            if (!from.moved && Math.hypot(dx, dy) < DRAG_BEGINS) return;
            if (!from.moved) setDragging(true);
            from.moved = true;
            const perPixel = (from.window.to - from.window.from) / scale.width;
            if (from.x >= GUTTER) props.onWindow(panWindow(from.window, -dx * perPixel, data));
            scrollTo(from.scroll - dy);
          }
          setHover(point);
        }}
        onPointerUp={(event) => {
          const from = drag.current;
          drag.current = null;
          setDragging(false);
          if (from === null || from.moved) return;
          const point = place(event);
          const hit = hitTest(hitScene, point.x, point.y);
          if (hit.type === "group") props.onFold(hit.key);
          else props.onHit(hit);
        }}
        onPointerLeave={() => setHover(null)}
        onDoubleClick={(event) => {
          const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
          if (x >= GUTTER) props.onWindow(zoomWindow(view, 0.35, timeOfX(scale, x - GUTTER)));
        }}
      >
        <canvas ref={base} />
        <canvas ref={top} />
      </div>
      {maxScroll > 0 && (
        <div
          className="time-scroll"
          ref={scroller}
          style={{ top: AXIS_HEIGHT }}
          onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
        >
          <div style={{ height: layout.height }} />
        </div>
      )}
      {words !== null && hover !== null && (
        <div className="tip" style={tipPlace(hover, size)}>
          {words}
        </div>
      )}
    </div>
  );
}

/** Beside the pointer, on the side where there is room. */
function tipPlace(at: { readonly x: number; readonly y: number }, size: { width: number; height: number }) {
  return {
    ...(at.x > size.width - 320 ? { right: size.width - at.x + 14 } : { left: at.x + 14 }),
    ...(at.y > size.height - 150 ? { bottom: size.height - at.y + 12 } : { top: at.y + 16 }),
  };
}
