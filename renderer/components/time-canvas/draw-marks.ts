import type { LaneMark } from "./lane-model.ts";
import type { Palette } from "./palette.ts";
import { type TimeScale, xOfTime } from "./time-scale.ts";

type Pen = CanvasRenderingContext2D;

/** Failed sign-ins: red ticks over the lane. Ticks on one pixel are drawn once. */
export function drawFailures(
  pen: Pen,
  rows: Uint32Array,
  times: Float64Array,
  scale: TimeScale,
  y: number,
  height: number,
  palette: Palette,
): void {
  if (rows.length === 0) return;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[rows[middle]!]! < scale.from) low = middle + 1;
    else high = middle;
  }
  pen.fillStyle = palette.fail;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = low; i < rows.length; i++) {
    const time = times[rows[i]!]!;
    if (time > scale.to) break;
    const x = Math.round(xOfTime(scale, time));
    if (x - last < 2) continue;
    last = x;
    pen.fillRect(x - 0.75, y - 3, 1.6, height + 6);
  }
}

/** Starts, shutdowns and crashes of a computer. */
export function drawMarks(
  pen: Pen,
  marks: readonly LaneMark[],
  scale: TimeScale,
  y: number,
  height: number,
  palette: Palette,
  words: boolean,
): void {
  const labels: [number, string][] = [];
  const middle = y + height / 2;
  for (const mark of marks) {
    const x = Math.round(xOfTime(scale, mark.time));
    if (x < -20 || x > scale.width + 20) continue;
    if (mark.kind === "crash") {
      pen.strokeStyle = palette.fail;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.moveTo(x - 4.5, middle - 4.5);
      pen.lineTo(x + 4.5, middle + 4.5);
      pen.moveTo(x + 4.5, middle - 4.5);
      pen.lineTo(x - 4.5, middle + 4.5);
      pen.stroke();
    } else if (mark.kind === "cleared") {
      pen.fillStyle = palette.fail;
      pen.beginPath();
      pen.moveTo(x, middle - 6);
      pen.lineTo(x + 6, middle);
      pen.lineTo(x, middle + 6);
      pen.lineTo(x - 6, middle);
      pen.fill();
    } else {
      pen.fillStyle = mark.kind === "boot" ? palette.ok : palette.faint;
      pen.fillRect(x - 1, y - 2, 2, height + 4);
    }
    if (words && mark.label !== "") labels.push([x + 9, mark.label]);
  }
  // Labels last, with a seam around them, so that no later mark strikes one through.
  pen.font = `11px ${palette.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.lineJoin = "round";
  let free = Number.NEGATIVE_INFINITY;
  for (const [x, label] of labels) {
    if (x < free) continue;
    pen.strokeStyle = palette.panel;
    pen.lineWidth = 4;
    pen.strokeText(label, x, middle);
    pen.fillStyle = palette.mute;
    pen.fillText(label, x, middle);
    free = x + 8 + pen.measureText(label).width;
  }
}

/** Where evidence is missing the ground is striped, so that an empty stretch never looks like an absent user. */
export function drawHoles(
  pen: Pen,
  holes: readonly { readonly from: number; readonly to: number }[],
  scale: TimeScale,
  y: number,
  height: number,
  palette: Palette,
): void {
  for (const hole of holes) {
    const left = Math.max(0, xOfTime(scale, hole.from));
    const right = Math.min(scale.width, Math.max(left + 2, xOfTime(scale, hole.to)));
    if (right <= 0 || left >= scale.width) continue;
    pen.fillStyle = palette.gap;
    pen.globalAlpha = 0.65;
    pen.fillRect(left, y, right - left, height);
    pen.globalAlpha = 1;
  }
}
