import type { Language } from "../../../shared/types/language.ts";
import type { HelpPage } from "./help-page.ts";

/** The pages of the guide in their order, loaded when they are first asked for. */
export async function loadGuide(language: Language): Promise<readonly HelpPage[]> {
  const english = import("virtual:guide/en");
  if (language === "en") return (await english).PAGES;
  const [{ PAGES }, { PAGES: own }] = await Promise.all([english, import("virtual:guide/de")]);
  return inPlaceOf(PAGES, own);
}

/** The English pages, each replaced where the other language has it: a page that it does not have stands in English. */
export function inPlaceOf(english: readonly HelpPage[], own: readonly HelpPage[]): readonly HelpPage[] {
  return english.map((page) => own.find(({ id }) => id === page.id) ?? page);
}
