import type { Rows } from "../../shared/engine/filter/filter.ts";
import { orderByKeys } from "../../shared/engine/radix-order.ts";
import { orderByRanks, reversedRanks } from "../../shared/engine/rank-order.ts";
import { textRanks } from "../../shared/engine/text-ranks.ts";
import { columnsOf } from "../../shared/export/report-record.ts";
import type { Flags, Numbers, ReportSheet, RowLists, TextIds } from "../../shared/export/report-sheet.ts";
import type { ReportColumn } from "../../shared/types/report-column.ts";
import { memoByObject } from "./memo.ts";
import { BEHIND_COLUMN } from "./report-columns.ts";
import { wordText } from "./report-texts.ts";
import type { TableOrder } from "./sorted.ts";

/**
 * Lines of a report in the order of some columns, the first one leading; without any as the report tells them. Stable,
 * and what is not known stands last in both directions, as in the tables of the case.
 */
export const sortedLines = memoByObject((sheet: ReportSheet, order: TableOrder): Rows => {
  const columns = new Map(columnsOf(sheet.name));
  const plain = new Uint32Array(sheet.length);
  for (let row = 0; row < plain.length; row++) plain[row] = row;
  // Each column is one stable pass, the last one first.
  return order.reduceRight<Rows>((rows, { column, descending }) => {
    if (column === BEHIND_COLUMN) return orderByKeys(rows, behindKeys(sheet, rows), descending);
    const spec = columns.get(column);
    return spec === undefined ? rows : byColumn(sheet, rows, column, spec, descending);
  }, plain);
});

function byColumn(
  sheet: ReportSheet,
  rows: Rows,
  name: string,
  column: ReportColumn,
  descending: boolean,
): Rows {
  const cells = sheet.columns[name];
  if (cells === undefined) return rows;
  switch (column.type) {
    case "text":
    case "word":
    case "texts":
      return byText(rows, cells as TextIds, wordsOf(sheet, name, column), descending);
    default:
      return orderByKeys(rows, numbers(rows, cells as Numbers | Flags), descending);
  }
}

function byText(rows: Rows, ids: TextIds, texts: readonly string[], descending: boolean): Rows {
  const ranks = textRanks(ids, texts);
  return orderByRanks(rows, ids, descending ? reversedRanks(ranks, true) : ranks).rows;
}

/** The texts that a column's ids stand for, as people read them. */
const wordsOf = memoByObject((sheet: ReportSheet, _name: string, column: ReportColumn): readonly string[] => {
  if (column.type === "text") return sheet.texts;
  if (column.type === "texts") return sheet.lists.map((list) => list.join(", "));
  return sheet.texts.map((text) => (text === "" ? "" : wordText(text, column.words)));
}, 16);

function numbers(rows: Rows, column: Numbers | Flags): Float64Array {
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < keys.length; at++) keys[at] = column[rows[at]!]!;
  return keys;
}

function behindKeys({ sessions, failures }: ReportSheet, rows: Rows): Float64Array {
  const count = ({ start }: RowLists, row: number) => start[row + 1]! - start[row]!;
  return Float64Array.from(rows, (row) => count(sessions, row) || count(failures, row));
}
