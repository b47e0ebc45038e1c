import { type BrowserWindow, dialog } from "electron";
import type { Profile } from "./profile.ts";
import type { ShellWords } from "./shell-words.ts";
import { focusWindow, loadPage, openWindow } from "./window.ts";
import type { WindowMemory } from "./window-memory.ts";

/** The one window of the program, and what happens to it. */
export interface MainWindow {
  /** Once everything stands that the page will ask for. */
  open(): void;
  /** Brings the window to the front; without one there is nothing to do: it is about to open, or to end. */
  focus(): void;
  /** The window for dialogs to belong to. */
  window(): BrowserWindow | null;
  isOurs(contentsId: number): boolean;
}

export function createMainWindow(options: {
  readonly preload: string;
  readonly icon: string;
  readonly profile: Profile;
  readonly devTools: boolean;
  readonly memory: WindowMemory;
  readonly words: () => ShellWords;
}): MainWindow {
  let window: BrowserWindow | null = null;

  const open = (): BrowserWindow => {
    const opened = openWindow({
      preload: options.preload,
      icon: options.icon,
      session: options.profile.pageSession(),
      devTools: options.devTools,
      opening: options.memory.opening(),
    });
    options.memory.watch(opened);
    opened.once("closed", () => {
      window = null;
    });
    opened.webContents.on("render-process-gone", (_event, { reason }) => {
      if (reason !== "clean-exit") void askToReload(opened, reason, options.words());
    });
    void loadPage(opened).catch((failure: unknown) => {
      if (opened.isDestroyed()) return;
      dialog.showErrorBox("Logonscope could not show its page", messageOf(failure));
      opened.destroy();
    });
    return opened;
  };

  return {
    open() {
      window ??= open();
    },
    focus() {
      if (window !== null) focusWindow(window);
    },
    window: () => window,
    isOurs: (contentsId) => window !== null && !window.isDestroyed() && window.webContents.id === contentsId,
  };
}

/** The page's process died, most likely for want of memory. What was read is gone; the files are not. */
async function askToReload(window: BrowserWindow, reason: string, words: ShellWords): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: reason === "oom" ? words.memory : words.died,
    detail: words.untouched,
    buttons: [words.reloadWindow, words.closeWindow],
    defaultId: 0,
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.destroy();
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
