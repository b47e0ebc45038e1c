import { type ReportSheet, sheetLine } from "../../shared/export/report-sheet.ts";
import type { ReportRowOf } from "../../shared/types/report.ts";
import { memoByObject } from "./memo.ts";
import { type Behind, type BehindContext, behindLine } from "./report-lines.ts";

/** A burst or a spray, and the way to the refusals it is made of. */
export interface FailureRun {
  readonly cells: ReportRowOf<"bursts">;
  readonly behind: Behind | null;
}

const BURST = 1;
const SPRAY = 2;

/** The lines of a report of bursts: what worked in the end first, then sprays, then the largest. */
export function runsOf(sheet: ReportSheet, most: number, context: BehindContext): readonly FailureRun[] {
  return runOrder(sheet)
    .slice(0, most)
    .map((row) => {
      const line = sheetLine(sheet, row);
      return { cells: line.cells as ReportRowOf<"bursts">, behind: behindLine(line, context) };
    });
}

const runOrder = memoByObject((sheet: ReportSheet): readonly number[] => {
  const { succeeded, attempts } = sheet.columns;
  const isSpray = (row: number) => sheet.texts[sheet.columns.what![row]!] === "spray";
  const rank = (row: number) => (Number.isNaN(succeeded![row]!) ? 0 : 2) + (isSpray(row) ? 1 : 0);
  return Array.from({ length: sheet.length }, (_, row) => row).sort(
    (a, b) => rank(b) - rank(a) || attempts![b]! - attempts![a]! || a - b,
  );
});

/** For each failure of a case whether it is one of a burst (1), a spray (2), or both (3). */
export const runMarks = memoByObject((sheet: ReportSheet, failures: number): Uint8Array => {
  const marks = new Uint8Array(failures);
  const { start, rows } = sheet.failures;
  for (let line = 0; line < sheet.length; line++) {
    const mark = sheet.texts[sheet.columns.what![line]!] === "spray" ? SPRAY : BURST;
    for (let at = start[line]!; at < start[line + 1]!; at++) marks[rows[at]!]! |= mark;
  }
  return marks;
});
