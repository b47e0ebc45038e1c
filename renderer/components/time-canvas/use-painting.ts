import { type RefObject, useLayoutEffect, useRef } from "react";
import { paintScene } from "./paint.ts";
import { isEmpty, type Overlay, paintOverlay } from "./paint-overlay.ts";
import { type Palette, readPalette } from "./palette.ts";
import type { Scene } from "./stage.ts";
import { type CanvasSize, preparePen, useThemeTurn } from "./use-canvas.ts";

/**
 * Draws the scene and, on a second layer, what follows the pointer: moving the mouse redraws two lines and not the
 * lanes. A scene that is drawn anew takes these lines with it and the second layer goes: while time moves there is one
 * canvas to be drawn and put on the screen in each frame, not two. Colours are read once for each theme.
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
  /** The scene that is drawn, and whether the lines are drawn on it too. */
  const drawn = useRef<{ readonly scene: Scene; readonly size: CanvasSize; readonly theme: number } | null>(
    null,
  );
  const joined = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `paletteFor` hangs on size and theme only
  useLayoutEffect(() => {
    const below = base.current;
    const above = top.current;
    if (below === null || above === null || size.width === 0) return;
    const before = drawn.current;
    const isNew = before?.scene !== scene || before.size !== size || before.theme !== theme;
    if (isNew || joined.current) {
      const began = performance.now();
      const pen = preparePen(below, size, true);
      if (pen === null) return;
      paintScene(pen, scene, paletteFor(below, pen));
      if (isNew) paintOverlay(pen, overlay, paletteFor(below, pen));
      drawn.current = { scene, size, theme };
      joined.current = isNew;
      if (import.meta.env.DEV)
        performance.measure("timeline-paint", { start: began, end: performance.now() });
    }
    const isHidden = isNew || isEmpty(overlay);
    // Saying it again would cost a look at the style of the page in every frame.
    if (above.hidden !== isHidden) above.hidden = isHidden;
    if (isHidden) return;
    const pen = preparePen(above, size);
    if (pen === null) return;
    pen.clearRect(0, 0, overlay.width, overlay.height);
    paintOverlay(pen, overlay, paletteFor(above, pen));
  }, [base, top, size, scene, overlay, theme]);
}
