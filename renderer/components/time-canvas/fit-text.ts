type Pen = CanvasRenderingContext2D;

/** Longer texts cannot be shown anyway; measuring them costs. */
const LONGEST = 200;
/** Texts that are remembered, of each kind. */
const MOST_KEPT = 4000;
const fitted = new Map<string, string>();

/** Cuts a text to so many pixels with an ellipsis; remembers, because labels repeat in every frame. */
export function fitText(pen: Pen, text: string, room: number): string {
  const key = `${Math.round(room)}\u0000${pen.font}\u0000${text}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  if (fitted.size > MOST_KEPT) fitted.clear();
  const cut = cutText(text, room, (part) => pen.measureText(part).width);
  fitted.set(key, cut);
  return cut;
}

const widths = new Map<string, number>();

/** How wide a text is in the font that the pen has; `font` is that one. Remembered, because labels repeat in every frame. */
export function widthOf(pen: Pen, font: string, text: string): number {
  const key = `${font}\u0000${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > MOST_KEPT) widths.clear();
  const { width } = pen.measureText(text);
  widths.set(key, width);
  return width;
}

/** The same with any ruler. Never cuts through a character of two units. */
export function cutText(text: string, room: number, widthOf: (part: string) => number): string {
  if (text.length <= LONGEST && widthOf(text) <= room) return text;
  const units = Array.from(text.slice(0, LONGEST));
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (widthOf(`${units.slice(0, middle).join("")}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return `${units.slice(0, low).join("").trimEnd()}…`;
}
