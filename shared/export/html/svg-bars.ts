import type { BarsPicture, PairsPicture, RangesPicture } from "../pictures/picture-types.ts";
import { CHAR, type Drawing, legend, line, rect, seriesPattern, WIDTH, words } from "./svg-parts.ts";

/** Lines of a picture; the table below it has all of them. */
const MOST_LINES = 30;
const LINE = 22;
const BAR = 12;
const LABEL = 260;
const GAP = 12;

/** How much of what: a bar and its number for each. */
export function drawBars(
  { headers, bars }: BarsPicture,
  count: (value: number) => string,
  more: (count: number) => string,
): Drawing {
  const shown = bars.slice(0, MOST_LINES);
  const largest = Math.max(1, ...shown.map(({ value }) => value));
  const rows = shown.map(({ label, value, text, cells = [], color = "accent" }) => ({
    label,
    cells: [text ?? count(value), ...cells],
    bar: (x: number, y: number, width: number) =>
      rect(x, y, Math.max(1.5, (width * value) / largest), BAR, `rx="2" class="f-${color}"`),
  }));
  return lines(headers.slice(0, 1), headers.slice(1), rows, bars.length - shown.length, more);
}

/** Two bars a line, told apart by pattern as well as by colour, with what they are below. */
export function drawPairs(
  { headers, series, pairs }: PairsPicture,
  id: string,
  more: (count: number) => string,
): Drawing {
  const shown = pairs.slice(0, MOST_LINES);
  const largest = Math.max(1e-9, ...shown.flatMap(({ before, after }) => [before, after]));
  const fills = series.map((_, at) => `url(#${id}pair${at})`);
  const rows = shown.map(({ label, before, after, cells }) => ({
    label,
    cells,
    bar: (x: number, y: number, width: number) =>
      [before, after]
        .map((value, at) =>
          value === 0
            ? ""
            : rect(
                x,
                y - 2 + at * 8,
                Math.max(1.5, (width * value) / largest),
                7,
                `rx="1" fill="${fills[at]}"`,
              ),
        )
        .join(""),
  }));
  const drawing = lines(headers.slice(0, 1), headers.slice(1), rows, pairs.length - shown.length, more);
  const names = legend(
    series.map(({ name }, at) => ({ name, fill: fills[at]! })),
    drawing.height + 6,
  );
  const patterns = series.map(({ color }, at) => seriesPattern(`${id}pair${at}`, color, at)).join("");
  return {
    body: `<defs>${patterns}</defs>${drawing.body}${names.body}`,
    height: drawing.height + 6 + names.height,
  };
}

/** From where to where: hatched where it may be, solid where it surely is. */
export function drawRanges(
  { headers, ranges, domain, ticks }: RangesPicture,
  id: string,
  more: (count: number) => string,
): Drawing {
  const shown = ranges.slice(0, MOST_LINES);
  const [from, to] = domain ?? spanOf(shown);
  const part = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const colors = [...new Set(shown.map(({ color = "accent" }) => color))];
  const defs = `<defs>${colors.map((color) => seriesPattern(`${id}${color}`, color, 1)).join("")}</defs>`;
  const rows = shown.map(({ label, cells, color = "accent", ...range }) => {
    const { sureFrom = range.from, sureTo = range.to } = range;
    return {
      label,
      cells,
      bar: (x: number, y: number, width: number) => {
        const left = x + part(range.from) * width;
        const maybe = rect(
          left,
          y,
          Math.max(2, x + part(range.to) * width - left),
          BAR,
          `rx="2" fill="url(#${id}${color})"`,
        );
        const begin = x + part(sureFrom) * width;
        const sure = x + part(sureTo) * width - begin;
        return maybe + (sure > 0 ? rect(begin, y, Math.max(2, sure), BAR, `rx="2" class="f-${color}"`) : "");
      },
    };
  });
  const drawing = lines(headers.slice(0, 1), headers.slice(2), rows, ranges.length - shown.length, more, {
    ticks: ticks.map(({ at, text }) => ({ part: part(at), text })),
  });
  return { ...drawing, body: defs + drawing.body };
}

interface LineOfBars {
  readonly label: string;
  readonly cells: readonly string[];
  readonly bar: (x: number, y: number, width: number) => string;
}

function lines(
  [name = ""]: readonly string[],
  columns: readonly string[],
  rows: readonly LineOfBars[],
  left: number,
  more: (count: number) => string,
  { ticks = [] }: { readonly ticks?: readonly { readonly part: number; readonly text: string }[] } = {},
): Drawing {
  // A column of numbers is as wide as the widest of them.
  const widths = columns.map(
    (header, at) => 14 + CHAR * Math.max(header.length, ...rows.map(({ cells }) => (cells[at] ?? "").length)),
  );
  const numbers = Math.min(
    WIDTH / 2,
    widths.reduce((sum, width) => sum + width, 0),
  );
  const plot = WIDTH - LABEL - numbers - GAP;
  const top = ticks.length === 0 ? LINE : LINE + 16;
  const bottom = top + rows.length * LINE;
  let body = words(0, 14, name, { mute: true, most: LABEL - GAP });
  let x = WIDTH;
  for (let at = columns.length - 1; at >= 0; at--) {
    body += words(x, 14, columns[at]!, { anchor: "end", mute: true });
    x -= widths[at]!;
  }
  for (const { part, text } of ticks) {
    const anchor = part < 0.04 ? "start" : part > 0.96 ? "end" : "middle";
    body += line(LABEL + part * plot, top - 2, LABEL + part * plot, bottom);
    body += words(LABEL + part * plot, top - 8, text, { anchor, mute: true });
  }
  for (const [row, { label, cells, bar }] of rows.entries()) {
    const y = top + row * LINE;
    body += words(0, y + 15, label, { most: LABEL - GAP });
    body += bar(LABEL, y + (LINE - BAR) / 2, plot);
    let right = WIDTH;
    for (let at = columns.length - 1; at >= 0; at--) {
      body += words(right, y + 15, cells[at] ?? "", { anchor: "end" });
      right -= widths[at]!;
    }
  }
  if (left > 0) body += words(0, bottom + 16, more(left), { mute: true });
  return { body, height: bottom + (left > 0 ? 24 : 4) };
}

function spanOf(ranges: RangesPicture["ranges"]): readonly [number, number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const range of ranges) {
    from = Math.min(from, range.from);
    to = Math.max(to, range.to);
  }
  return to > from ? [from, to] : [from, from + 1];
}
