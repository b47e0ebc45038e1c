import type { Language } from "../../shared/types/language.ts";
import { localeFor, readerLanguages, speak } from "./language.ts";

/**
 * Makes the page, or a worker of it, speak a language. To be awaited before a module with words is loaded. Other
 * languages than English are files of their own: who does not read them does not load them.
 */
export async function loadLanguage(language: Language): Promise<void> {
  const locale = localeFor(language, readerLanguages());
  // First of all: a table of words brings along how numbers are written.
  speak({ language, locale, translation: null });
  if (language === "en") return;
  const { GERMAN } = await import("./texts/de/german.ts");
  speak({ language, locale, translation: (area) => GERMAN[area] });
}
