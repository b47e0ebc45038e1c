import { LANGUAGES, type Language } from "../../shared/types/language.ts";

/** Under which the page keeps the habits of its user. */
export const PREFS_KEY = "logonscope.prefs";

/** What the user may choose: one of our languages, or the one the system speaks. */
export type LanguageChoice = Language | "system";
export const LANGUAGE_CHOICES: readonly LanguageChoice[] = ["system", ...LANGUAGES];

/**
 * The language among the habits. They are read as a whole later on: by modules that have words, which must not be
 * loaded before the language is known.
 */
export function keptLanguage(storage: { getItem(key: string): string | null } | null): LanguageChoice {
  try {
    const found: unknown = JSON.parse(storage?.getItem(PREFS_KEY) ?? "null");
    if (typeof found !== "object" || found === null || !("language" in found)) return "system";
    return languageFrom(found.language);
  } catch {
    // Refused or nonsense: as if nothing had been chosen.
    return "system";
  }
}

/** A value out of the storage; anything unknown follows the system. */
export function languageFrom(value: unknown): LanguageChoice {
  return LANGUAGE_CHOICES.find((choice) => choice === value) ?? "system";
}
