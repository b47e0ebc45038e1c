import type { BarShape } from "./bar-shape.ts";
import type { Palette } from "./palette.ts";

type Pen = CanvasRenderingContext2D;

/** How far an arrow or a torn edge reaches over the end of the bar. */
const ARROW = 8;
const TOOTH = 5;

function bodyPath(pen: Pen, shape: BarShape, y: number, height: number): void {
  const left = shape.x;
  const right = shape.x + shape.width;
  const radius = Math.min(3, shape.width / 2);
  const soft = shape.end === "hard" ? radius : 0;
  pen.beginPath();
  if (shape.end === "hard" && !shape.startTorn) {
    // Most bars: one call, not nine.
    pen.roundRect(left, y, shape.width, height, radius);
    return;
  }
  if (shape.startTorn) {
    pen.moveTo(left + 4, y);
    tornEdge(pen, left, y, height, true);
    pen.lineTo(right - soft, y + height);
  } else {
    pen.moveTo(left + radius, y);
    pen.arcTo(left, y, left, y + radius, radius);
    pen.lineTo(left, y + height - radius);
    pen.arcTo(left, y + height, left + radius, y + height, radius);
    pen.lineTo(right - soft, y + height);
  }
  if (shape.end === "arrow") {
    pen.lineTo(right, y + height);
    pen.lineTo(right + ARROW, y + height / 2);
    pen.lineTo(right, y);
  } else if (shape.end === "torn") {
    pen.lineTo(right, y + height);
    tornEdge(pen, right, y, height, false);
  } else if (soft > 0) {
    pen.arcTo(right, y + height, right, y + height - soft, soft);
    pen.lineTo(right, y + soft);
    pen.arcTo(right, y, right - soft, y, soft);
  } else {
    pen.lineTo(right, y + height);
    pen.lineTo(right, y);
  }
  pen.closePath();
}

/** Teeth like torn paper; downwards on the left side, upwards on the right one. */
function tornEdge(pen: Pen, x: number, y: number, height: number, down: boolean): void {
  const teeth = 3;
  const step = height / teeth;
  for (let i = 0; i < teeth; i++) {
    const a = down ? y + i * step : y + height - i * step;
    const sign = down ? 1 : -1;
    pen.lineTo(x + (down ? 0 : TOOTH), a + (sign * step) / 2);
    pen.lineTo(x + (down ? 4 : 0), a + sign * step);
  }
}

/** The same colour, fully transparent: fading to plain `transparent` would go through grey. */
function withoutAlpha(color: string): string {
  if (/^#[0-9a-f]{6}$/i.test(color)) return `${color}00`;
  return /^rgb\(/.test(color) ? color.replace("rgb(", "rgba(").replace(")", ", 0)") : "transparent";
}

/** One session: solid part, and an end that shows how well it is known. */
export function drawBar(
  pen: Pen,
  shape: BarShape,
  y: number,
  height: number,
  group: number,
  palette: Palette,
): void {
  const color = palette.bars[group]!;
  const dashes = palette.dashedBars[group]!;
  pen.fillStyle = color;
  if (shape.width <= 3 && shape.end === "hard") {
    pen.fillRect(shape.x, y, Math.max(2, shape.width), height);
  } else {
    bodyPath(pen, shape, y, height);
    pen.fill();
  }
  const right = shape.x + shape.width;
  if (shape.end === "fade" && shape.fadeX > right)
    drawFade(pen, right, shape.fadeX, y, height, color, dashes);
  if (shape.leadX < shape.x) drawFade(pen, shape.x, shape.leadX, y, height, color, dashes);
}

/**
 * Time in which the session may or may not have been there: from the bar, where it is full, to the bound, where it has
 * gone. A thin dashed frame keeps it visible where the fade is pale.
 */
function drawFade(
  pen: Pen,
  bar: number,
  bound: number,
  y: number,
  height: number,
  color: string,
  dashes: CanvasPattern | string,
): void {
  const fade = pen.createLinearGradient(bar, 0, bound, 0);
  fade.addColorStop(0, color);
  fade.addColorStop(1, withoutAlpha(color));
  pen.globalAlpha = 0.75;
  pen.fillStyle = fade;
  const left = Math.min(bar, bound);
  const width = Math.abs(bound - bar);
  pen.fillRect(left, y, width, height);
  pen.globalAlpha = 0.5;
  pen.fillStyle = dashes;
  pen.fillRect(left, y, width, 1);
  pen.fillRect(left, y + height - 1, width, 1);
  pen.fillRect(bound > bar ? bound - 1 : bound, y, 1, height);
  pen.globalAlpha = 1;
}

/** Locked: slanted stripes over the bar. */
export function drawHatch(
  pen: Pen,
  x: number,
  width: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  pen.fillStyle = palette.hatch;
  pen.globalAlpha = 0.72;
  pen.fillRect(x, y, width, height);
  pen.globalAlpha = 1;
}

/** Asleep: lying stripes over the bar. */
export function drawSleep(
  pen: Pen,
  x: number,
  width: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  pen.fillStyle = palette.sleep;
  pen.globalAlpha = 0.8;
  pen.fillRect(x, y, width, height);
  pen.globalAlpha = 1;
}

/** Disconnected: only the outline of the bar is left. */
export function drawHollow(
  pen: Pen,
  x: number,
  width: number,
  y: number,
  height: number,
  color: string,
  palette: Palette,
): void {
  pen.fillStyle = palette.panel;
  pen.fillRect(x, y + 1.5, width, height - 3);
  if (width < 4) return;
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
}

function frame(pen: Pen, shape: BarShape, y: number, height: number): void {
  pen.beginPath();
  pen.roundRect(shape.x - 2.5, y - 2.5, Math.max(2, shape.width) + 5, height + 5, 5);
  pen.stroke();
}

/** The frame around the chosen session. */
export function drawChosen(pen: Pen, shape: BarShape, y: number, height: number, palette: Palette): void {
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 1.6;
  frame(pen, shape, y, height);
}

/** The frame around the session on which the keyboard stands. */
export function drawFocused(pen: Pen, shape: BarShape, y: number, height: number, palette: Palette): void {
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 1.6;
  pen.setLineDash([3, 2]);
  frame(pen, shape, y, height);
  pen.setLineDash([]);
}
