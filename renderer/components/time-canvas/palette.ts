import { pageColors } from "./page-colors.ts";

/** Colour groups of bars; the number is what `SessionFacts.groups` holds. */
export const BAR_GROUPS = ["console", "remote", "batch", "service", "network", "other"] as const;
export type BarGroup = (typeof BAR_GROUPS)[number];

/** The colours of the page as the canvas needs them, read once per theme. */
export interface Palette {
  readonly bars: readonly string[];
  readonly panel: string;
  readonly ink: string;
  readonly mute: string;
  readonly faint: string;
  readonly line: string;
  readonly lineSoft: string;
  readonly night: string;
  readonly weekend: string;
  readonly hole: string;
  readonly hover: string;
  readonly select: string;
  readonly accent: string;
  readonly fail: string;
  readonly ok: string;
  readonly warn: string;
  readonly font: string;
  /** White stripes over a bar: the screen was locked. */
  readonly hatch: CanvasPattern | string;
  /** Lying stripes over a bar: the computer was asleep. */
  readonly sleep: CanvasPattern | string;
  /** Where crowded sessions may or may not have been. */
  readonly maybe: string;
  /** Grey stripes on the ground: no evidence. */
  readonly gap: CanvasPattern | string;
}

/** Diagonal or lying stripes as a repeating tile, sharp on any screen. */
function stripes(
  context: CanvasRenderingContext2D,
  color: string,
  size: number,
  thick: number,
  ratio: number,
  lying = false,
) {
  const tile = document.createElement("canvas");
  const edge = Math.round(size * ratio);
  tile.width = edge;
  tile.height = edge;
  const pen = tile.getContext("2d");
  if (pen === null) return color;
  pen.strokeStyle = color;
  pen.lineWidth = thick * ratio;
  for (const shift of [-edge, 0, edge]) {
    pen.beginPath();
    pen.moveTo(lying ? 0 : shift - edge * 0.25, lying ? edge / 2 : edge * 1.25);
    pen.lineTo(lying ? edge : shift + edge * 1.25, lying ? edge / 2 : -edge * 0.25);
    pen.stroke();
  }
  const pattern = context.createPattern(tile, "repeat");
  // The tile was drawn in device pixels; the context is scaled to CSS pixels.
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? color;
}

export function readPalette(element: HTMLElement, context: CanvasRenderingContext2D, ratio: number): Palette {
  const style = getComputedStyle(element);
  const token = pageColors(element);
  return {
    bars: BAR_GROUPS.map(token),
    panel: token("panel"),
    ink: token("ink"),
    mute: token("mute"),
    faint: token("faint"),
    line: token("line"),
    lineSoft: token("line-soft"),
    night: token("night"),
    weekend: token("weekend"),
    hole: token("hole"),
    hover: token("hover"),
    select: token("select"),
    accent: token("accent"),
    fail: token("fail"),
    ok: token("ok"),
    warn: token("warn"),
    font: style.fontFamily,
    hatch: stripes(context, token("panel"), 6, 1.9, ratio),
    sleep: stripes(context, token("panel"), 4, 1.4, ratio, true),
    maybe: token("hole"),
    gap: stripes(context, token("hole"), 8, 2.2, ratio),
  };
}
