import { axisTicks } from "./axis.ts";
import { GROUP_HEIGHT, itemsBetween, stickyHeading } from "./lane-layout.ts";
import { tracksOf } from "./lane-model.ts";
import { paintAxis } from "./paint-axis.ts";
import { paintGroup, paintLane } from "./paint-lane.ts";
import { paintLevels } from "./paint-levels.ts";
import type { Palette } from "./palette.ts";
import { shades } from "./shades.ts";
import { AXIS_HEIGHT, GUTTER, LEVELS_HEIGHT, levelsTop, type Scene } from "./stage.ts";
import { Strips } from "./strips.ts";
import { xOfTime } from "./time-scale.ts";

type Pen = CanvasRenderingContext2D;

const strips = new Strips();

/** Draws the whole timeline. Only lanes and bars in view are touched. */
export function paintScene(pen: Pen, scene: Scene, palette: Palette): void {
  const { width, height, scale } = scene;
  pen.fillStyle = palette.panel;
  pen.fillRect(0, 0, width, height);
  const ticks = axisTicks(scale, scene.clock, scene.names);
  clip(pen, GUTTER, AXIS_HEIGHT, width - GUTTER, height);
  pen.translate(GUTTER, 0);
  for (const shade of shades(scale, scene.clock)) {
    pen.fillStyle = shade.kind === "night" ? palette.night : palette.weekend;
    pen.fillRect(shade.from, AXIS_HEIGHT, shade.to - shade.from, height);
  }
  paintBeyond(pen, scene, palette);
  pen.fillStyle = palette.line;
  for (const tick of ticks) if (tick.major) pen.fillRect(Math.round(tick.x), AXIS_HEIGHT, 1, height);
  pen.restore();
  paintItems(pen, scene, palette);
  paintLevels(pen, scene, palette);
  paintAxis(pen, scene, ticks, palette);
}

function clip(pen: Pen, x: number, y: number, width: number, height: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
}

/** Before the first and after the last record there is no evidence either. */
function paintBeyond(pen: Pen, scene: Scene, palette: Palette): void {
  const { scale, height } = scene;
  const left = xOfTime(scale, scene.caseFrom);
  const right = xOfTime(scale, scene.caseTo);
  const bottom = Math.min(height, levelsTop(scene) + LEVELS_HEIGHT) - AXIS_HEIGHT;
  pen.globalAlpha = 0.35;
  pen.fillStyle = palette.gap;
  if (left > 0) pen.fillRect(0, AXIS_HEIGHT, Math.min(left, scale.width), bottom);
  if (right < scale.width) pen.fillRect(Math.max(0, right), AXIS_HEIGHT, scale.width, bottom);
  pen.globalAlpha = 1;
}

function paintItems(pen: Pen, scene: Scene, palette: Palette): void {
  const { layout, lanes, scroll, room, width } = scene;
  clip(pen, 0, AXIS_HEIGHT, width, room);
  const sticky = stickyHeading(layout, scroll);
  const [first, last] = itemsBetween(layout, scroll, scroll + room);
  const heading = (item: number, top: number, stuck: boolean) =>
    paintGroup(pen, scene, lanes.groups[layout.group[item]!]!, top, GROUP_HEIGHT, stuck, palette);
  const lanesInView = Array.from(layout.lane.subarray(first, last)).filter((lane) => lane >= 0);
  strips.prepare(
    pen,
    scene,
    lanesInView.flatMap((lane) => tracksOf(lanes, lane)),
    palette,
  );
  for (let item = first; item < last; item++) {
    const top = AXIS_HEIGHT + layout.tops[item]! - scroll;
    const lane = layout.lane[item]!;
    if (lane >= 0)
      paintLane(pen, scene, lane, top, layout.tops[item + 1]! - layout.tops[item]!, palette, strips);
    else if (item !== sticky?.item) heading(item, top, false);
  }
  if (sticky !== null) {
    const own = layout.tops[sticky.item]! - scroll;
    heading(sticky.item, AXIS_HEIGHT + (own < 0 ? sticky.top : own), own < 0);
  }
  pen.restore();
}
