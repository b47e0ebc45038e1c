import { type BrowserWindow, dialog } from "electron";
import type { Profile } from "./profile.ts";
import { focusWindow, loadPage, openWindow } from "./window.ts";

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
  readonly profile: Profile;
  readonly devTools: boolean;
}): MainWindow {
  let window: BrowserWindow | null = null;

  const open = (): BrowserWindow => {
    const opened = openWindow({
      preload: options.preload,
      session: options.profile.pageSession(),
      devTools: options.devTools,
    });
    opened.once("closed", () => {
      window = null;
    });
    opened.webContents.on("render-process-gone", (_event, { reason }) => {
      if (reason !== "clean-exit") void askToReload(opened, reason);
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
async function askToReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: "error",
    message: reason === "oom" ? "The window ran out of memory." : "The window stopped working.",
    detail: "Your log files are untouched. Reload to open them again.",
    buttons: ["Reload", "Close"],
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
