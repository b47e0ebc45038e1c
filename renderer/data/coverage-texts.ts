import { archiveFactsIn } from "../../shared/export/archive-record.ts";
import { coverageIn } from "../../shared/export/coverage-texts.ts";
import { coverageViewIn } from "../../shared/export/coverage-view.ts";
import { COVERAGE_WORDS } from "../../shared/export/coverage-words.ts";
import { subcategoryText } from "./engine-texts.ts";
import { spoken } from "./language.ts";
import { MESSAGES_SPOKEN } from "./messages.ts";

const words = spoken("coverageWords", COVERAGE_WORDS);
const texts = coverageIn(words, subcategoryText);

/** What is said of what a log can answer, in the language of the page. */
export const {
  answers: ANSWER_TEXT,
  questions: QUESTION_TEXT,
  reasons: REASON_TEXT,
  roles: ROLE_TEXT,
} = words;
export const { advisedText, contradictionText, policyText, roleReason, roleText, settingText, sightText } =
  texts;
export const { computerView } = coverageViewIn(texts, MESSAGES_SPOKEN);
export const archiveFacts = archiveFactsIn(words, MESSAGES_SPOKEN);
