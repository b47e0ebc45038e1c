import { barShape } from "./bar-shape.ts";
import { Bins, isCrowded } from "./bins.ts";
import { drawBar, drawChosen, drawFocused, drawHatch, drawHollow, drawSleep } from "./draw-bar.ts";
import { drawKind } from "./draw-kind.ts";
import { trackInWindow } from "./lane-model.ts";
import { BAR_GROUPS, type Palette } from "./palette.ts";
import type { Scene } from "./stage.ts";
import { xOfTime } from "./time-scale.ts";

type Pen = CanvasRenderingContext2D;

/** Where sessions may have been, and above it one layer for each colour group. */
const bins = new Bins(1 + BAR_GROUPS.length);
/** Narrower bars have no room for what happened inside. */
const ROOM_INSIDE = 6;
/** Among bars that are counted by pixel, those wide enough for their ends to be seen are drawn whole, so many at most. */
const WIDE = 12;
const MOST_WIDE = 300;

/** Bars of one track in view, one by one, or by pixel where there are too many to tell apart. */
export function paintTrack(
  pen: Pen,
  scene: Scene,
  track: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  const { lanes, bars, scale } = scene;
  const [first, last] = trackInWindow(lanes, bars, track, scale.from, scale.to);
  if (isCrowded(last - first, scale.width)) paintBinned(pen, scene, first, last, y, height, palette);
  else for (let i = first; i < last; i++) paintSession(pen, scene, lanes.rows[i]!, y, height, palette);
}

function paintSession(
  pen: Pen,
  scene: Scene,
  row: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  const { facts, scale } = scene;
  const shape = barShape(facts.timesOf(row), scale);
  if (shape === null) return;
  const group = facts.groups[row]!;
  const color = palette.bars[group]!;
  drawBar(pen, shape, y, height, color);
  if (shape.width > ROOM_INSIDE) {
    for (const interval of facts.intervalsOf(row)) {
      const a = Math.max(shape.x, xOfTime(scale, interval.from));
      const b = Math.min(shape.x + shape.width, xOfTime(scale, interval.to));
      if (b - a < 1) continue;
      if (interval.kind === "locked") drawHatch(pen, a, b - a, y, height, palette);
      else if (interval.kind === "asleep") drawSleep(pen, a, b - a, y, height, palette);
      else drawHollow(pen, a, b - a, y, height, color, palette);
    }
  }
  drawKind(pen, group, shape.x, shape.width, y, height, palette);
  paintFrames(pen, scene, row, y, height, palette);
}

function paintFrames(pen: Pen, scene: Scene, row: number, y: number, height: number, palette: Palette): void {
  if (row !== scene.chosen && row !== scene.place?.row) return;
  const shape = barShape(scene.facts.timesOf(row), scene.scale);
  if (shape === null) return;
  if (row === scene.chosen) drawChosen(pen, shape, y, height, palette);
  else drawFocused(pen, shape, y, height, palette);
}

function paintBinned(
  pen: Pen,
  scene: Scene,
  first: number,
  last: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  const { rows } = scene.lanes;
  const { groups } = scene.facts;
  const { from, to, solidFrom, solidTo } = scene.bars;
  const { scale, chosen } = scene;
  const begin = scale.from;
  const perTick = scale.width / (scale.to - begin);
  const wide = WIDE / perTick;
  const stand = scene.place?.row ?? -1;
  const whole: number[] = [];
  bins.reset(scale.width);
  for (let i = first; i < last; i++) {
    const row = rows[i]!;
    const a = from[row]!;
    const b = to[row]!;
    const isWide = b - a >= wide && whole.length < MOST_WIDE;
    if (isWide || row === chosen || row === stand) whole.push(row);
    if (isWide) continue;
    const solidA = solidFrom[row]!;
    const solidB = solidTo[row]!;
    bins.add((solidA - begin) * perTick, (solidB - begin) * perTick, 1 + groups[row]!);
    if (b > solidB || a < solidA) bins.add((a - begin) * perTick, (b - begin) * perTick);
  }
  bins.runs((a, b, layer) => {
    pen.fillStyle = layer === 0 ? palette.maybe : palette.bars[layer - 1]!;
    pen.fillRect(a, y, b - a, height);
    if (layer > 0) drawKind(pen, layer - 1, a, b - a, y, height, palette);
  });
  for (const row of whole) {
    if (to[row]! - from[row]! >= wide) paintSession(pen, scene, row, y, height, palette);
    else paintFrames(pen, scene, row, y, height, palette);
  }
}
