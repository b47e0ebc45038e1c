import { cellText } from "./cell-text.ts";
import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS } from "./limits.ts";
import { serialToIso } from "./serial-date.ts";
import type { PartHandler } from "./xml-part.ts";

export interface SheetContext {
  readonly texts: readonly string[];
  /** For each format of cells whether it shows dates. */
  readonly dates: readonly boolean[];
  readonly is1904: boolean;
}

/** A row with its number as the sheet shows it. */
export type OnRow = (row: number, cells: readonly string[]) => void;

/**
 * `xl/worksheets/sheetN.xml`: its rows as texts, one after another; nothing of a row is kept. Dates come as
 * `serialToIso` writes them. Of a formula its stored value counts: nothing is ever evaluated.
 */
export class SheetPart implements PartHandler {
  readonly #context: SheetContext;
  readonly #onRow: OnRow;
  /** Cells whose value comes of a formula. */
  formulas = 0;
  /** Cells that name a shared text that is not there, or hold no value of their type. */
  badCells = 0;
  /** Rows and cells beyond the limits. */
  lost = 0;
  rows = 0;
  /** The end of the data was reached. */
  isWhole = false;
  #row = 0;
  #cells: string[] = [];
  #column = 0;
  #type = "";
  #isDate = false;
  #value = "";
  #taking = false;
  #spoken = 0;
  #hasFormula = false;

  constructor(context: SheetContext, onRow: OnRow) {
    this.#context = context;
    this.#onRow = onRow;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case "row": {
        const named = Number(attributes.r);
        // Rows only ever go down a sheet; a number that does not is left to counting.
        this.#row = Number.isSafeInteger(named) && named > this.#row ? named : this.#row + 1;
        this.#cells = [];
        this.#column = 0;
        return;
      }
      case "c": {
        this.#column = columnOf(attributes.r) ?? this.#column + 1;
        this.#type = attributes.t ?? "n";
        this.#isDate = this.#context.dates[Number(attributes.s ?? 0)] ?? false;
        this.#value = "";
        this.#hasFormula = false;
        return;
      }
      case "f":
        this.#hasFormula = true;
        return;
      case "rPh":
        this.#spoken++;
        return;
      case "v":
        this.#taking = this.#type !== "inlineStr";
        return;
      case "t":
        this.#taking = this.#type === "inlineStr" && this.#spoken === 0;
    }
  }

  text(text: string): void {
    if (this.#taking) this.#value += text;
  }

  close(name: string): void {
    switch (name) {
      case "v":
      case "t":
        this.#taking = false;
        return;
      case "rPh":
        this.#spoken--;
        return;
      case "c":
        this.#endCell();
        return;
      case "row":
        this.#endRow();
        return;
      case "sheetData":
        this.isWhole = true;
    }
  }

  #endCell(): void {
    if (this.#hasFormula) this.formulas++;
    if (this.#column < 1 || this.#column > MAX_SHEET_COLUMNS) {
      this.lost++;
      return;
    }
    const text = this.#valueText();
    if (text === "") return;
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells[this.#column - 1] = text;
  }

  #valueText(): string {
    const value = this.#value;
    switch (this.#type) {
      case "s": {
        const text = value === "" ? "" : this.#context.texts[Number(value)];
        if (text === undefined) this.badCells++;
        return text ?? "";
      }
      case "b":
        return value === "" ? "" : value === "1" ? "TRUE" : "FALSE";
      case "e":
        // #N/A and the like: a formula that came to nothing.
        return "";
      case "n": {
        if (!this.#isDate || value.trim() === "") return value.trim();
        const serial = Number(value);
        if (Number.isNaN(serial)) this.badCells++;
        return serialToIso(serial, this.#context.is1904) ?? value.trim();
      }
      default:
        return cellText(value);
    }
  }

  #endRow(): void {
    if (this.#row > MAX_SHEET_ROWS) {
      this.lost++;
      return;
    }
    if (this.#cells.length === 0) return;
    this.rows++;
    this.#onRow(this.#row, this.#cells);
    this.#cells = [];
  }
}

/** Number of a column from 1 by the name of a cell (`AB12` is 28); null when it has none. */
function columnOf(name: string | undefined): number | null {
  if (name === undefined) return null;
  let column = 0;
  for (let at = 0; at < name.length && at < 4; at++) {
    const letter = name.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column === 0 ? null : column;
}
