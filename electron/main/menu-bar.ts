import { Menu } from "electron";
import type { RecentCase } from "../../shared/contract/host.ts";
import type { PageState } from "../../shared/contract/page-state.ts";
import type { HostService } from "../host/host-service.ts";
import { menuTemplate } from "./menu.ts";
import type { ShellWords } from "./shell-words.ts";

export interface MenuBar {
  /** Puts the menu up, for what the page shows. */
  show(page: PageState, words: ShellWords): void;
  /** For the next time it is put up. */
  setRecent(cases: readonly RecentCase[]): void;
}

/** The menu of the program in front of its host. `remembers`: recent cases are kept. */
export function createMenuBar(
  host: Pick<HostService, "command" | "showView" | "openRecentEvent" | "clearRecent">,
  options: {
    readonly devTools: boolean;
    readonly live: boolean;
    readonly remembers: boolean;
    readonly onFailure: (failure: unknown) => void;
  },
): MenuBar {
  let recent: readonly RecentCase[] | null = options.remembers ? [] : null;
  return {
    show(page, words) {
      const template = menuTemplate({
        mac: process.platform === "darwin",
        devTools: options.devTools,
        live: options.live,
        words,
        page,
        recent,
        send: host.command,
        showView: host.showView,
        openRecent: (id) => void host.openRecentEvent(id).catch(options.onFailure),
        clearRecent: host.clearRecent,
      });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    },
    setRecent(cases) {
      if (options.remembers) recent = cases;
    },
  };
}
