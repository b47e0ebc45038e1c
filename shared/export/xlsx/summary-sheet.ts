import { ticksToIso } from "../../engine/time/iso.ts";
import type { SourceInfo } from "../../types/source.ts";
import type { DocumentFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { damageText } from "../messages.ts";
import { groupedText } from "../texts.ts";
import type { SheetColumn } from "./columns.ts";
import { STYLE } from "./styles.ts";
import { cellWriter, type TableSheets } from "./table-sheets.ts";
import { SUMMARY, type Workbook } from "./workbook.ts";

const SOURCE_COLUMNS: readonly SheetColumn<SourceInfo>[] = [
  { name: T.source.file, kind: "text", width: 34, value: ({ path }) => path },
  {
    name: T.source.format,
    kind: "text",
    width: 22,
    value: ({ failure, format }) => (failure === null ? format : T.source.notRead),
  },
  { name: T.source.bytes, kind: "number", width: 14, value: ({ bytes }) => bytes },
  { name: T.source.records, kind: "number", width: 12, value: ({ records }) => records },
  { name: T.source.used, kind: "number", width: 12, value: ({ used }) => used },
  { name: `${T.source.oldest} (UTC)`, kind: "text", width: 28, value: ({ oldest }) => ticksToIso(oldest) },
  { name: `${T.source.newest} (UTC)`, kind: "text", width: 28, value: ({ newest }) => ticksToIso(newest) },
  { name: T.source.oldest, kind: "moment", width: 20, value: ({ oldest }) => oldest },
  { name: T.source.newest, kind: "moment", width: 20, value: ({ newest }) => newest },
  { name: T.source.computers, kind: "text", width: 24, value: ({ computers }) => computers.join(", ") },
  {
    name: T.source.damage,
    kind: "text",
    width: 24,
    value: ({ damage }) => damage.map(damageText).join("; ") || T.source.noDamage,
  },
  { name: T.source.sha256, kind: "text", width: 68, value: ({ sha256 }) => sha256 },
];

/** Writes the sheet that says what the workbook holds, of what it was made, and what it cannot tell. */
export function writeSummary(
  book: Workbook,
  document: DocumentFacts,
  tables: readonly Pick<TableSheets<never>, "sheets" | "lost">[],
): void {
  book.openSheet(SUMMARY, {
    widths: SOURCE_COLUMNS.map(({ width }) => width),
    hasHeading: false,
    isFirst: true,
  });
  const row = (...cells: readonly string[]) => book.addRow(cells.join(""));
  const text = (value: string, style: number = STYLE.plain) => book.textCell(value, false, style);
  const fact = (label: string, value: string) => row(text(label, STYLE.heading), text(value));
  const chapter = (title: string) => {
    row();
    row(text(title, STYLE.heading));
  };

  row(text(document.title, STYLE.title));
  for (const [label, value] of document.facts) fact(label, value);
  fact(T.zone, document.zoneText);
  for (const sentence of sheetFacts(book, tables)) fact(T.sheet.sheets, sentence);

  chapter(T.inputs);
  row(...SOURCE_COLUMNS.map(({ name }) => text(name, STYLE.heading)));
  const cells = SOURCE_COLUMNS.map((column) => cellWriter(book, column, document.zone));
  for (const source of document.sources) row(...cells.map((cell) => cell(source)));

  if (document.verdicts.length > 0) chapter(T.verdicts);
  for (const [computer, sentence] of document.verdicts) row(text(computer), text(sentence));
  if (document.caveats.length > 0) chapter(T.caveats);
  for (const sentence of document.caveats) row(text(sentence));
}

function sheetFacts(
  book: Workbook,
  tables: readonly Pick<TableSheets<never>, "sheets" | "lost">[],
): readonly string[] {
  const lost = tables.reduce((sum, table) => sum + table.lost, 0);
  return [
    ...tables.flatMap(({ sheets }) => sheets.map(({ name, rows }) => T.sheet.rows(name, groupedText(rows)))),
    ...(tables.some(({ sheets }) => sheets.length > 1) ? [T.sheet.split] : []),
    ...(lost > 0 ? [T.sheet.lost(groupedText(lost))] : []),
    ...(book.cutTexts > 0 ? [T.sheet.cut(groupedText(book.cutTexts))] : []),
    T.sheet.columns,
  ];
}
