import { barShape } from "./bar-shape.ts";
import { Bins, isCrowded } from "./bins.ts";
import { drawBar, drawChosen, drawFocused, drawHatch, drawHollow, drawSleep } from "./draw-bar.ts";
import { trackInWindow } from "./lane-model.ts";
import { BAR_GROUPS, type Palette } from "./palette.ts";
import type { Scene } from "./stage.ts";
import { xOfTime } from "./time-scale.ts";

type Pen = CanvasRenderingContext2D;

const groupBins = BAR_GROUPS.map(() => new Bins());
const maybeBins = new Bins();
const used = new Uint8Array(BAR_GROUPS.length);
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
  const color = palette.bars[facts.groupOf(row)]!;
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
  const { lanes, facts, scale, bars } = scene;
  const { from, to, solidFrom, solidTo } = bars;
  const perTick = scale.width / (scale.to - scale.from);
  const xOf = (time: number) => (time - scale.from) * perTick;
  used.fill(0);
  maybeBins.reset(scale.width);
  const whole: number[] = [];
  for (let i = first; i < last; i++) {
    const row = lanes.rows[i]!;
    const group = facts.groupOf(row);
    const bins = groupBins[group]!;
    if (used[group] === 0) {
      used[group] = 1;
      bins.reset(scale.width);
    }
    const isWide = (to[row]! - from[row]!) * perTick >= WIDE && whole.length < MOST_WIDE;
    if (isWide || row === scene.chosen || row === scene.place?.row) whole.push(row);
    if (isWide) continue;
    bins.add(xOf(solidFrom[row]!), xOf(solidTo[row]!));
    if (to[row]! > solidTo[row]! || from[row]! < solidFrom[row]!)
      maybeBins.add(xOf(from[row]!), xOf(to[row]!));
  }
  pen.fillStyle = palette.maybe;
  maybeBins.runs((a, b) => pen.fillRect(a, y, b - a, height));
  for (let group = 0; group < groupBins.length; group++) {
    if (used[group] === 0) continue;
    pen.fillStyle = palette.bars[group]!;
    groupBins[group]!.runs((a, b) => pen.fillRect(a, y, b - a, height));
  }
  for (const row of whole) {
    if ((to[row]! - from[row]!) * perTick >= WIDE) paintSession(pen, scene, row, y, height, palette);
    else paintFrames(pen, scene, row, y, height, palette);
  }
}
