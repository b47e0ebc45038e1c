import type { CellType } from "../../types/report-column.ts";
import { fieldName } from "../../types/report-column.ts";
import { columnsOf, lineRecord, type ReportExport } from "../report-record.ts";
import type { ParquetType } from "./column-types.ts";
import { parquetBlocks } from "./parquet-blocks.ts";

const TYPES: Readonly<Record<CellType, ParquetType>> = {
  text: "text",
  word: "text",
  key: "text",
  texts: "texts",
  flag: "flag",
  moment: "moment",
  day: "day",
  span: "number",
  count: "long",
  share: "number",
};

/** The lines of a report: the columns of its JSON. Sums and evidence stand in the other formats only. */
export function reportParquet({
  data,
  report,
  zone,
  filter,
}: ReportExport): Iterable<Uint8Array<ArrayBuffer>> {
  return parquetBlocks({
    columns: columnsOf(report.name).map(([name, column]) => ({
      name: fieldName(name, column),
      type: TYPES[column.type],
    })),
    items: report.lines,
    record: (line) => lineRecord(data, report.name, line),
    extra: {},
    about: {
      "logonscope.schema": `logonscope.report.${report.name}/1`,
      "logonscope.engine": data.engine,
      "logonscope.zone": zone.name,
      ...(filter === "" ? {} : { "logonscope.filter": filter }),
    },
  });
}
