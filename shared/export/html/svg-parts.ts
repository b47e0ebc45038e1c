import { htmlText } from "../html-text.ts";
import type { PictureColor } from "../pictures/picture-types.ts";

/** Width of a picture in its own units; it is scaled to the page. */
export const WIDTH = 960;
/** What a character of the font of a picture takes on average, and its height. */
export const CHAR = 6.4;
/** The same of capitals and digits: what is cut must not reach what stands beside it. */
const WIDE_CHAR = 7.4;
export const FONT = 12;

export const COLORS = [
  "accent",
  "remote",
  "batch",
  "service",
  "network",
  "other",
  "ok",
  "warn",
  "fail",
  "hole",
] as const satisfies readonly PictureColor[];

/** The colours of pictures on paper; `html-style.ts` has those of a dark screen. */
export const LIGHT: Readonly<Record<PictureColor | "ink" | "mute" | "line" | "paper", string>> = {
  accent: "#3f7be4",
  remote: "#dc8430",
  batch: "#8f6ccb",
  service: "#4a998c",
  network: "#8594a8",
  other: "#a5799b",
  ok: "#217346",
  warn: "#b8791a",
  fail: "#c22b2b",
  hole: "#aab3bf",
  ink: "#1c2430",
  mute: "#5b6676",
  line: "#d5dae1",
  paper: "#ffffff",
};

/** Lines over a colour, so that series are told apart without it; the first has none. */
const STROKES: readonly string[] = [
  "",
  "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6",
  "M0 4 H8",
  "M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2",
  "M4 0 V8",
  "M0 4 H8 M4 0 V8",
];

/** A drawing: its elements, and how high it is. */
export interface Drawing {
  readonly body: string;
  readonly height: number;
}

/** The fill of the series at a position, as a pattern; its name is `id`. */
export function seriesPattern(id: string, color: PictureColor, series: number): string {
  const stroke = STROKES[series % STROKES.length]!;
  const lines = stroke === "" ? "" : `<path d="${stroke}" class="hatch"/>`;
  return `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" class="f-${color}"/>${lines}</pattern>`;
}

export function rect(x: number, y: number, width: number, height: number, more: string): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" ${more}/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}" class="rule"/>`;
}

/** A text; `most` cuts it to a width. */
export function words(
  x: number,
  y: number,
  text: string,
  {
    anchor = "start",
    mute = false,
    most = 0,
  }: { anchor?: "start" | "middle" | "end"; mute?: boolean; most?: number } = {},
): string {
  const fits = Math.max(2, Math.floor(most / WIDE_CHAR));
  const shown = most > 0 && text.length > fits ? `${[...text].slice(0, fits - 1).join("")}…` : text;
  const at = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text x="${px(x)}" y="${px(y)}"${at}${mute ? ' class="mute"' : ""}>${htmlText(shown)}</text>`;
}

/** A number of a drawing: two places, so that the same picture is the same text everywhere. */
export function px(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** The colours of series with their names, from left to right; a new line begins where one is full. */
export function legend(
  entries: readonly { readonly name: string; readonly fill: string }[],
  y: number,
): Drawing {
  let x = 0;
  let row = 0;
  let body = "";
  for (const { name, fill } of entries) {
    const width = 22 + name.length * CHAR + 18;
    if (x > 0 && x + width > WIDTH) {
      x = 0;
      row++;
    }
    body += rect(x, y + row * 20 + 2, 14, 14, `rx="2" fill="${fill}"`);
    body += words(x + 20, y + row * 20 + 13, name);
    x += width;
  }
  return { body, height: entries.length === 0 ? 0 : (row + 1) * 20 };
}
