import { type BrowserWindow, Notification } from "electron";
import type { PageState } from "../../shared/contract/page-state.ts";
import type { Language } from "../../shared/types/language.ts";
import { type ShellWords, shellWords, workSentence } from "./shell-words.ts";
import { createWorkWatch } from "./work-watch.ts";

/** What stands around the page: its menu, the bar in the task bar, and notices. */
export interface Desk {
  /** What the page says of itself; null when it has gone. */
  take(state: PageState | null): void;
  /** In the language of the page; until there is one, in that of the system. */
  words(): ShellWords;
  /** Sets how the menu is put up, and puts it up; from then on whenever it changes. */
  showMenuWith(show: ShowMenu): void;
  /** Something in the menu has changed that the page knows nothing of. */
  renewMenu(): void;
}

export type ShowMenu = (page: PageState, words: ShellWords) => void;

export interface DeskOptions {
  readonly window: () => BrowserWindow | null;
  /** Asked once the program is ready. */
  readonly systemLanguage: () => Language;
  /** Brings the window to the front. */
  readonly focus: () => void;
  readonly now?: () => number;
}

export function createDesk({ window, systemLanguage, focus, now }: DeskOptions): Desk {
  let page: PageState | null = null;
  let showMenu: ShowMenu = () => {};
  let menu = "";
  let bar = -1;
  let watch = createWorkWatch(now);
  /** Kept, because a notice that is collected as garbage cannot be clicked. */
  let notice: Notification | null = null;

  const shown = (): PageState => page ?? { ...NO_PAGE, language: systemLanguage() };
  const words = (): ShellWords => shellWords(shown().language);
  const renewMenu = (): void => showMenu(shown(), words());
  const notify = (text: string): void => {
    notice?.close();
    notice = null;
    if (window()?.isFocused() !== false || !Notification.isSupported()) return;
    notice = new Notification({ title: "Logonscope", body: text });
    notice.on("click", () => {
      notice = null;
      focus();
    });
    notice.show();
  };

  return {
    take(state) {
      page = state ?? { ...NO_PAGE, language: shown().language };
      if (state === null) watch = createWorkWatch(now);
      const { language, hasCase, canSave, views } = page;
      const inMenu = JSON.stringify({ language, hasCase, canSave, views });
      if (inMenu !== menu) {
        menu = inMenu;
        renewMenu();
      }
      const news = watch(page);
      if (news.bar !== bar) {
        bar = news.bar;
        window()?.setProgressBar(bar);
      }
      if (news.over !== null) notify(workSentence(news.over, language));
    },
    words,
    showMenuWith(show) {
      showMenu = show;
      renewMenu();
    },
    renewMenu,
  };
}

const NO_PAGE: Omit<PageState, "language"> = {
  hasCase: false,
  canSave: false,
  views: [],
  work: null,
  done: null,
};
