/**
 * Browsers cap the height of an element (Chromium near 33 million pixels), so a table of a million rows and more has
 * a spacer that is shorter than its content:
 *
 *   content  0 ................................ total        what the rows would need
 *   spacer   0 ................ height                        what the scroll bar sees
 *
 * Positions are kept in content pixels. The scroll bar is mapped over the whole content, the wheel and the keyboard
 * move by real pixels.
 */
export const MAX_SPACER = 16_000_000;

export interface ScrollScale {
  /** Pixels the content would need. */
  readonly total: number;
  /** Height of the spacer. */
  readonly height: number;
  readonly viewport: number;
}

export function scrollScale(rows: number, rowHeight: number, viewport: number): ScrollScale {
  const total = rows * rowHeight;
  return { total, height: Math.min(total, MAX_SPACER), viewport };
}

/** Content pixels above the view for a position of the scroll bar. */
export function contentOffset(scale: ScrollScale, scrollTop: number): number {
  const travel = scale.height - scale.viewport;
  if (travel <= 0 || scale.total === scale.height) return Math.max(0, scrollTop);
  return Math.min(1, Math.max(0, scrollTop / travel)) * (scale.total - scale.viewport);
}

/** Position of the scroll bar for content pixels above the view; the inverse of `contentOffset`. */
export function barOffset(scale: ScrollScale, offset: number): number {
  const travel = scale.height - scale.viewport;
  if (travel <= 0 || scale.total === scale.height) return Math.max(0, offset);
  return (offset / (scale.total - scale.viewport)) * travel;
}

export function clampOffset(scale: ScrollScale, offset: number): number {
  return Math.min(Math.max(0, scale.total - scale.viewport), Math.max(0, offset));
}

/** Rows to draw `[first, last)` with some more on both sides. */
export function rowsInView(
  scale: ScrollScale,
  offset: number,
  rowHeight: number,
  rows: number,
  overscan: number,
): readonly [number, number] {
  const first = Math.max(0, Math.floor(offset / rowHeight) - overscan);
  const last = Math.min(rows, Math.ceil((offset + scale.viewport) / rowHeight) + overscan);
  return [Math.min(first, rows), Math.max(first, last)];
}
