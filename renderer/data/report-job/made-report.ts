import { caveatSentences, confidenceText, sourceSentences } from "../../../shared/export/report-evidence.ts";
import type { ReportExport } from "../../../shared/export/report-record.ts";
import { buffersOfSheet, type ReportSheet, sheetOf } from "../../../shared/export/report-sheet.ts";
import type { ReportCells } from "../../../shared/types/report.ts";
import type { ReportPicture } from "../report-pictures/picture-types.ts";
import { picturesOf } from "../report-pictures/pictures-of.ts";

/** A report as it is shown: its lines in columns, and in words all that it says of itself. */
export interface MadeReport {
  readonly sheet: ReportSheet;
  readonly totals: ReportCells;
  /** False: the filter on screen means nothing to this report and was left out. */
  readonly filtered: boolean;
  /** How sure the ends of the sessions behind it are; null where there are none. */
  readonly confidence: string | null;
  readonly caveats: readonly string[];
  readonly sources: readonly string[];
  readonly pictures: readonly ReportPicture[];
}

export function madeReport(answer: ReportExport, filtered: boolean): MadeReport {
  const { report, data } = answer;
  return {
    sheet: sheetOf(report.name, report.lines),
    totals: report.totals,
    filtered,
    confidence: confidenceText(answer),
    caveats: caveatSentences(answer),
    sources: sourceSentences(data),
    pictures: picturesOf(answer),
  };
}

/** The memory that goes to the page together with a report. */
export function buffersOfMade({ sheet }: MadeReport): ArrayBuffer[] {
  return buffersOfSheet(sheet);
}
