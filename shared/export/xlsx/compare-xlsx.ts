import { compareFacts } from "../compare/compare-documents.ts";
import { COMPARE_COLUMNS, compareRows } from "../compare/compare-output.ts";
import type { Comparison } from "../compare/compare-record.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { recordColumns } from "./record-columns.ts";
import { sheetTable, xlsxBytes } from "./write-tables.ts";

/** `compare --format xlsx`. */
export function compareXlsx(comparison: Comparison): Generator<Uint8Array> {
  const columns = recordColumns(COMPARE_COLUMNS, { kinds: {}, moments: {} });
  const items = function* () {
    let row = 0;
    for (const record of compareRows(comparison)) yield { row: row++, record };
  };
  return xlsxBytes(compareFacts(comparison), [sheetTable({ name: T.differences, columns, items: items() })]);
}
