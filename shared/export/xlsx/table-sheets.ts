import { TICKS_PER_DAY, TICKS_PER_SECOND } from "../../engine/time/calendar.ts";
import { timeFormat } from "../../engine/time/time-format.ts";
import type { Zone } from "../../engine/time/zone.ts";
import type { SheetColumn } from "./columns.ts";
import { MAX_SHEET_BYTES, MAX_SHEET_ROWS } from "./limits.ts";
import { serialOfDay, serialOfTicks } from "./serial.ts";
import { STYLE } from "./styles.ts";
import type { Workbook } from "./workbook.ts";

/** A sheet as the summary names it. */
export interface WrittenSheet {
  readonly name: string;
  /** Without the heading. */
  readonly rows: number;
}

export interface TableSheetsOptions {
  readonly maxRows?: number;
}

/** After so many cells a column whose texts hardly come again is no longer shared. */
const TRIAL = 2000;

export type CellWriter<Item> = (item: Item) => string;

/** A table in a workbook: on one sheet, or on several where one cannot hold it. */
export class TableSheets<Item> {
  readonly #book: Workbook;
  readonly #name: string;
  readonly #columns: readonly SheetColumn<Item>[];
  readonly #cells: readonly CellWriter<Item>[];
  readonly #maxRows: number;
  readonly #sheets: { name: string; rows: number }[] = [];
  /** Rows for which the file had no room. */
  lost = 0;

  constructor(
    book: Workbook,
    name: string,
    columns: readonly SheetColumn<Item>[],
    zone: Zone,
    { maxRows = MAX_SHEET_ROWS }: TableSheetsOptions = {},
  ) {
    this.#book = book;
    this.#name = name;
    this.#columns = columns;
    this.#maxRows = maxRows;
    this.#cells = columns.map((column) => cellWriter(book, column, zone));
    this.#open();
  }

  add(item: Item): void {
    const book = this.#book;
    if (book.isFull) {
      this.lost++;
      return;
    }
    let sheet = this.#sheets.at(-1)!;
    if (sheet.rows + 1 >= this.#maxRows || book.sheetBytes > MAX_SHEET_BYTES) {
      this.#open();
      sheet = this.#sheets.at(-1)!;
    }
    sheet.rows++;
    let cells = "";
    for (const cell of this.#cells) cells += cell(item);
    book.addRow(cells);
  }

  get sheets(): readonly WrittenSheet[] {
    return this.#sheets;
  }

  #open(): void {
    const name = this.#book.openSheet(this.#name, {
      widths: this.#columns.map(({ width }) => width),
      hasHeading: true,
      isFirst: false,
    });
    this.#sheets.push({ name, rows: 0 });
    const headings = this.#columns.map((column) => this.#book.textCell(column.name, true, STYLE.heading));
    this.#book.addRow(headings.join(""));
  }
}

const EMPTY = "<c/>";

/** What makes the XML of the cells of a column. */
export function cellWriter<Item>(book: Workbook, column: SheetColumn<Item>, zone: Zone): CellWriter<Item> {
  switch (column.kind) {
    case "text":
      return textWriter(book, column.value);
    case "flag": {
      const { value } = column;
      return (item) => {
        const flag = value(item);
        return flag === null ? EMPTY : `<c t="b"><v>${flag ? 1 : 0}</v></c>`;
      };
    }
    case "moment": {
      const { value } = column;
      const format = timeFormat(zone);
      return (item) => {
        const time = value(item) ?? Number.NaN;
        if (Number.isNaN(time)) return EMPTY;
        // Whole seconds, as on screen: a spreadsheet would round them. The rest stands in the UTC column.
        const local = time + zone.spanAt(time).offset;
        const serial = serialOfTicks(Math.floor(local / TICKS_PER_SECOND) * TICKS_PER_SECOND);
        // A clock in 1601 is beyond what a date cell can show.
        if (serial === null) return book.textCell(format.iso(time) ?? "", false);
        // Eight places are a millisecond; more would only be noise of the division.
        return numberCell(Number(serial.toFixed(8)), STYLE.moment);
      };
    }
    case "span": {
      const { value } = column;
      return (item) => {
        const ticks = value(item) ?? Number.NaN;
        return Number.isFinite(ticks)
          ? numberCell(Number((ticks / TICKS_PER_DAY).toFixed(10)), STYLE.span)
          : EMPTY;
      };
    }
    case "day": {
      const { value } = column;
      return (item) => {
        const serial = serialOfDay(value(item) ?? Number.NaN);
        return serial === null ? EMPTY : numberCell(serial, STYLE.day);
      };
    }
    default: {
      const { value } = column;
      const style = column.kind === "share" ? STYLE.share : STYLE.plain;
      return (item) => numberCell(value(item) ?? Number.NaN, style);
    }
  }
}

function textWriter<Item>(book: Workbook, value: (item: Item) => string | null): CellWriter<Item> {
  let shared = true;
  let cells = 0;
  const seen = new Set<string>();
  return (item) => {
    const text = value(item);
    if (text === null || text === "") return EMPTY;
    if (shared && cells < TRIAL) {
      cells++;
      seen.add(text);
      if (cells === TRIAL) {
        shared = seen.size < TRIAL / 2;
        seen.clear();
      }
    }
    return book.textCell(text, shared);
  };
}

/** A cell of a number; an empty one of what is none. */
function numberCell(value: number, style: number): string {
  if (!Number.isFinite(value)) return EMPTY;
  return style === STYLE.plain ? `<c><v>${value}</v></c>` : `<c s="${style}"><v>${value}</v></c>`;
}
