import { type RefObject, useEffect, useState } from "react";

export interface CanvasSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Size of an element in CSS pixels, followed as it changes, with the pixel ratio of the screen. */
export function useSize(ref: RefObject<HTMLElement | null>): CanvasSize {
  const [size, setSize] = useState<CanvasSize>({ width: 0, height: 0, ratio: 1 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const read = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = window.devicePixelRatio || 1;
      setSize((old) =>
        old.width === width && old.height === height && old.ratio === ratio ? old : { width, height, ratio },
      );
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/**
 * Gives a canvas its pixels and a pen scaled to CSS pixels; null where there is no 2D context. One that is `opaque`
 * covers what lies below it, which then need not be mixed with it in every frame.
 */
export function preparePen(
  canvas: HTMLCanvasElement,
  size: CanvasSize,
  opaque = false,
): CanvasRenderingContext2D | null {
  const width = Math.max(1, Math.round(size.width * size.ratio));
  const height = Math.max(1, Math.round(size.height * size.ratio));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const pen = canvas.getContext("2d", { alpha: !opaque });
  pen?.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  return pen;
}

/** Counts up whenever the theme changes, so that canvases read their colours again. */
export function useThemeTurn(): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const next = () => setTurn((old) => old + 1);
    const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) =>
      window.matchMedia(query),
    );
    for (const query of queries) query.addEventListener("change", next);
    const observer = new MutationObserver(next);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      for (const query of queries) query.removeEventListener("change", next);
      observer.disconnect();
    };
  }, []);
  return turn;
}
