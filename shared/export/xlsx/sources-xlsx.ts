import type { Zone } from "../../engine/time/zone.ts";
import type { SourceInfo } from "../../types/source.ts";
import { damageList, INFO_CSV_COLUMNS } from "../csv.ts";
import { inputFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { sourceRecord } from "../source-json.ts";
import { groupedText } from "../texts.ts";
import type { CellKind } from "./columns.ts";
import { recordColumns } from "./record-columns.ts";
import { sheetTable, xlsxBytes } from "./write-tables.ts";

const KINDS: Readonly<Record<string, CellKind>> = {
  id: "number",
  bytes: "number",
  records: "number",
  used: "number",
  duplicates: "number",
  recovered: "number",
};

/** Inputs as a workbook. */
export function infoXlsx(sources: readonly SourceInfo[], engine: string, zone: Zone): Generator<Uint8Array> {
  const columns = recordColumns(INFO_CSV_COLUMNS, {
    kinds: KINDS,
    moments: { oldest: (at) => sources[at]!.oldest, newest: (at) => sources[at]!.newest },
  });
  const items = sources.map((source, row) => ({
    row,
    record: { ...sourceRecord(source), damage: damageList(source) },
  }));
  const document = inputFacts(T.inputs, sources, engine, zone, [[T.inputs, groupedText(sources.length)]]);
  return xlsxBytes(document, [sheetTable({ name: T.inputs, columns, items })]);
}
