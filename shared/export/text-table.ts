import { blocks } from "./blocks.ts";
import { cutText, padText, safeText, textWidth } from "./terminal-width.ts";

export interface TableColumn<Item> {
  readonly title: string;
  /** The cell's text; null for what is not known. */
  readonly cell: (item: Item) => string | null;
  /** Numbers stand at the right. */
  readonly right?: boolean;
  /** Width below which cutting would take what the column is for, such as the time of day of a moment. */
  readonly least?: number;
}

export interface TableOptions {
  /** Said above the table, such as the zone its times are in. */
  readonly heading: string;
  /** Columns of the terminal; 0 when there is none: then nothing is cut. */
  readonly width: number;
  /** Said in place of the rows when there are none. */
  readonly empty: string;
}

/** Rows that decide how wide columns are. A later, longer text keeps its length and pushes its line out. */
const MEASURED_ROWS = 5000;
const GAP = "  ";
const NARROWEST = 6;

/** A table for reading: a heading, titles in capitals, one line a row. */
export function textTable<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
  options: TableOptions,
): Generator<string> {
  return blocks(lines(items, columns, options));
}

function* lines<Item>(
  items: readonly Item[],
  columns: readonly TableColumn<Item>[],
  { heading, width, empty }: TableOptions,
): Generator<string> {
  yield `${safeText(heading)}\n`;
  if (items.length === 0) {
    yield `${safeText(empty)}\n`;
    return;
  }
  const cells = (item: Item) => columns.map((column) => safeText(column.cell(item) ?? "-"));
  const titles = columns.map(({ title }) => title.toUpperCase());
  const widths = titles.map(textWidth);
  for (const item of items.slice(0, MEASURED_ROWS)) {
    for (const [i, cell] of cells(item).entries()) widths[i] = Math.max(widths[i]!, textWidth(cell));
  }
  if (width > 0)
    shrink(
      widths,
      columns.map(({ least }) => least ?? NARROWEST),
      width,
    );
  const line = (texts: readonly string[]) =>
    `${texts
      .map((text, i) => {
        const cut = width > 0 ? cutText(text, widths[i]!) : text;
        const blank = " ".repeat(Math.max(0, widths[i]! - textWidth(cut)));
        return columns[i]!.right ? blank + cut : padText(cut, widths[i]!);
      })
      .join(GAP)
      .trimEnd()}\n`;
  yield `\n${line(titles)}`;
  for (const item of items) yield line(cells(item));
}

/** Takes columns away from the widest, one by one, until a line fits or nothing more can be taken. */
function shrink(widths: number[], least: readonly number[], width: number): void {
  const gaps = (widths.length - 1) * GAP.length;
  let over = widths.reduce((sum, each) => sum + each, gaps) - width;
  while (over > 0) {
    const spare = widths.map((each, i) => (each > least[i]! ? each : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) return;
    widths[widest]!--;
    over--;
  }
}
