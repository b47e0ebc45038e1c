import { chooseLanguage, language, readerLanguages } from "../data/language.ts";
import type { App } from "./app.ts";
import { setPrefs } from "./commands.ts";
import type { LanguageChoice } from "./kept-language.ts";
import { leaveForReload } from "./reload-trip.ts";

/** The part of a window that is needed here. */
export interface ReloadPlace {
  readonly location: Pick<Location, "href" | "reload">;
  readonly history: Pick<History, "replaceState" | "state">;
  readonly sessionStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

/**
 * Chooses the language of the page, which holds for a whole load: the page loads itself again with the case that is
 * open. Where nothing is kept, the address bears the choice.
 */
export function setLanguage(app: App, choice: LanguageChoice, page: ReloadPlace = window): void {
  setPrefs(app, { language: choice });
  if (chooseLanguage(null, choice, readerLanguages()) === language()) return;
  const address = new URL(page.location.href);
  if (app.storage === null && choice !== "system") address.searchParams.set("lang", choice);
  else address.searchParams.delete("lang");
  leaveForReload(app, page.sessionStorage);
  page.history.replaceState(page.history.state, "", address);
  page.location.reload();
}
