import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { TimeWindow } from "./time-scale.ts";

/** So long after the last movement the window is told to the rest of the page. */
const SETTLE_MS = 160;

export interface Viewport {
  readonly window: TimeWindow;
  /** The newest window, also when it has not been drawn yet: what the next movement starts from. */
  readonly latest: () => TimeWindow;
  readonly move: (window: TimeWindow) => void;
}

/**
 * The window of time on the canvas. Movements are drawn once a frame and shared only when they settle, so that tables
 * and counts beside the canvas do not follow sixty times a second.
 */
export function useViewport(shared: TimeWindow, onSettle: (window: TimeWindow) => void): Viewport {
  const state = useRef({
    local: null as TimeWindow | null,
    next: null as TimeWindow | null,
    frame: 0,
    timer: 0,
    shared,
    onSettle,
    watcher: (): void => undefined,
  });
  state.current.shared = shared;
  state.current.onSettle = onSettle;

  // Not a state of React: what moves is to be drawn in the frame that it moves in, not in the next one.
  const watch = useCallback((watcher: () => void) => {
    state.current.watcher = watcher;
    return () => {
      state.current.watcher = () => undefined;
    };
  }, []);
  const local = useSyncExternalStore(watch, () => state.current.local);
  const setLocal = useCallback((window: TimeWindow | null) => {
    state.current.local = window;
    state.current.watcher();
  }, []);

  const settle = useCallback(() => {
    const now = state.current;
    now.timer = 0;
    if (now.next !== null) now.onSettle(now.next);
  }, []);

  const move = useCallback(
    (window: TimeWindow) => {
      const now = state.current;
      now.next = window;
      if (now.frame === 0) {
        now.frame = requestAnimationFrame(() => {
          now.frame = 0;
          setLocal(now.next);
        });
      }
      clearTimeout(now.timer);
      now.timer = setTimeout(settle, SETTLE_MS) as unknown as number;
    },
    [settle, setLocal],
  );

  // Somebody else moved the shared range, or our own movement has arrived there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of `shared` that counts
  useEffect(() => {
    const now = state.current;
    if (now.timer !== 0) return;
    now.next = null;
    setLocal(null);
  }, [shared]);

  useEffect(
    () => () => {
      const now = state.current;
      cancelAnimationFrame(now.frame);
      if (now.timer === 0) return;
      clearTimeout(now.timer);
      settle();
    },
    [settle],
  );

  const latest = useCallback(() => state.current.next ?? state.current.shared, []);
  return { window: local ?? shared, latest, move };
}
