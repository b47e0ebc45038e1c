import type { Line } from "../engine/reports/report.ts";
import type { ReportName } from "../types/report.ts";
import type { CellType, ReportCells } from "../types/report-column.ts";
import { columnsOf } from "./report-record.ts";

/** A text of a column, or a word of a closed list: its place in `texts`, 0 for none. */
export type TextIds = Uint32Array<ArrayBuffer>;
/** A moment, a day, a span, a count or a share; `NaN` for none. */
export type Numbers = Float64Array<ArrayBuffer>;
/** 0 not known, 1 no, 2 yes. */
export type Flags = Uint8Array<ArrayBuffer>;

/**
 * The lines of a report in columns. In this form they go from the thread that makes a report to the one that shows it
 * without being copied, and can be sorted without making an object of each.
 */
export interface ReportSheet {
  readonly name: ReportName;
  /** Lines. */
  readonly length: number;
  /** By the name of the column; a column of keys has none. */
  readonly columns: Readonly<Record<string, TextIds | Numbers | Flags>>;
  /** The first is empty. */
  readonly texts: readonly string[];
  /** Lists of texts, each once; a column of lists holds places in here. The first is empty. */
  readonly lists: readonly (readonly string[])[];
  readonly sessions: RowLists;
  readonly failures: RowLists;
}

/** Rows of line `n`: those from `start[n]` to before `start[n + 1]`. */
export interface RowLists {
  readonly start: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
}

const NO_FLAG = 0;
const NO = 1;
const YES = 2;

/** Puts the lines of a report into columns. */
export function sheetOf(name: ReportName, lines: readonly Line<ReportCells>[]): ReportSheet {
  const texts = new Interned([""], (text) => text);
  const lists = new Interned<readonly string[]>([[]], (list) => list.join("\n"));
  const columns: Record<string, TextIds | Numbers | Flags> = {};
  const writers = columnsOf(name).flatMap(([column, { type }]) => {
    if (type === "key") return [];
    const cells = cellsFor(type, lines.length);
    columns[column] = cells;
    return [{ column, write: writerOf(type, cells, texts, lists) }];
  });
  // Line by line: the cells of a line lie together, those of a column all over the memory.
  for (const [row, line] of lines.entries()) {
    for (const { column, write } of writers) write(row, line.cells[column] ?? null);
  }
  return {
    name,
    length: lines.length,
    columns,
    texts: texts.items,
    lists: lists.items,
    sessions: rowLists(lines, (line) => line.sessions),
    failures: rowLists(lines, (line) => line.failures),
  };
}

/** The memory behind a sheet, to be handed over with it. */
export function buffersOfSheet(sheet: ReportSheet): ArrayBuffer[] {
  const { columns, sessions, failures } = sheet;
  const all = [...Object.values(columns), sessions.start, sessions.rows, failures.start, failures.rows];
  return all.map(({ buffer }) => buffer);
}

/** A line of a sheet: its cells, and the rows behind it, which stay where they are. */
export interface SheetLine {
  readonly cells: ReportCells;
  readonly sessions: Uint32Array;
  readonly failures: Uint32Array;
}

/** One line of a sheet as the report made it. */
export function sheetLine(sheet: ReportSheet, row: number): SheetLine {
  const cells = Object.fromEntries(
    columnsOf(sheet.name).map(([name, { type }]) => [name, cellAt(sheet, name, type, row)]),
  );
  return { cells, sessions: rowsOf(sheet.sessions, row), failures: rowsOf(sheet.failures, row) };
}

/** How many rows of the case stand behind a line. */
export function rowsBehind({ start }: RowLists, row: number): number {
  return start[row + 1]! - start[row]!;
}

/** Whether a column says yes anywhere: a column of nothing but no is not worth its place. */
export function saysYes(sheet: ReportSheet, column: string): boolean {
  return (sheet.columns[column] as Flags).includes(YES);
}

function cellAt(
  { columns, texts, lists }: ReportSheet,
  name: string,
  type: CellType,
  row: number,
): ReportCells[string] {
  if (type === "key") return null;
  const value = columns[name]![row]!;
  switch (type) {
    case "text":
    case "word":
      return value === 0 ? null : texts[value]!;
    case "texts":
      return lists[value]!;
    case "flag":
      return value === NO_FLAG ? null : value === YES;
    case "count":
    case "share":
      return Number.isNaN(value) ? null : value;
    default:
      return value;
  }
}

function rowsOf({ start, rows }: RowLists, row: number): Uint32Array {
  return rows.subarray(start[row]!, start[row + 1]!);
}

function cellsFor(type: CellType, length: number): TextIds | Numbers | Flags {
  switch (type) {
    case "text":
    case "word":
    case "texts":
      return new Uint32Array(length);
    case "flag":
      return new Uint8Array(length);
    default:
      return new Float64Array(length);
  }
}

function writerOf(
  type: CellType,
  cells: TextIds | Numbers | Flags,
  texts: Interned<string>,
  lists: Interned<readonly string[]>,
): (row: number, cell: ReportCells[string]) => void {
  switch (type) {
    case "text":
    case "word":
      return (row, cell) => {
        cells[row] = texts.idOf((cell as string | null) ?? "");
      };
    case "texts":
      return (row, cell) => {
        cells[row] = lists.idOf(cell as readonly string[]);
      };
    case "flag":
      return (row, cell) => {
        cells[row] = cell === null ? NO_FLAG : cell === true ? YES : NO;
      };
    default:
      return (row, cell) => {
        cells[row] = (cell as number | null) ?? Number.NaN;
      };
  }
}

function rowLists(
  lines: readonly Line<ReportCells>[],
  of: (line: Line<ReportCells>) => readonly number[],
): RowLists {
  const start = new Uint32Array(lines.length + 1);
  for (const [at, line] of lines.entries()) start[at + 1] = start[at]! + of(line).length;
  const rows = new Uint32Array(start[lines.length]!);
  for (const [at, line] of lines.entries()) rows.set(of(line), start[at]!);
  return { start, rows };
}

/** Items with a number each, every one kept once. */
class Interned<Item> {
  readonly items: Item[];
  readonly #ids = new Map<string, number>();
  readonly #nameOf: (item: Item) => string;

  constructor(items: readonly Item[], nameOf: (item: Item) => string) {
    this.items = [...items];
    this.#nameOf = nameOf;
    for (const [id, item] of items.entries()) this.#ids.set(nameOf(item), id);
  }

  idOf(item: Item): number {
    const name = this.#nameOf(item);
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.items.push(item) - 1;
      this.#ids.set(name, id);
    }
    return id;
  }
}
