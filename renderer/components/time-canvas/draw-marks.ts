import { fitText } from "./fit-text.ts";
import { firstFrom, type LaneMark, type MarkKind, type Stretch } from "./lane-model.ts";
import { type PlacedMark, placeLabels } from "./mark-labels.ts";
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
  const ticks: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = firstFrom(rows, times, 0, rows.length, scale.from); i < rows.length; i++) {
    const time = times[rows[i]!]!;
    if (time > scale.to) break;
    const x = Math.round(xOfTime(scale, time));
    if (x - last < 2) continue;
    last = x;
    ticks.push(x);
  }
  // A seam first: on a bar of nearly the same brightness red alone would not be seen by everybody.
  pen.fillStyle = palette.panel;
  for (const x of ticks) pen.fillRect(x - 2, y, 4.1, height);
  pen.fillStyle = palette.fail;
  for (const x of ticks) pen.fillRect(x - 0.75, y - 3, 1.6, height + 6);
}

/** Starts, shutdowns and crashes of a computer, changes of its clock, clearings of its log. Times ascend. */
export function drawMarks(
  pen: Pen,
  marks: readonly LaneMark[],
  scale: TimeScale,
  y: number,
  height: number,
  palette: Palette,
  words: boolean,
): void {
  const middle = y + height / 2;
  const shown: PlacedMark[] = [];
  const last = new Map<MarkKind, number>();
  for (let i = firstMark(marks, scale.from); i < marks.length; i++) {
    const mark = marks[i]!;
    const x = Math.round(xOfTime(scale, mark.time));
    if (x > scale.width + 8) break;
    if (x - (last.get(mark.kind) ?? Number.NEGATIVE_INFINITY) < 2) continue;
    last.set(mark.kind, x);
    drawMark(pen, mark.kind, x, y, middle, height, palette);
    shown.push({ x, mark });
  }
  // Many a day and all alike: their words are in the tip, not on the canvas.
  if (words) {
    const told = shown.map((each) =>
      each.mark.kind === "seen" || each.mark.kind === "turnedAway"
        ? { ...each, mark: { ...each.mark, label: "" } }
        : each,
    );
    drawLabels(pen, told, scale.width, middle, palette);
  }
}

/** Position of the first mark that is not long before a moment. */
function firstMark(marks: readonly LaneMark[], from: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (marks[middle]!.time < from) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Each kind has a shape of its own, so that colour is not needed to tell them apart. */
function drawMark(
  pen: Pen,
  kind: MarkKind,
  x: number,
  y: number,
  middle: number,
  height: number,
  palette: Palette,
): void {
  const outline = (points: readonly (readonly [number, number])[]) => {
    pen.beginPath();
    for (const [px, py] of points) pen.lineTo(px, py);
    pen.closePath();
  };
  // What may lie in the middle of a bar gets a seam, or it drowns in the colour of the bar.
  const seamed = (...points: readonly (readonly [number, number])[]) => {
    outline(points);
    pen.strokeStyle = palette.panel;
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.stroke();
    pen.fill();
  };
  switch (kind) {
    case "crash":
      pen.strokeStyle = palette.fail;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.moveTo(x - 4.5, middle - 4.5);
      pen.lineTo(x + 4.5, middle + 4.5);
      pen.moveTo(x + 4.5, middle - 4.5);
      pen.lineTo(x - 4.5, middle + 4.5);
      pen.stroke();
      return;
    case "cleared":
      pen.fillStyle = palette.fail;
      seamed([x, middle - 6], [x + 6, middle], [x, middle + 6], [x - 6, middle]);
      return;
    case "clock":
      pen.fillStyle = palette.warn;
      seamed([x - 2, middle - 5], [x - 8, middle], [x - 2, middle + 5]);
      seamed([x + 2, middle - 5], [x + 8, middle], [x + 2, middle + 5]);
      return;
    case "boot":
      pen.fillStyle = palette.ok;
      pen.fillRect(x - 1, y - 2, 2, height + 4);
      outline([
        [x, y - 2],
        [x + 5, y + 2],
        [x, y + 6],
      ]);
      pen.fill();
      return;
    case "seen":
      pen.beginPath();
      pen.arc(x, middle, 3.5, 0, 2 * Math.PI);
      pen.strokeStyle = palette.accent;
      pen.lineWidth = 1.75;
      pen.stroke();
      return;
    case "turnedAway":
      pen.fillStyle = palette.fail;
      pen.fillRect(x - 0.75, y - 3, 1.6, height + 6);
      return;
    case "lockedOut":
      pen.fillStyle = palette.fail;
      seamed(
        [x - 4.5, middle - 4.5],
        [x + 4.5, middle - 4.5],
        [x + 4.5, middle + 4.5],
        [x - 4.5, middle + 4.5],
      );
      return;
    case "stop":
      pen.fillStyle = palette.faint;
      pen.fillRect(x - 1, y - 2, 2, height + 4);
      pen.fillRect(x - 6, y - 2, 5, 5);
  }
}

/** With a seam around them, so that stripes under them do not strike them through. */
function drawLabels(
  pen: Pen,
  shown: readonly PlacedMark[],
  width: number,
  middle: number,
  palette: Palette,
): void {
  pen.font = `11px ${palette.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.lineJoin = "round";
  const ruler = {
    widthOf: (text: string) => pen.measureText(text).width,
    cut: (text: string, room: number) => fitText(pen, text, room),
  };
  for (const { left, text } of placeLabels(shown, width, ruler)) {
    pen.strokeStyle = palette.panel;
    pen.lineWidth = 4;
    pen.strokeText(text, left, middle);
    pen.fillStyle = palette.mute;
    pen.fillText(text, left, middle);
  }
}

/** Where evidence is missing the ground is striped, so that an empty stretch never looks like an absent user. */
export function drawHoles(
  pen: Pen,
  holes: readonly Stretch[],
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
