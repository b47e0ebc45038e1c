import { htmlText } from "../html-text.ts";
import type { AnyPicture, PictureUnit } from "../pictures/picture-types.ts";
import type { PictureWords } from "../pictures/picture-words.ts";
import { drawBars, drawPairs, drawRanges } from "./svg-bars.ts";
import { COLORS, type Drawing, FONT, LIGHT, WIDTH, words } from "./svg-parts.ts";
import { drawColumns, drawCurve, drawWeek } from "./svg-plots.ts";

/** What drawings say themselves. */
export interface SvgWords extends Pick<PictureWords, "count" | "weekdays"> {
  /** "12 more stand in the table." */
  readonly more: (count: number) => string;
}

/** A picture as an SVG element for a page that has `PICTURE_STYLE`; `id` keeps its parts from those of others. */
export function svgPicture(picture: AnyPicture, id: string, w: SvgWords): string {
  const { body, height } = draw(picture, id, w);
  return `<svg viewBox="0 0 ${WIDTH} ${Math.ceil(height)}" role="img" aria-label="${htmlText(picture.title)}">${body}</svg>`;
}

/** Around a picture that stands alone. */
const EDGE = 24;

/** A picture as a file of its own: white, with its title, and lines below that say what it is of. */
export function svgFile(
  picture: AnyPicture,
  w: SvgWords,
  below: readonly string[],
): { readonly svg: string; readonly width: number; readonly height: number } {
  const { body, height } = draw(picture, "p", w);
  const notes = [...(picture.note ? [picture.note] : []), ...below];
  const top = EDGE + 30;
  const foot = top + height + 22;
  const whole = Math.ceil(foot + notes.length * 17 + EDGE - 10);
  const width = WIDTH + 2 * EDGE;
  const lines = notes
    .map((note, at) => words(0, foot - top + at * 17, note, { mute: true, most: WIDTH }))
    .join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}"><style>${PICTURE_STYLE}svg{${PICTURE_COLORS}}</style><rect width="100%" height="100%" fill="${LIGHT.paper}"/><text x="${EDGE}" y="${EDGE + 12}" class="name">${htmlText(picture.title)}</text><g transform="translate(${EDGE} ${top})">${body}${lines}</g></svg>`;
  return { svg, width, height: whole };
}

/** The colours as properties. */
export const PICTURE_COLORS = Object.entries(LIGHT)
  .map(([name, color]) => `--${name}:${color};`)
  .join("");

/** How the parts of a picture look. */
export const PICTURE_STYLE = `svg text{font:${FONT}px system-ui,"Segoe UI","Noto Sans","Liberation Sans",sans-serif;fill:var(--ink);white-space:pre}
svg text.mute{fill:var(--mute)}svg text.over{fill:#fff}svg text.name{font-size:17px;font-weight:600}
svg .rule{stroke:var(--line);fill:none}svg .hatch{stroke:var(--paper);stroke-width:1.6;fill:none}svg .none{fill:var(--line);fill-opacity:.35}
svg .curve{fill:none;stroke-width:1.5}svg .area{fill-opacity:.25}
${COLORS.map((name) => `svg .f-${name}{fill:var(--${name})}svg .s-${name}{stroke:var(--${name})}`).join("")}
`;

function draw(picture: AnyPicture, id: string, w: SvgWords): Drawing {
  switch (picture.kind) {
    case "bars":
      return drawBars(picture, w.count, w.more);
    case "ranges":
      return drawRanges(picture, id, w.more);
    case "pairs":
      return drawPairs(picture, id, w.more);
    case "columns":
      return drawColumns(picture, id, formatOf(picture.unit, w));
    case "curve":
      return drawCurve(picture, id, w.count);
    case "week":
      return drawWeek(picture, w.weekdays, w.count);
  }
}

function formatOf(unit: PictureUnit, { count }: SvgWords): (value: number) => string {
  return unit === "hours" ? (value) => `${count(Math.round(value * 10) / 10)} h` : count;
}
