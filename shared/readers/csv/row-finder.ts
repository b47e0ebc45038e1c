import type { TextDelimiter } from "../../types/text-import.ts";

/** Code units of a text, wide or narrow. Quotes, delimiters and line ends are ASCII in every encoding read here. */
export type Units = Uint8Array | Uint16Array;

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** A row ends before `end`, the next begins at `next`. */
export interface RowEnd {
  readonly end: number;
  readonly next: number;
}

/**
 * Where the row that begins at `from` ends. `open`: the units end before the row does. `broken`: something other than
 * a delimiter or line end follows a closing quote, so that a quote before it was not closed or not doubled.
 */
export function rowEnd(units: Units, from: number, delimiter: TextDelimiter): RowEnd | "open" | "broken" {
  const separator = delimiter.charCodeAt(0);
  let fresh = true;
  for (let at = from; at < units.length; at++) {
    const unit = units[at]!;
    if (unit === LF) return { end: at, next: at + 1 };
    if (unit === CR) {
      if (at + 1 === units.length) return "open";
      return { end: at, next: units[at + 1] === LF ? at + 2 : at + 1 };
    }
    if (unit === QUOTE && fresh) {
      const close = closingQuote(units, at + 1);
      if (close < 0 || close + 1 === units.length) return "open";
      const after = units[close + 1]!;
      if (after !== separator && after !== LF && after !== CR) return "broken";
      at = close;
    }
    fresh = unit === separator;
  }
  return "open";
}

function closingQuote(units: Units, from: number): number {
  for (let at = from; ; at += 2) {
    at = units.indexOf(QUOTE, at);
    if (at < 0 || units[at + 1] !== QUOTE) return at;
  }
}

/** Whether the units end in such a way that the row at `from` is whole although no line end follows it. */
export function endsWhole(units: Units, from: number, delimiter: TextDelimiter): boolean {
  const padded =
    units instanceof Uint8Array
      ? new Uint8Array(units.length - from + 1)
      : new Uint16Array(units.length - from + 1);
  padded.set(units.subarray(from));
  padded[padded.length - 1] = LF;
  const found = rowEnd(padded, 0, delimiter);
  return typeof found === "object" && found.next === padded.length;
}

/** The first row start after `from` that `isRow` takes for one; -1 when there is none. */
export function nextRowStart(units: Units, from: number, isRow: (at: number) => boolean): number {
  for (let at = from; ; ) {
    const end = units.indexOf(LF, at);
    if (end < 0) return -1;
    at = end + 1;
    if (at < units.length && isRow(at)) return at;
  }
}

/** Start of a row as text in which everything beyond ASCII is one `?`. */
export function headText(units: Units, from: number, most: number, end = units.length): string {
  const codes: number[] = [];
  for (let at = from; at < end && codes.length < most; at++) {
    const unit = units[at]!;
    if (unit !== 0) codes.push(unit < 0x80 ? unit : 63);
  }
  return String.fromCharCode(...codes);
}
