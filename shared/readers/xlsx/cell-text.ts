import { MAX_CELL_CHARS } from "./limits.ts";

const ESCAPED = /_x([0-9a-f]{4})_/giu;

/** Text of a cell as people wrote it: what XML cannot hold stands there as `_x000D_`. */
export function cellText(text: string): string {
  const cut = text.length > MAX_CELL_CHARS ? text.slice(0, MAX_CELL_CHARS) : text;
  if (!cut.includes("_x")) return cut;
  return cut
    .replaceAll(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .toWellFormed();
}
