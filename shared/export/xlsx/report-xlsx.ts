import type { Line } from "../../engine/reports/report.ts";
import { ticksToIso } from "../../engine/time/iso.ts";
import type { ReportCells, ReportColumn } from "../../types/report-column.ts";
import { valueText } from "../csv-cells.ts";
import { reportFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { columnsOf, type ReportExport, totalsOf } from "../report-record.ts";
import { sessionKey } from "../session-record.ts";
import { type CellKind, type SheetColumn, widthFor } from "./columns.ts";
import { sheetTable, xlsxBytes } from "./write-tables.ts";

type ReportLine = Pick<Line<ReportCells>, "cells" | "sessions">;

/** A report as a workbook: its lines, and its totals on a sheet of their own. */
export function reportXlsx(input: ReportExport): Generator<Uint8Array> {
  const { data, report } = input;
  const keyOf = ({ sessions }: ReportLine): string | null => {
    const row = sessions[0];
    return row === undefined ? null : sessionKey(data, row);
  };
  const totals = totalsOf(report.name);
  return xlsxBytes(reportFacts(input), [
    sheetTable({
      name: report.name,
      columns: sheetColumns(columnsOf(report.name), keyOf),
      items: report.lines,
    }),
    ...(totals.length === 0
      ? []
      : [
          sheetTable<ReportLine>({
            name: T.totals,
            columns: sheetColumns(totals, () => null),
            items: [{ cells: report.totals, sessions: [] }],
          }),
        ]),
  ]);
}

function sheetColumns(
  columns: readonly (readonly [string, ReportColumn])[],
  keyOf: (line: ReportLine) => string | null,
): readonly SheetColumn<ReportLine>[] {
  return columns.flatMap(([name, { type }]): readonly SheetColumn<ReportLine>[] => {
    const number = ({ cells }: ReportLine): number | null => {
      const cell = cells[name];
      return typeof cell === "number" ? cell : null;
    };
    switch (type) {
      case "key":
        return [{ name, kind: "text", width: 30, value: keyOf }];
      case "moment": {
        const local = `${name}Local`;
        return [
          { name: local, kind: "moment", width: widthFor("moment", local), value: number },
          { name, kind: "text", width: 30, value: (line) => ticksToIso(number(line) ?? Number.NaN) },
        ];
      }
      case "flag":
        return [
          {
            name,
            kind: "flag",
            width: widthFor("flag", name),
            value: ({ cells }) => (typeof cells[name] === "boolean" ? cells[name] : null),
          },
        ];
      case "span":
      case "day":
      case "share":
      case "count": {
        const kind: CellKind = type === "count" ? "number" : type;
        return [{ name, kind, width: widthFor(kind, name), value: number }];
      }
      default:
        return [
          { name, kind: "text", width: widthFor("text", name), value: ({ cells }) => valueText(cells[name]) },
        ];
    }
  });
}
