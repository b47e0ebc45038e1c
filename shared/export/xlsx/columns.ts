/** What a cell is to a spreadsheet: texts, numbers, yes and no, and numbers shown as times, lengths of time, days, shares. */
export type CellKind = "text" | "number" | "flag" | "moment" | "span" | "day" | "share";

/** A column of a sheet. What is not known gives null, or `NaN`: an empty cell. */
export type SheetColumn<Item> = {
  /** Its heading. */
  readonly name: string;
  /** In characters. */
  readonly width: number;
} & (
  | { readonly kind: "text"; readonly value: (item: Item) => string | null }
  | { readonly kind: "flag"; readonly value: (item: Item) => boolean | null }
  /** A moment or a length of time in ticks, days since 2024-01-01, a share of 1, or just a number. */
  | {
      readonly kind: "number" | "moment" | "span" | "day" | "share";
      readonly value: (item: Item) => number | null;
    }
);

/** Widths that hold what the kinds of cells show. */
const WIDTHS: Readonly<Record<CellKind, number>> = {
  text: 22,
  number: 11,
  flag: 9,
  moment: 20,
  span: 13,
  day: 12,
  share: 9,
};

/** The width for a kind of cells below a heading, with room for the button of the filter. */
export function widthFor(kind: CellKind, name: string, least = WIDTHS[kind]): number {
  return Math.min(60, Math.max(least, name.length + 3));
}

/** `A`, `Z`, `AA`: the name of a column counted from 0. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
