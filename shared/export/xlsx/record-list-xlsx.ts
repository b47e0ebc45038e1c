import { inputFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import type { RecordList } from "../record-list.ts";
import { groupedText } from "../texts.ts";
import { recordColumns } from "./record-columns.ts";
import { sheetTable, xlsxBytes } from "./write-tables.ts";

/** A list of records as a workbook. */
export function recordListXlsx(list: RecordList): Generator<Uint8Array> {
  const columns = recordColumns(list.fields, {
    kinds: { eventId: "number", recovered: "flag" },
    moments: { time: list.timeOf },
  });
  const document = inputFacts(T.events, list.sources, list.engine, list.zone, [
    [T.events, groupedText(list.rows.length)],
    [T.filter, list.filter === "" ? T.none : list.filter],
  ]);
  return xlsxBytes(document, [sheetTable({ name: T.events, columns, items: items(list) })]);
}

function* items({ rows, recordOf }: RecordList) {
  for (const row of rows) yield { row, record: recordOf(row) };
}
