import { barShape } from "./bar-shape.ts";
import { drawBar, drawChosen, drawFocused, drawHatch, drawHollow, drawSleep } from "./draw-bar.ts";
import { drawKind } from "./draw-kind.ts";
import { trackInWindow } from "./lane-model.ts";
import type { Palette } from "./palette.ts";
import type { Scene } from "./stage.ts";
import { type Strip, type Strips, WIDE } from "./strips.ts";
import { xOfTime } from "./time-scale.ts";

type Pen = CanvasRenderingContext2D;

/** Narrower bars have no room for what happened inside. */
const ROOM_INSIDE = 6;
/** Bars of one track in view, one by one, or by pixel where there are too many to tell apart. */
export function paintTrack(
  pen: Pen,
  scene: Scene,
  track: number,
  y: number,
  height: number,
  palette: Palette,
  strips: Strips,
): void {
  const { lanes, bars, scale } = scene;
  const strip = strips.of(track);
  if (strip !== undefined) {
    strips.draw(pen, strip, y, height);
    paintOver(pen, scene, strip, y, height, palette);
    return;
  }
  const [first, last] = trackInWindow(lanes, bars, track, scale.from, scale.to);
  for (let i = first; i < last; i++) paintSession(pen, scene, lanes.rows[i]!, y, height, palette);
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
  drawBar(pen, shape, y, height, group, palette);
  if (shape.width > ROOM_INSIDE) {
    for (const interval of facts.intervalsOf(row)) {
      const a = Math.max(shape.x, xOfTime(scale, interval.from));
      const b = Math.min(shape.x + shape.width, xOfTime(scale, interval.to));
      if (b - a < 1) continue;
      if (interval.kind === "locked") drawHatch(pen, a, b - a, y, height, palette);
      else if (interval.kind === "asleep") drawSleep(pen, a, b - a, y, height, palette);
      else drawHollow(pen, a, b - a, y, height, palette.bars[group]!, palette);
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

/** Over a strip: the signs of its colour groups, and what is drawn whole. */
function paintOver(pen: Pen, scene: Scene, strip: Strip, y: number, height: number, palette: Palette): void {
  const { from, to } = scene.bars;
  const { scale } = scene;
  for (const run of strip.kinds) drawKind(pen, run.group, run.from, run.to - run.from, y, height, palette);
  const wide = (WIDE * (scale.to - scale.from)) / scale.width;
  for (const row of strip.whole) {
    if (to[row]! - from[row]! >= wide) paintSession(pen, scene, row, y, height, palette);
    else paintFrames(pen, scene, row, y, height, palette);
  }
}
