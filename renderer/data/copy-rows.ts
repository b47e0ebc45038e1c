/** More rows than this belong into a file. */
export const MOST_COPIED = 50_000;

export interface CopyColumn {
  readonly header: string;
  /** Its cells are moments on the clock of the zone. */
  readonly time: boolean;
  readonly text: (row: number) => string;
}

/**
 * Rows as tab-separated text for a ticket or a spreadsheet. Headings of times name their zone; a text that begins like
 * a formula is marked as in CSV.
 */
export function rowsAsText(rows: Uint32Array, columns: readonly CopyColumn[], zone: string): string {
  const lines = [columns.map(({ header, time }) => (time ? `${header} (${zone})` : header)).join("\t")];
  for (const row of rows) lines.push(columns.map(({ text }) => tabCell(text(row))).join("\t"));
  return `${lines.join("\n")}\n`;
}

/** A tab or a line end inside a cell would begin another one. Commas and quotes mean nothing between tabs. */
function tabCell(text: string): string {
  const plain = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
}
