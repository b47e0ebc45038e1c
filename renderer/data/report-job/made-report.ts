import type { ReportPicture } from "../../../shared/export/pictures/picture-types.ts";
import { picturesOf } from "../../../shared/export/pictures/pictures-of.ts";
import type { ReportExport } from "../../../shared/export/report-record.ts";
import { buffersOfSheet, type ReportSheet, sheetOf } from "../../../shared/export/report-sheet.ts";
import type { ReportCells } from "../../../shared/types/report-column.ts";
import { PICTURE_WORDS } from "../picture-words.ts";
import { caveatSentences, confidenceText, sourceSentences } from "../report-texts.ts";

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
    pictures: picturesOf(answer, PICTURE_WORDS),
  };
}

/** The memory that goes to the page together with a report. */
export function buffersOfMade({ sheet }: MadeReport): ArrayBuffer[] {
  return buffersOfSheet(sheet);
}
