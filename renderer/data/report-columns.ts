import { columnsOf } from "../../shared/export/report-record.ts";
import { type ReportSheet, saysYes } from "../../shared/export/report-sheet.ts";
import type { ReportName } from "../../shared/types/report.ts";
import type { CellType, ReportColumn } from "../../shared/types/report-column.ts";
import type { ColumnSpec } from "./columns.ts";
import { columnTitle } from "./report-texts.ts";

/** Column of the lines that leads to what stands behind them. */
export const BEHIND_COLUMN = "behind";

/** So many columns on screen stand before it. */
const BEFORE = 2;

/** A column of a report as a table shows it; sorted by its own name. */
export type ReportColumnSpec = ColumnSpec<string, never>;

const WIDTHS: Readonly<Record<CellType, number>> = {
  text: 140,
  texts: 160,
  moment: 170,
  day: 104,
  span: 116,
  count: 84,
  share: 80,
  flag: 84,
  word: 150,
  key: 0,
};
/** What a heading takes: so much a letter, and room for the sign of the order. */
const LETTER = 7;
const ORDER_SIGN = 34;
/** A heading longer than this is cut. */
const MOST_HEADING = 200;
const AT_RIGHT: ReadonlySet<CellType> = new Set(["count", "span", "share"]);
/** Columns whose texts are longer than those of their kind. */
const WIDER: Readonly<Record<string, number>> = { detail: 300, group: 240, lastUpper: 168, end: 250 };

/** The columns of a report, in order; those that say too much for a first look are off the screen until chosen. */
export function reportColumns(
  { name }: Pick<ReportSheet, "name">,
  leads: boolean,
  behind: string,
): readonly ReportColumnSpec[] {
  const columns = columnsOf(name)
    .filter(([, { type }]) => type !== "key")
    .map(([id, column]) => specOf(name, id, column));
  if (!leads) return columns;
  // Beside what a line is about, where it is in sight however many columns follow.
  const shown = columns.filter(({ extra }) => extra !== true);
  const at = columns.indexOf(shown[Math.min(BEFORE, shown.length - 1)]!);
  const lead: ReportColumnSpec = {
    id: BEHIND_COLUMN,
    header: behind,
    width: 136,
    sort: BEHIND_COLUMN,
    csv: [],
  };
  return columns.toSpliced(at, 0, lead);
}

/** Columns on screen before somebody chooses: without those that are off it, and flags that never say yes. */
export function usualColumns(sheet: ReportSheet, specs: readonly ReportColumnSpec[]): readonly string[] {
  const types = new Map(columnsOf(sheet.name).map(([id, { type }]) => [id, type]));
  return specs
    .filter(({ id, extra }) => extra !== true && (types.get(id) !== "flag" || saysYes(sheet, id)))
    .map(({ id }) => id);
}

function specOf(name: ReportName, id: string, column: ReportColumn): ReportColumnSpec {
  const { type, table } = column;
  const header = columnTitle(column);
  const ofHeading = Math.min(MOST_HEADING, header.length * LETTER + ORDER_SIGN);
  return {
    id,
    header,
    // Bounds of a session stand in one cell.
    width: Math.max(
      column.ofSession === "start" && name !== "admins" ? 200 : (WIDER[id] ?? WIDTHS[type]),
      ofHeading,
    ),
    sort: id,
    csv: [],
    descendingFirst: type !== "text" && type !== "word" && type !== "texts",
    ...(AT_RIGHT.has(type) ? { align: "right" as const } : {}),
    ...(table === false ? { extra: true as const } : {}),
  };
}
