import type { DocumentFacts } from "../document-facts.ts";
import type { SheetColumn } from "./columns.ts";
import { writeSummary } from "./summary-sheet.ts";
import { TableSheets, type TableSheetsOptions } from "./table-sheets.ts";
import { Workbook } from "./workbook.ts";

/** Rows of any kind for a sheet of their own. */
export interface SheetTable<Item> {
  readonly name: string;
  readonly columns: readonly SheetColumn<Item>[];
  readonly items: Iterable<Item>;
}

/** A table whose rows only itself knows: tables of different rows in one list. */
export type AnyTable = (
  book: Workbook,
  document: DocumentFacts,
  options?: TableSheetsOptions,
) => TableWriting;
type TableWriting = Generator<void, TableSheets<never>>;

/** Rows between two looks at what is ready. */
const ROWS_AT_ONCE = 256;

/** A table for `xlsxBytes`. */
export function sheetTable<Item>({ name, columns, items }: SheetTable<Item>): AnyTable {
  return function* (book, { zone }, options) {
    const sheets = new TableSheets(book, name, columns, zone, options);
    let count = 0;
    for (const item of items) {
      sheets.add(item);
      if (++count % ROWS_AT_ONCE === 0) yield;
    }
    return sheets;
  };
}

/** A workbook as bytes, in pieces: a summary, then a sheet for each table. */
export function* xlsxBytes(
  document: DocumentFacts,
  tables: readonly AnyTable[],
  options?: TableSheetsOptions,
): Generator<Uint8Array> {
  const book = new Workbook();
  const written: TableSheets<never>[] = [];
  for (const table of tables) {
    const writing = table(book, document, options);
    let step = writing.next();
    for (; step.done !== true; step = writing.next()) yield* book.take();
    written.push(step.value);
  }
  writeSummary(book, document, written);
  book.end();
  yield* book.take();
}
