import { LANGUAGES, type Language } from "../../shared/types/language.ts";
import type { TextTables } from "./texts/tables.ts";

/*
 * The language of this page or worker. It is chosen once, before any module with words is loaded, and holds until the
 * next load: words are plain constants everywhere, and nothing has to be drawn again.
 */

/** Gives the words of an area in the language of the page; `english` are those of the source. */
export type Translation = <Area extends keyof TextTables>(
  area: Area,
  english: TextTables[Area],
) => TextTables[Area];

export interface Speech {
  readonly language: Language;
  /** Habits of writing numbers and dates. */
  readonly locale: string;
  /** Null where the words are those of the source. */
  readonly translation: Translation | null;
}

/** Stands above its first use: the line below is run before a reader's language is known. */
const PLAIN_LOCALES: Readonly<Record<Language, string>> = { en: "en-US", de: "de-DE" };

let speech: Speech = { language: "en", locale: localeFor("en", readerLanguages()), translation: null };

/** Says what the page speaks. Words that were read before stay as they are. */
export function speak(chosen: Speech): void {
  speech = chosen;
}

/** Of the page as it was loaded. */
export function language(): Language {
  return speech.language;
}

export function locale(): string {
  return speech.locale;
}

/** The words of an area in the language of the page. */
export function spoken<Area extends keyof TextTables>(
  area: Area,
  english: TextTables[Area],
): TextTables[Area] {
  return speech.translation === null ? english : speech.translation(area, english);
}

/** The first that is one of ours: what the address asks for, what the user chose, what the reader's system speaks. */
export function chooseLanguage(
  asked: string | null,
  kept: Language | "system",
  readers: readonly string[],
): Language {
  const own = (tag: string | null) =>
    LANGUAGES.find((each) => each === tag?.toLowerCase().split("-", 1)[0]) ?? null;
  if (own(asked) !== null) return own(asked)!;
  if (kept !== "system") return kept;
  return readers.map(own).find((each) => each !== null) ?? "en";
}

/**
 * Habits of writing numbers and dates: those of the reader as far as they go with the language of the words, else the
 * plain ones. Times of evidence are ISO everywhere and never follow them.
 */
export function localeFor(chosen: Language, readers: readonly string[]): string {
  const ofLanguage = new RegExp(`^${chosen}(-|$)`, "i");
  return readers.find((tag) => ofLanguage.test(tag)) ?? PLAIN_LOCALES[chosen];
}

/** Languages the reader's system speaks, best first. */
export function readerLanguages(): readonly string[] {
  return navigator.languages;
}
