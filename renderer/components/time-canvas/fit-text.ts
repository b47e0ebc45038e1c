type Pen = CanvasRenderingContext2D;

/** Longer texts cannot be shown anyway; measuring them costs. */
const LONGEST = 200;
const fitted = new Map<string, string>();

/** Cuts a text to so many pixels with an ellipsis; remembers, because labels repeat in every frame. */
export function fitText(pen: Pen, text: string, room: number): string {
  const key = `${Math.round(room)}\u0000${pen.font}\u0000${text}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  if (fitted.size > 4000) fitted.clear();
  const cut = cutText(text, room, (part) => pen.measureText(part).width);
  fitted.set(key, cut);
  return cut;
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
