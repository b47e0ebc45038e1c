import type { HelpPage } from "../../data/help/help-page.ts";
import { loadGuide } from "../../data/help/load-guide.ts";
import { language } from "../../data/language.ts";

let loaded: Promise<readonly HelpPage[]> | null = null;

/** The guide, loaded once. After a failure the next one who asks tries again. */
export function guidePages(): Promise<readonly HelpPage[]> {
  loaded ??= loadGuide(language()).catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}
