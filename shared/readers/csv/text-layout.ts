import { TEXT_DELIMITERS, type TextDelimiter } from "../../types/text-import.ts";
import { ROW_HEAD_UNITS } from "./limits.ts";

/**
 * Columns of the exports of Event Viewer, which name no column reliably:
 *
 *   viewer   Keywords or Level, date and time, source, event id, task category, message    since Windows Vista
 *   classic  date, time, source, type, category, event id, user, computer, description     Windows 2000 to 2003
 */
export type TextLayout = "viewer" | "classic";

const DATE_TIME =
  /^"?[^\d"]{0,16}\d{1,4}\?{0,3}[./-][ ?]{0,4}\d{1,2}\?{0,3}[./-][ ?]{0,4}\d{1,4}\.?,?[ ?][^"]{0,16}?\d{1,2}\?{0,3}[:.]\d\d(?:[:.]\d\d)?[^"\d]{0,16}"?$/;
const DATE = /^"?\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}\.?"?$/;
const TIME = /^"?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[^"\d]{0,16}"?$/;
const ID = /^"?\d{1,5}"?$/;

/** The form of a row by its first columns, as ASCII; null when it is none. */
export function layoutOf(head: string, delimiter: TextDelimiter): TextLayout | null {
  const cells = head.slice(0, ROW_HEAD_UNITS).split(delimiter, 7);
  const line = cells.slice(0, 3).join("");
  if (line.includes("\n") || line.includes("\r")) return null;
  if (DATE_TIME.test(cells[1] ?? "") && (cells[2] ?? "") !== "" && ID.test(trimEnd(cells[3] ?? "")))
    return "viewer";
  const classic = DATE.test(cells[0] ?? "") && TIME.test(cells[1] ?? "") && ID.test(cells[5] ?? "");
  return classic ? "classic" : null;
}

function trimEnd(cell: string): string {
  return cell.replace(/[\r\n][\s\S]*$/, "");
}

/** Header rows in English, for an export without any row. */
const HEADERS = [
  "keywords,date and time,source,event id,task category",
  "level,date and time,source,event id,task category",
];

/** What the first rows of a text are. */
export interface TextHead {
  readonly delimiter: TextDelimiter;
  readonly layout: TextLayout;
  /** The first line, when it is no row; ASCII only. */
  readonly header: string;
}

/**
 * Recognises an export by its first lines (ASCII, everything else as `?`). `table`: rows and columns, but not those of
 * Event Viewer. Null: something else.
 */
export function textHead(text: string, forced?: TextDelimiter): TextHead | "table" | null {
  const lines = text.split(/\r\n|\r|\n/, 400).filter((line) => line.trim() !== "");
  const [first] = lines;
  if (first === undefined) return null;
  const delimiters = forced === undefined ? TEXT_DELIMITERS : [forced];
  let best: (TextHead & { readonly rows: number }) | null = null;
  for (const delimiter of delimiters) {
    const layouts = lines.map((line) => layoutOf(line, delimiter));
    // The first or second line must be a row already: a message somewhere in a report is no export.
    const layout = layouts[0] ?? layouts[1] ?? null;
    const rows = layouts.filter((each) => each === layout).length;
    if (layout !== null && rows > (best?.rows ?? 0)) {
      best = { delimiter, layout, header: layouts[0] === null ? first : "", rows };
    }
    const plain = first.replaceAll('"', "").split(delimiter).slice(0, 5).join(",").toLowerCase();
    if (best === null && HEADERS.includes(plain))
      best = { delimiter, layout: "viewer", header: first, rows: 0 };
  }
  if (best !== null) return { delimiter: best.delimiter, layout: best.layout, header: best.header };
  const isTable = TEXT_DELIMITERS.some((delimiter) => {
    const columns = first.split(delimiter).length;
    return columns >= 3 && lines.length >= 2 && lines[1]!.split(delimiter).length === columns;
  });
  return isTable ? "table" : null;
}
