import { VERDICT_KEYS, type VerdictKey } from "../types/coverage.ts";
import { END_REASONS, type EndReason, HOLE_CAUSES, type HoleCause } from "../types/names.ts";
import type { ReportCaveat, ReportName } from "../types/report.ts";
import type { ReportColumn } from "../types/report-column.ts";
import { MESSAGES, type Messages } from "./messages.ts";
import { REPORT_WORDS, type ReportWords } from "./report-words.ts";

/** Titles, headings and words of reports in a language. */
export function reportTextsIn(words: ReportWords, messages: Messages) {
  const headings: Readonly<Record<string, string>> = words.columns;
  const ofWords: Readonly<Record<string, string>> = words.wordColumns;
  const known: Readonly<Record<string, string>> = words.words;

  return {
    /** Title of a report. */
    reportTitle: (name: ReportName): string => words.titles[name],
    /** What a report cannot tell, as a sentence. */
    caveatText: (key: ReportCaveat): string => words.caveats[key],
    /** Heading of a column. */
    columnTitle: ({ title, type }: Pick<ReportColumn, "title" | "type">): string =>
      (type === "word" ? ofWords[title] : undefined) ?? headings[title] ?? title,
    /** A word of a closed list for people. */
    wordText: (word: string, list: readonly string[] | undefined): string => {
      if (list === END_REASONS) return messages.endReasonText(word as EndReason);
      if (list === VERDICT_KEYS) return words.verdicts[word as VerdictKey];
      if (list === HOLE_CAUSES) return messages.holeText(word as HoleCause);
      return Object.hasOwn(known, word) ? known[word]! : word;
    },
  };
}
export type ReportTexts = ReturnType<typeof reportTextsIn>;

/** In English. */
export const REPORT_TEXTS = reportTextsIn(REPORT_WORDS, MESSAGES);
export const { reportTitle, caveatText, wordText } = REPORT_TEXTS;
