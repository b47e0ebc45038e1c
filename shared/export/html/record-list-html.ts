import { inputFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import type { RecordList } from "../record-list.ts";
import { groupedText } from "../texts.ts";
import type { ShownTable } from "./case-html.ts";
import { htmlReport } from "./html-report.ts";

/** A list of records as an HTML report, with the columns that a page shows. */
export function recordListHtml(list: RecordList, { columns }: ShownTable): Generator<string> {
  const { rows, sources, engine, zone, filter } = list;
  return htmlReport({
    document: inputFacts(T.events, sources, engine, zone, [
      [T.events, groupedText(rows.length)],
      [T.filter, filter === "" ? T.none : filter],
    ]),
    pictures: [],
    table: {
      title: T.events,
      columns,
      groups: [{ title: null, items: rows }],
      count: rows.length,
      empty: T.html.nothing,
    },
  });
}
