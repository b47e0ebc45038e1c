/*
 * Where a plot stands inside its picture. The size of axes is fixed, not measured, so that what is under a point is
 * known without asking the drawing.
 */
/** Room for `1,000,000`. */
export const AXIS_LEFT = 62;
export const AXIS_BOTTOM = 22;
export const TOP = 8;
export const RIGHT = 10;

export const MARGIN = { top: TOP, right: RIGHT, bottom: 0, left: 0 };

/** Height of a line of bars; the style sheet says the same. */
export const LINE = 27;
/** Thickness of a bar. */
export const BAR = 13;
