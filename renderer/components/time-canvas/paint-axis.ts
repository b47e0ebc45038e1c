import { type AxisTick, axisContext } from "./axis.ts";
import { fitText, widthOf } from "./fit-text.ts";
import type { Palette } from "./palette.ts";
import { AXIS_HEIGHT, GUTTER, type Scene } from "./stage.ts";

type Pen = CanvasRenderingContext2D;

/** The ruler on top: days, months or years in ink, what lies between them in grey where there is room. */
export function paintAxis(pen: Pen, scene: Scene, ticks: readonly AxisTick[], palette: Palette): void {
  const { width } = scene;
  const middle = AXIS_HEIGHT / 2;
  pen.fillStyle = palette.panel;
  pen.fillRect(0, 0, width, AXIS_HEIGHT);
  pen.fillStyle = palette.line;
  pen.fillRect(0, AXIS_HEIGHT - 1, width, 1);
  pen.fillRect(GUTTER, AXIS_HEIGHT, 1, scene.height);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.font = `500 11.5px ${palette.font}`;
  pen.fillStyle = palette.mute;
  pen.fillText(fitText(pen, axisContext(scene.scale, scene.clock, scene.names), GUTTER - 24), 14, middle);
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER, 0, width - GUTTER, AXIS_HEIGHT);
  pen.clip();
  const taken = paintMajors(pen, ticks, middle, width, palette);
  paintMinors(pen, ticks, middle, width, taken, palette);
  pen.restore();
}

type Taken = [from: number, to: number][];

/** Labels that the border would cut are left out, here and below; the ticks stay. */
function paintMajors(
  pen: Pen,
  ticks: readonly AxisTick[],
  middle: number,
  width: number,
  palette: Palette,
): Taken {
  const taken: Taken = [];
  let free = Number.NEGATIVE_INFINITY;
  const font = `11.5px ${palette.font}`;
  pen.font = font;
  for (const tick of ticks) {
    if (!tick.major) continue;
    const x = GUTTER + Math.round(tick.x);
    pen.fillStyle = palette.line;
    pen.fillRect(x, 4, 1, AXIS_HEIGHT - 4);
    const end = x + 6 + widthOf(pen, font, tick.label);
    if (x < free || x + 6 < GUTTER || end > width) continue;
    pen.fillStyle = palette.ink;
    pen.fillText(tick.label, x + 6, middle);
    free = end + 6;
    taken.push([x, free]);
  }
  return taken;
}

function paintMinors(
  pen: Pen,
  ticks: readonly AxisTick[],
  middle: number,
  width: number,
  taken: Taken,
  palette: Palette,
): void {
  const font = `10.5px ${palette.font}`;
  pen.font = font;
  pen.textAlign = "center";
  pen.fillStyle = palette.faint;
  let free = GUTTER;
  for (const tick of ticks) {
    if (tick.major) continue;
    const x = GUTTER + tick.x;
    const half = widthOf(pen, font, tick.label) / 2 + 4;
    if (x - half < free || x + half > width || taken.some(([from, to]) => x + half > from && x - half < to))
      continue;
    free = x + half;
    pen.fillText(tick.label, x, middle);
  }
}
