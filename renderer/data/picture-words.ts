import type { PictureWords } from "../../shared/export/pictures/picture-words.ts";
import { count, oneTenth } from "./numbers.ts";
import { hoursText, wordText } from "./report-texts.ts";
import { PICTURES } from "./texts/reports.ts";
import { T } from "./texts.ts";

/** The words of pictures in the language of the page. */
export const PICTURE_WORDS: PictureWords = {
  texts: PICTURES,
  months: T.months,
  weekdays: T.weekdays,
  dayDot: T.dayDot,
  count,
  percent: (value) => `${oneTenth(value)} %`,
  wordOf: wordText,
  hoursOf: hoursText,
};
