import { OPTION_WORDS } from "../../shared/engine/reports/option-words.ts";
import { evidenceIn } from "../../shared/export/report-evidence.ts";
import { cellsIn } from "../../shared/export/report-table.ts";
import { reportTextsIn } from "../../shared/export/report-texts.ts";
import { REPORT_WORDS } from "../../shared/export/report-words.ts";
import { spoken } from "./language.ts";
import { MESSAGES_SPOKEN } from "./messages.ts";

const words = spoken("reportWords", REPORT_WORDS);
const texts = reportTextsIn(words, MESSAGES_SPOKEN);

/** What can be wrong with the files a report is given. */
export const OPTION_PROBLEMS = spoken("reportOptions", OPTION_WORDS);

/** What reports say, in the language of the page. What is saved of them is English. */
export const { columnTitle, reportTitle, wordText } = texts;
export const { cellText, hoursText, lineCell } = cellsIn(words, texts);
export const { caveatSentences, confidenceText, sourceSentences } = evidenceIn(words, MESSAGES_SPOKEN, texts);
