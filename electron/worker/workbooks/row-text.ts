import type { SpoolFile } from "../archives/spool-folder.ts";

const FLUSH_CHARS = 262_144;
// biome-ignore lint/suspicious/noControlCharactersInRegex: line ends and tabs within a cell would divide rows.
const BREAKS = /[\u0000-\u001f\u2028\u2029]+/gu;

/**
 * Writes rows as CSV. A row stands on the line of its number, so that numbers stay those of the sheet; rows that are not
 * there are empty lines.
 */
export class RowText {
  readonly #file: SpoolFile;
  #pending = "";
  #line = 1;

  constructor(file: SpoolFile) {
    this.#file = file;
  }

  add(row: number, cells: readonly string[]): void {
    const gap = Math.max(0, row - this.#line);
    // Blocks of empty lines: a sheet may begin at its last row.
    for (let left = gap; left > 0; left -= FLUSH_CHARS) this.#put("\n".repeat(Math.min(left, FLUSH_CHARS)));
    this.#line += gap + 1;
    this.#put(`${cells.map(quoted).join(",")}\n`);
  }

  end(): void {
    if (this.#pending !== "") this.#file.write(Buffer.from(this.#pending, "utf8"));
    this.#pending = "";
    this.#file.close();
  }

  #put(text: string): void {
    this.#pending += text;
    if (this.#pending.length < FLUSH_CHARS) return;
    this.#file.write(Buffer.from(this.#pending, "utf8"));
    this.#pending = "";
  }
}

function quoted(cell: string): string {
  const line = cell.replaceAll(BREAKS, " ");
  return /[",;]/u.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
