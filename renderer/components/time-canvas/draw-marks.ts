import { firstFrom, type LaneMark, type MarkKind, type Stretch } from "./lane-model.ts";
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
  pen.fillStyle = palette.fail;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = firstFrom(rows, times, 0, rows.length, scale.from); i < rows.length; i++) {
    const time = times[rows[i]!]!;
    if (time > scale.to) break;
    const x = Math.round(xOfTime(scale, time));
    if (x - last < 2) continue;
    last = x;
    pen.fillRect(x - 0.75, y - 3, 1.6, height + 6);
  }
}

/** Labels of what matters most find their room first. */
const WEIGHT: Readonly<Record<MarkKind, number>> = { crash: 0, cleared: 1, clock: 2, stop: 3, boot: 4 };
/** Marks on one pixel are drawn once; so many may be looked at in a frame. */
const LABELS = 60;

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
  const shown: { readonly x: number; readonly mark: LaneMark }[] = [];
  const last = new Map<MarkKind, number>();
  for (let i = firstMark(marks, scale.from); i < marks.length; i++) {
    const mark = marks[i]!;
    const x = Math.round(xOfTime(scale, mark.time));
    if (x > scale.width + 8) break;
    if (x - (last.get(mark.kind) ?? Number.NEGATIVE_INFINITY) < 2) continue;
    last.set(mark.kind, x);
    drawMark(pen, mark.kind, x, y, middle, height, palette);
    if (mark.label !== "" && shown.length < LABELS) shown.push({ x, mark });
  }
  if (words) drawLabels(pen, shown, middle, palette);
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
    case "stop":
      pen.fillStyle = palette.faint;
      pen.fillRect(x - 1, y - 2, 2, height + 4);
      pen.fillRect(x - 6, y - 2, 5, 5);
  }
}

/** With a seam around them, so that no mark strikes one through; a label that has no room is left out. */
function drawLabels(
  pen: Pen,
  shown: readonly { readonly x: number; readonly mark: LaneMark }[],
  middle: number,
  palette: Palette,
): void {
  pen.font = `11px ${palette.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.lineJoin = "round";
  const crossed = (left: number, right: number, own: number) =>
    shown.some(({ x }) => x !== own && right > x - 7 && left < x + 7);
  const taken: (readonly [from: number, to: number])[] = [];
  for (const { x, mark } of shown.toSorted((a, b) => WEIGHT[a.mark.kind] - WEIGHT[b.mark.kind])) {
    const width = pen.measureText(mark.label).width;
    const away = mark.kind === "clock" ? 12 : 9;
    const sides = [x + away, x - away - width].filter(
      (left) => left >= 0 && taken.every(([from, to]) => left + width < from || left > to),
    );
    // What matters most may cross another mark, the rest may not.
    const left =
      sides.find((side) => !crossed(side, side + width, x)) ??
      (WEIGHT[mark.kind] <= 1 ? sides[0] : undefined);
    if (left === undefined) continue;
    taken.push([left - 4, left + width + 4]);
    pen.strokeStyle = palette.panel;
    pen.lineWidth = 4;
    pen.strokeText(mark.label, left, middle);
    pen.fillStyle = palette.mute;
    pen.fillText(mark.label, left, middle);
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
