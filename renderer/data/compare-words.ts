import { COMPARE_WORDS } from "../../shared/export/compare/compare-words.ts";
import { spoken } from "./language.ts";

/** What a comparison says, in the language of the page. Files are in the words of the command line. */
export const COMPARE_SPOKEN = spoken("compareWords", COMPARE_WORDS);
