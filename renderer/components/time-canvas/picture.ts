import { paintScene } from "./paint.ts";
import { readPalette } from "./palette.ts";
import { LEVELS_HEIGHT, levelsTop, type Scene } from "./stage.ts";
import { preparePen } from "./use-canvas.ts";

/** The timeline as it stands, drawn anew with so many pixels for one of the screen; null where nothing can be drawn. */
export type PaintTimeline = (ratio: number) => HTMLCanvasElement | null;

/** Draws a scene on a canvas of its own, in the colours that `element` has. */
export function paintPicture(
  element: HTMLElement | null,
  scene: Scene,
  ratio: number,
): HTMLCanvasElement | null {
  if (element === null || scene.width === 0) return null;
  const canvas = document.createElement("canvas");
  // Below few lanes there is only empty ground.
  const height = Math.min(scene.height, levelsTop(scene) + LEVELS_HEIGHT + 8);
  const pen = preparePen(canvas, { width: scene.width, height, ratio });
  if (pen === null) return null;
  // Nobody points at anything in a picture.
  paintScene(pen, { ...scene, chosen: -1, place: null }, readPalette(element, pen, ratio));
  return canvas;
}
