import { pageColors } from "./page-colors.ts";

/** Colour groups of bars; the number is what `SessionFacts.groups` holds. */
export const BAR_GROUPS = ["console", "remote", "batch", "service", "network", "other"] as const;
export type BarGroup = (typeof BAR_GROUPS)[number];

/** The colours of the page as the canvas needs them, read once per theme. */
export interface Palette {
  readonly bars: readonly string[];
  /** The colours of the bars, and below the one of levels, with gaps: what a dashed line is drawn with. */
  readonly dashedBars: readonly (CanvasPattern | string)[];
  readonly dashedAccent: CanvasPattern | string;
  /** Pixels of `maybe` and then of each of the bars, as image data has them. */
  readonly pixels: Uint32Array;
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

/** What image data holds where a colour was drawn. */
function pixelsOf(colors: readonly string[]): Uint32Array {
  const tile = document.createElement("canvas");
  tile.width = colors.length;
  tile.height = 1;
  const pen = tile.getContext("2d", { willReadFrequently: true });
  if (pen === null) return new Uint32Array(colors.length);
  for (const [x, color] of colors.entries()) {
    pen.fillStyle = color;
    pen.fillRect(x, 0, 1, 1);
  }
  return new Uint32Array(pen.getImageData(0, 0, colors.length, 1).data.buffer);
}

/** Length of a dash and of the gap after it. */
const DASH = 2;

/**
 * A colour with slanted gaps: thin lines in it look dashed, whether they lie or stand. Where the browser cuts them itself,
 * the frames around a dozen uncertain ends take two thirds as long as all bars of the same view. The gaps keep their place
 * on the screen while time moves.
 */
function dashed(context: CanvasRenderingContext2D, color: string, ratio: number): CanvasPattern | string {
  const tile = document.createElement("canvas");
  const dash = Math.max(1, Math.round(DASH * ratio));
  tile.width = 2 * dash;
  tile.height = 2 * dash;
  const pen = tile.getContext("2d");
  if (pen === null) return color;
  pen.fillStyle = color;
  for (let y = 0; y < 2 * dash; y++) for (const turn of [-2 * dash, 0]) pen.fillRect(turn + y, y, dash, 1);
  const pattern = context.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? color;
}

export function readPalette(element: HTMLElement, context: CanvasRenderingContext2D, ratio: number): Palette {
  const style = getComputedStyle(element);
  const token = pageColors(element);
  const bars = BAR_GROUPS.map(token);
  return {
    bars,
    dashedBars: bars.map((color) => dashed(context, color, ratio)),
    dashedAccent: dashed(context, token("accent"), ratio),
    pixels: pixelsOf([token("hole"), ...bars]),
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
