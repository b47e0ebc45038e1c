import { type RefObject, useEffect, useRef } from "react";
import { AXIS_HEIGHT, GUTTER } from "./stage.ts";
import { panWindow, type TimeWindow, timeOfX, widestWindow, zoomWindow } from "./time-scale.ts";
import type { Viewport } from "./use-viewport.ts";

interface WheelTargets {
  readonly viewport: Viewport;
  readonly data: TimeWindow;
  /** Pixels of time. */
  readonly width: number;
  readonly canScroll: boolean;
  readonly scrollBy: (pixels: number) => void;
}

/** Zoom for each pixel of the wheel; pinching on a touchpad arrives as small steps with Ctrl. */
const WHEEL_ZOOM = 0.0022;
const PINCH_ZOOM = 0.01;
const MOST_PIXELS = 400;
const LINE = 18;

/**
 * What the wheel does: with Ctrl (or pinching) it zooms at the pointer, with Shift (or sideways) it pans, else it
 * scrolls the lanes. Over the ruler, and where all lanes fit so that there is nothing to scroll, it zooms.
 */
export function useWheel(element: RefObject<HTMLElement | null>, targets: WheelTargets): void {
  const latest = useRef(targets);
  latest.current = targets;
  // React attaches wheel listeners as passive; zooming must keep the page still.
  useEffect(() => {
    const surface = element.current;
    if (surface === null) return;
    const onWheel = (event: WheelEvent) => {
      const { viewport, data, width, canScroll, scrollBy } = latest.current;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? MOST_PIXELS : 1;
      const box = surface.getBoundingClientRect();
      const x = event.clientX - box.left;
      const isOnRuler = event.clientY - box.top < AXIS_HEIGHT && x >= GUTTER;
      const window = viewport.latest();
      const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
      if (!event.ctrlKey && (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))) {
        viewport.move(panWindow(window, (sideways * unit * (window.to - window.from)) / width, data));
      } else if (event.ctrlKey || isOnRuler || (!canScroll && x >= GUTTER)) {
        const pixels = Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, event.deltaY * unit));
        const factor = Math.exp(pixels * (event.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM));
        const at = timeOfX({ ...window, width }, Math.max(0, x - GUTTER));
        viewport.move(zoomWindow(window, factor, at, widestWindow(data)));
      } else scrollBy(event.deltaY * unit);
    };
    surface.addEventListener("wheel", onWheel, { passive: false });
    return () => surface.removeEventListener("wheel", onWheel);
  }, [element]);
}
