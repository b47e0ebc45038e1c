import type { TextHead } from "./text-layout.ts";

/**
 * What exports of one form have in common: the header and the shape of the dates, with every digit a 9. Nothing that a
 * log tells is in it, so it can be kept.
 */
export function signatureOf(head: TextHead | null, ascii: string): string {
  if (head === null) return "";
  const { header, delimiter, layout } = head;
  const lines = ascii.split(/\r\n|\r|\n/, 3);
  const row = (header === "" ? lines[0] : lines.slice(1).find((line) => line.trim() !== "")) ?? "";
  const cells = row.split(delimiter, 3);
  const date = layout === "viewer" ? (cells[1] ?? "") : `${cells[0]} ${cells[1]}`;
  return formSignature(`${layout}|${delimiter}|${header.slice(0, 400)}`, date);
}

/** The signature of a form by what tells it from others, and by one of its dates. */
export function formSignature(form: string, date: string): string {
  const shape = date
    .replace(/\d/g, "9")
    .replace(/9+/g, "9")
    .replace(/\b(am|pm)\b/gi, "AM");
  return hash(`${form}|${shape.slice(0, 40)}`);
}

/** FNV-1a in two lanes, as 16 hex digits: enough to tell forms of exports apart. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + 31), 0x01000193);
  }
  const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, "0");
  return hex(high) + hex(low);
}
