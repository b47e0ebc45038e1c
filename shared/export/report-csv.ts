import { timeFormat } from "../engine/time/time-format.ts";
import { fieldName } from "../types/report-column.ts";
import { objectsCsv } from "./csv.ts";
import { textCell } from "./csv-cells.ts";
import { aboutReport } from "./report-evidence.ts";
import { columnsOf, lineRecord, type ReportExport } from "./report-record.ts";

/**
 * A report as CSV (RFC 4180, CRLF): the fields of the JSON answer, then every moment again on the clocks of the zone. A
 * file says below its lines, in records of one cell that begins with `#`, what it stands on; a stream is bare.
 */
export function* reportCsv(input: ReportExport, options: { readonly isFile: boolean }): Generator<string> {
  const { data, report, zone } = input;
  const local = timeFormat(zone);
  const columns = columnsOf(report.name);
  const moments = columns.filter(([, { type }]) => type === "moment").map(([name]) => name);
  const names = [
    ...columns.map(([name, column]) => fieldName(name, column)),
    ...moments.map((name) => `${name}Local`),
  ];
  function* objects() {
    for (const line of report.lines) {
      const locals = moments.map((name) => [
        `${name}Local`,
        local.iso(Number(line.cells[name] ?? Number.NaN)),
      ]);
      yield { ...lineRecord(data, report.name, line), ...Object.fromEntries(locals) };
    }
  }
  yield* objectsCsv(names, objects(), options.isFile);
  if (options.isFile) for (const sentence of aboutReport(input)) yield `${textCell(`# ${sentence}`)}\r\n`;
}
