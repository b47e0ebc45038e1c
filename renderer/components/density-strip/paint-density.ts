import type { Stretch } from "./brush.ts";

/** What the strip is drawn from: counts by bin and pieces of the coverage band, in time order. */
export interface StripPicture {
  /** The time that the width stands for. */
  readonly all: Stretch;
  readonly binFrom: number;
  readonly binStep: number;
  readonly counts: Uint32Array;
  readonly failures: Uint32Array;
  readonly most: number;
  readonly band: readonly { readonly from: number; readonly to: number; readonly kind: StripKind }[];
}

export type StripKind = "full" | "doubt" | "part" | "untold" | "hole" | "none";

export interface StripColors {
  readonly bar: string;
  readonly fail: string;
  readonly ok: string;
  readonly none: string;
  readonly stripe: string;
  readonly panel: string;
}

export const BAND_HEIGHT = 6;
const BAND_GAP = 4;
/** Room above the highest bar, where the sign of a failure stands. */
const HEAD = 9;

/** Draws bars and band; the brush is a layer of its own above. */
export function paintDensity(
  pen: CanvasRenderingContext2D,
  picture: StripPicture,
  colors: StripColors,
  width: number,
  height: number,
): void {
  pen.clearRect(0, 0, width, height);
  const span = picture.all.to - picture.all.from;
  const xOf = (time: number) => ((time - picture.all.from) / span) * width;
  paintBars(pen, picture, colors, xOf, width, height - BAND_HEIGHT - BAND_GAP);
  paintBand(pen, picture, colors, xOf, width, height - BAND_HEIGHT - 1);
}

function paintBars(
  pen: CanvasRenderingContext2D,
  picture: StripPicture,
  colors: StripColors,
  xOf: (time: number) => number,
  width: number,
  ground: number,
): void {
  if (picture.most === 0) return;
  // A square root keeps single logons in sight beside a storm of them.
  const scale = (ground - HEAD) / Math.sqrt(picture.most);
  const high = (count: number) => (count === 0 ? 0 : Math.max(1.5, Math.sqrt(count) * scale));
  for (let bin = 0; bin < picture.counts.length; bin++) {
    const logons = picture.counts[bin]!;
    const failed = picture.failures[bin]!;
    if (logons + failed === 0) continue;
    const left = xOf(picture.binFrom + bin * picture.binStep);
    const right = xOf(picture.binFrom + (bin + 1) * picture.binStep);
    if (right < 0 || left > width) continue;
    const gap = right - left > 3 ? 1 : 0;
    const wide = Math.max(1, right - left - gap);
    const top = ground - high(logons + failed);
    const middle = failed === 0 ? top : Math.max(top + Math.min(3, ground - top), ground - high(logons));
    pen.fillStyle = colors.bar;
    if (logons > 0) pen.fillRect(left, middle, wide, ground - middle);
    if (failed === 0) continue;
    pen.fillStyle = colors.fail;
    pen.fillRect(left, top, wide, (logons > 0 ? middle : ground) - top);
    // A seam, where both are there: in high contrast they have one colour.
    if (logons > 0 && ground - middle > 3) {
      pen.fillStyle = colors.panel;
      pen.fillRect(left, middle, wide, 1);
      pen.fillStyle = colors.fail;
    }
    paintSign(pen, left + wide / 2, top - 2);
  }
}

/** A small triangle over bars with failures: red alone would not be seen by everybody. */
function paintSign(pen: CanvasRenderingContext2D, x: number, y: number): void {
  pen.beginPath();
  pen.moveTo(x - 3, y - 5);
  pen.lineTo(x + 3, y - 5);
  pen.lineTo(x, y);
  pen.closePath();
  pen.fill();
}

function paintBand(
  pen: CanvasRenderingContext2D,
  picture: StripPicture,
  colors: StripColors,
  xOf: (time: number) => number,
  width: number,
  top: number,
): void {
  pen.fillStyle = colors.none;
  pen.fillRect(0, top + 1.5, width, BAND_HEIGHT - 3);
  for (const piece of picture.band) {
    if (piece.kind === "none") continue;
    const left = Math.max(0, xOf(piece.from));
    const right = Math.min(width, xOf(piece.to));
    // A hole of a minute in a year must be seen; a covered minute need not.
    const wide = Math.max(piece.kind === "full" ? 0.5 : 3, right - left);
    if (piece.kind === "hole") {
      pen.fillStyle = colors.panel;
      pen.fillRect(left, top, wide, BAND_HEIGHT);
      paintStripes(pen, left, top, wide, colors.stripe);
    } else if (piece.kind === "untold") {
      pen.fillStyle = colors.panel;
      pen.fillRect(left, top, wide, BAND_HEIGHT);
      paintDots(pen, left, top, wide, colors.stripe);
    } else {
      pen.fillStyle = colors.ok;
      pen.fillRect(left, top, wide, BAND_HEIGHT);
      if (piece.kind !== "full") paintStripes(pen, left, top, wide, colors.panel);
    }
  }
}

function paintStripes(
  pen: CanvasRenderingContext2D,
  left: number,
  top: number,
  wide: number,
  color: string,
): void {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, wide, BAND_HEIGHT);
  pen.clip();
  pen.strokeStyle = color;
  pen.lineWidth = 1.5;
  pen.beginPath();
  for (let x = left - BAND_HEIGHT; x < left + wide; x += 5) {
    pen.moveTo(x, top + BAND_HEIGHT);
    pen.lineTo(x + BAND_HEIGHT, top);
  }
  pen.stroke();
  pen.restore();
}

/** Dots, as answers that cannot be told have on the coverage view. */
function paintDots(
  pen: CanvasRenderingContext2D,
  left: number,
  top: number,
  wide: number,
  color: string,
): void {
  pen.fillStyle = color;
  for (let x = left; x < left + wide; x += 5)
    pen.fillRect(x, top + 2, Math.min(2, left + wide - x), BAND_HEIGHT - 4);
}
