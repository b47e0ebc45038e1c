/** A stretch of time laid over a stretch of pixels. Times are ticks; `from < to` always. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  /** Pixels of the stretch; x = 0 is `from`. */
  readonly width: number;
}

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const SECOND = 10_000_000;
const DAY = 86_400 * SECOND;
/** Nothing in a log is finer than this on screen: the whole width shows no less than a second. */
export const SHORTEST_WINDOW = SECOND;
/** And no more than sixty years, so that a clock in 1601 cannot flatten everything else. */
export const LONGEST_WINDOW = 60 * 365.25 * DAY;

export function xOfTime(scale: TimeScale, time: number): number {
  return ((time - scale.from) / (scale.to - scale.from)) * scale.width;
}

export function timeOfX(scale: TimeScale, x: number): number {
  return scale.from + (x / scale.width) * (scale.to - scale.from);
}

/** Makes any pair of times a window that can be drawn: ordered, finite, neither too short nor too long. */
export function properWindow(from: number, to: number): TimeWindow {
  const a = Number.isFinite(from) ? from : 0;
  const b = Number.isFinite(to) ? to : a + DAY;
  const middle = (a + b) / 2;
  const span = Math.min(LONGEST_WINDOW, Math.max(SHORTEST_WINDOW, Math.abs(b - a)));
  return { from: middle - span / 2, to: middle + span / 2 };
}

/**
 * Zooms by a factor (below 1 comes nearer) and keeps the moment `at` under the same pixel. A window that is wider than
 * `widest` already does not grow, but does not jump either.
 */
export function zoomWindow(
  window: TimeWindow,
  factor: number,
  at: number,
  widest = LONGEST_WINDOW,
): TimeWindow {
  const span = window.to - window.from;
  const next = Math.min(Math.max(span, widest), LONGEST_WINDOW, Math.max(SHORTEST_WINDOW, span * factor));
  const part = Math.min(1, Math.max(0, (at - window.from) / span));
  const from = at - part * next;
  return { from, to: from + next };
}

/** Moves a window, but never so far that none of the data is left in it. */
export function panWindow(window: TimeWindow, by: number, data: TimeWindow): TimeWindow {
  const span = window.to - window.from;
  const keep = span * 0.1;
  // A window that stands farther out already (a session from a wrong clock) may stay where it is.
  const least = Math.min(window.from, data.from - span + keep);
  const most = Math.max(window.from, data.to - keep);
  const from = Math.min(most, Math.max(least, window.from + by));
  return { from, to: from + span };
}

/** How much of the longest window is left for data when there is air on both sides. */
const LONGEST_DATA = LONGEST_WINDOW / 1.04;

/** The window that shows all of the data with a little air on both sides; of too long a time, the end. */
export function fitWindow(data: TimeWindow): TimeWindow {
  const span = Math.min(LONGEST_DATA, Math.max(SHORTEST_WINDOW, data.to - data.from));
  return properWindow(Math.max(data.from, data.to - span) - span * 0.012, data.to + span * 0.025);
}

/** How far zooming out goes: to somewhat more than the whole case. */
export function widestWindow(data: TimeWindow): number {
  const fit = fitWindow(data);
  return Math.min(LONGEST_WINDOW, (fit.to - fit.from) * 1.25);
}

/** The window that shows one stretch of time with its surroundings. */
export function windowAround(from: number, to: number): TimeWindow {
  const span = Math.max(to - from, 600 * SECOND);
  return properWindow(from - span * 0.15, Math.max(to, from) + span * 0.15);
}

/** The whole minute nearest to a moment, or the whole second where a pixel of `scale` is shorter than a minute. */
export function roundedTime(scale: TimeScale, time: number): number {
  const unit = (scale.to - scale.from) / scale.width >= 60 * SECOND ? 60 * SECOND : SECOND;
  return Math.round(time / unit) * unit;
}
