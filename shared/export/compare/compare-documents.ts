import { valueText } from "../csv-cells.ts";
import { type DocumentFacts, inputFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { htmlReport, MOST_ROWS } from "../html/html-report.ts";
import { parquetBlocks } from "../parquet/parquet-blocks.ts";
import { COMPARE_COLUMNS, type CompareRow, compareRows } from "./compare-output.ts";
import { CHANGES, type Comparison } from "./compare-record.ts";
import { compareSentences, countsSentence } from "./compare-texts.ts";
import { COMPARE_WORDS } from "./compare-words.ts";

/* A comparison as a document: the rows of its CSV, with what is called out above them. */

/** `compare --format html`. */
export function compareHtml(comparison: Comparison): Generator<string> {
  // Beyond what a page holds lines are only counted: there may be a million of them.
  const rows: CompareRow[] = [];
  let count = 0;
  for (const row of compareRows(comparison)) if (++count <= MOST_ROWS) rows.push(row);
  return htmlReport({
    document: compareFacts(comparison),
    pictures: [],
    table: {
      title: T.differences,
      columns: COMPARE_COLUMNS.map((name) => ({
        title: name,
        cell: (row: CompareRow) => cellText(row[name]),
      })),
      groups: [{ title: null, items: rows }],
      count,
      empty: T.html.nothing,
    },
  });
}

/** `compare --format parquet`. */
export function compareParquet(comparison: Comparison): Iterable<Uint8Array<ArrayBuffer>> {
  const { b, zone, filter } = comparison.input;
  return parquetBlocks({
    columns: COMPARE_COLUMNS.map((name) => ({ name, type: name === "time" ? "moment" : "text" })),
    items: compareRows(comparison),
    record: (row) => ({ ...row, a: cellText(row.a), b: cellText(row.b) }),
    extra: {},
    about: {
      "logonscope.schema": "logonscope.compare/1",
      "logonscope.engine": b.engine,
      "logonscope.zone": zone.name,
      ...(filter === "" ? {} : { "logonscope.filter": filter }),
    },
  });
}

/** What stands above the differences. */
export function compareFacts(comparison: Comparison): DocumentFacts {
  const { a, b, zone, filter, changes = CHANGES } = comparison.input;
  const only = CHANGES.filter((change) => changes.includes(change));
  return inputFacts(T.differences, [...a.sources, ...b.sources], b.engine, zone, [
    [T.totals, countsSentence(comparison)],
    ...compareSentences(comparison).map((sentence) => [T.note, sentence] as const),
    [T.filter, filter === "" ? T.none : filter],
    ...(only.length === CHANGES.length
      ? []
      : [[T.differences, COMPARE_WORDS.only(only.join(", "))] as const]),
  ]);
}

/** What was on one side, as a cell: nothing where it is not known. */
function cellText(value: unknown): string | null {
  return value === null || value === undefined ? null : valueText(value);
}
