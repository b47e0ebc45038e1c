import { timeFormat } from "../../engine/time/time-format.ts";
import { reportFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { ENGLISH_PICTURES } from "../pictures/picture-words.ts";
import { picturesOf } from "../pictures/pictures-of.ts";
import type { ReportExport } from "../report-record.ts";
import { reportColumns, totalsText } from "../report-table.ts";
import { htmlColumn } from "./case-html.ts";
import { type HtmlOptions, htmlReport } from "./html-report.ts";

/** A report with its pictures as one HTML file. */
export function reportHtml(input: ReportExport, options?: HtmlOptions): Generator<string> {
  const { report, zone } = input;
  return htmlReport(
    {
      document: reportFacts(input),
      pictures: picturesOf(input, ENGLISH_PICTURES),
      table: {
        title: T.lines,
        columns: reportColumns(input).map(htmlColumn),
        groups: [{ title: null, items: report.lines }],
        count: report.lines.length,
        empty: T.html.nothing,
      },
      totals: totalsText(report, timeFormat(zone)),
    },
    options,
  );
}
