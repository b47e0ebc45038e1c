import { TEXT_DELIMITERS, type TextDelimiter } from "../../types/text-import.ts";
import { CLOUD_USER_WORDS, findHeader, type HeaderMatch, headerWord } from "./header.ts";
import { HEADER_ROWS } from "./limits.ts";

export interface TableHead extends HeaderMatch {
  readonly delimiter: TextDelimiter;
  /** Number of the header among the lines that are not empty, from 0. */
  readonly row: number;
}

/**
 * What a text is by its first lines, if it is a table of Dynamics 365. Enough to recognise one: quotes around a line's
 * cells are taken off, what is in them is not looked at.
 */
export function tableHead(text: string, forced?: TextDelimiter): TableHead | null {
  const lines = firstLines(text);
  for (const delimiter of forced === undefined ? TEXT_DELIMITERS : [forced]) {
    const found = findHeader(lines.map((line) => plainCells(line, delimiter)));
    if (found !== null) return { ...found, delimiter };
  }
  return null;
}

/** Whether the first row of a table names the ids that only such exports have, whatever else is missing in it. */
export function namesCloudUsers(text: string): boolean {
  const [header = ""] = firstLines(text);
  return TEXT_DELIMITERS.some((delimiter) => {
    const cells = plainCells(header, delimiter);
    return cells.length > 1 && cells.some((cell) => CLOUD_USER_WORDS.has(headerWord(cell)));
  });
}

/** The delimiter that divides the first lines of a table into the same number of columns; null where none does. */
export function tableDelimiter(text: string): TextDelimiter | null {
  const lines = firstLines(text).slice(0, 2);
  let best: TextDelimiter | null = null;
  let most = 1;
  for (const delimiter of TEXT_DELIMITERS) {
    const counts = lines.map((line) => plainCells(line, delimiter).length);
    if (lines.length < 2 || counts[0] !== counts[1] || counts[0]! <= most) continue;
    most = counts[0]!;
    best = delimiter;
  }
  return best;
}

function firstLines(text: string): readonly string[] {
  // Row numbers of a sheet are kept by empty lines, of which there may be many.
  return text
    .replace(/^\ufeff/u, "")
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== "")
    .slice(0, HEADER_ROWS);
}

function plainCells(line: string, delimiter: TextDelimiter): readonly string[] {
  return line
    .slice(0, 16_384)
    .split(delimiter)
    .map((cell) => cell.trim().replaceAll(/^"|"$/gu, ""));
}
