import { MAX_CELL_CHARS } from "./limits.ts";

/** Most texts: nothing in them means anything to XML or to a spreadsheet. */
const PLAIN = /^[^\s&<>"_\p{Cc}\p{Cs}\ufffe\uffff]+(?: [^\s&<>"_\p{Cc}\p{Cs}\ufffe\uffff]+)*$/u;
/** What XML 1.0 forbids, and a carriage return, which reading turns into a line feed. */
const FORBIDDEN = /[^\t\n\x20-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
/** What a spreadsheet would take for an escaped character. */
const LOOKS_ESCAPED = /_(?=x[0-9a-f]{4}_)/giu;

/** Whether white space in it would be lost or changed without being asked to stay. */
const SPACE_MATTERS = /^\s|\s$|[\t\n\r]|\s{2}/u;

/** A text beginning with one of these is a formula to whoever edits its cell or saves it as CSV. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text as XML: content, or a value in double quotes. Characters that XML forbids come as Excel writes them, `_x0000_`. */
export function xmlText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(LOOKS_ESCAPED, "_x005F_")
    .replace(FORBIDDEN, escaped)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** `<t>` with a text. */
export function textElement(text: string): string {
  return SPACE_MATTERS.test(text)
    ? `<t xml:space="preserve">${xmlText(text)}</t>`
    : `<t>${xmlText(text)}</t>`;
}

export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}

/** The longest beginning of a text that a cell can hold; no pair of surrogates is cut in two. */
export function fittingText(text: string): string {
  if (text.length <= MAX_CELL_CHARS) return text;
  const last = text.charCodeAt(MAX_CELL_CHARS - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? MAX_CELL_CHARS - 1 : MAX_CELL_CHARS);
}

function escaped(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}
