import { type RefObject, useLayoutEffect, useRef } from "react";
import { paintScene } from "./paint.ts";
import { type Overlay, paintOverlay } from "./paint-overlay.ts";
import { type Palette, readPalette } from "./palette.ts";
import type { Scene } from "./stage.ts";
import { type CanvasSize, preparePen, useThemeTurn } from "./use-canvas.ts";

/**
 * Draws the scene and, on a second layer, what follows the pointer: moving the mouse redraws two lines and not the
 * lanes. Colours are read once for each theme.
 */
export function usePainting(
  base: RefObject<HTMLCanvasElement | null>,
  top: RefObject<HTMLCanvasElement | null>,
  size: CanvasSize,
  scene: Scene,
  overlay: Overlay,
): void {
  const theme = useThemeTurn();
  const known = useRef<{ readonly theme: number; readonly ratio: number; readonly palette: Palette } | null>(
    null,
  );
  const paletteFor = (canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D): Palette => {
    if (known.current?.theme !== theme || known.current.ratio !== size.ratio)
      known.current = { theme, ratio: size.ratio, palette: readPalette(canvas, pen, size.ratio) };
    return known.current.palette;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `paletteFor` hangs on size and theme only
  useLayoutEffect(() => {
    const canvas = base.current;
    if (canvas === null || size.width === 0) return;
    const began = performance.now();
    const pen = preparePen(canvas, size);
    if (pen === null) return;
    paintScene(pen, scene, paletteFor(canvas, pen));
    if (import.meta.env.DEV) performance.measure("timeline-paint", { start: began, end: performance.now() });
  }, [base, size, scene, theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useLayoutEffect(() => {
    const canvas = top.current;
    if (canvas === null || size.width === 0) return;
    const pen = preparePen(canvas, size);
    if (pen !== null) paintOverlay(pen, overlay, paletteFor(canvas, pen));
  }, [top, size, overlay, theme]);
}
