import type { Palette } from "./palette.ts";
import { AXIS_HEIGHT, GUTTER } from "./stage.ts";
import { type TimeScale, type TimeWindow, xOfTime } from "./time-scale.ts";

type Pen = CanvasRenderingContext2D;

/** What follows the pointer: mostly drawn on a layer of its own, so that the lanes need not be drawn again. */
export interface Overlay {
  readonly scale: TimeScale;
  readonly width: number;
  readonly height: number;
  /** Moment under the pointer, null none. */
  readonly pointer: number | null;
  /** The moment of "who was on", null when none is asked. */
  readonly cursor: number | null;
  /** Stretch that is being drawn up to zoom into. */
  readonly range: TimeWindow | null;
  clockText(time: number): string;
}

/** Whether there is nothing to draw. */
export function isEmpty({ pointer, cursor, range }: Overlay): boolean {
  return pointer === null && cursor === null && range === null;
}

export function paintOverlay(pen: Pen, overlay: Overlay, palette: Palette): void {
  if (overlay.range !== null) paintRange(pen, overlay, overlay.range, palette);
  else if (overlay.pointer !== null) paintLine(pen, overlay, overlay.pointer, false, palette);
  if (overlay.cursor !== null) paintLine(pen, overlay, overlay.cursor, true, palette);
}

function paintLine(pen: Pen, overlay: Overlay, time: number, strong: boolean, palette: Palette): void {
  const x = GUTTER + xOfTime(overlay.scale, time);
  if (x < GUTTER || x > overlay.width) return;
  pen.strokeStyle = strong ? palette.ink : palette.faint;
  pen.setLineDash(strong ? [3, 3] : []);
  pen.globalAlpha = strong ? 1 : 0.5;
  pen.lineWidth = strong ? 1.4 : 1;
  pen.beginPath();
  pen.moveTo(Math.round(x) + 0.5, strong ? 16 : AXIS_HEIGHT);
  pen.lineTo(Math.round(x) + 0.5, overlay.height);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  paintFlag(pen, overlay, x, overlay.clockText(time), strong ? palette.ink : palette.mute, palette);
}

function paintFlag(
  pen: Pen,
  overlay: Overlay,
  x: number,
  text: string,
  color: string,
  palette: Palette,
): void {
  pen.font = `600 11px ${palette.font}`;
  const width = pen.measureText(text).width + 12;
  const left = Math.min(overlay.width - width - 2, Math.max(GUTTER, x - width / 2));
  pen.fillStyle = color;
  pen.beginPath();
  pen.roundRect(left, 3, width, 19, 5);
  pen.fill();
  pen.fillStyle = palette.panel;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.fillText(text, left + 6, 13);
}

function paintRange(pen: Pen, overlay: Overlay, range: TimeWindow, palette: Palette): void {
  const left = Math.max(GUTTER, GUTTER + xOfTime(overlay.scale, range.from));
  const right = Math.min(overlay.width, GUTTER + xOfTime(overlay.scale, range.to));
  pen.fillStyle = palette.accent;
  pen.globalAlpha = 0.14;
  pen.fillRect(left, 0, right - left, overlay.height);
  pen.globalAlpha = 1;
  pen.fillRect(left, 0, 1, overlay.height);
  pen.fillRect(right - 1, 0, 1, overlay.height);
  const text = `${overlay.clockText(range.from)} – ${overlay.clockText(range.to)}`;
  paintFlag(pen, overlay, (left + right) / 2, text, palette.accent, palette);
}
