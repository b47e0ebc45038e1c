import { BrowserWindow, nativeTheme, type Session } from "electron";
import { PAGE_URL } from "./page-origin.ts";
import { MIN_SIZE, type Opening } from "./window-place.ts";

/** Ground of the empty window, as in the page's own styles, so that nothing flashes before the first paint. */
const GROUND = { light: "#f6f7f9", dark: "#14171c" };

const ground = (): string => (nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light);

export interface WindowOptions {
  readonly preload: string;
  /** Picture for the window's frame; Windows and macOS take the one of the program. */
  readonly icon: string;
  readonly session: Session;
  /** Developer tools are for builds run from the source folder only. */
  readonly devTools: boolean;
  readonly opening: Opening;
}

/**
 * Opens the one window, hidden until its first paint. The page runs in Chromium's sandbox, isolated from the preload
 * script, without Node.
 */
export function openWindow({ preload, icon, session, devTools, opening }: WindowOptions): BrowserWindow {
  const { maximized, fullScreen, ...bounds } = opening;
  const window = new BrowserWindow({
    title: "Logonscope",
    ...(process.platform === "linux" ? { icon } : {}),
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    backgroundColor: ground(),
    webPreferences: {
      preload,
      session,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  });
  const followTheme = (): void => window.setBackgroundColor(ground());
  nativeTheme.on("updated", followTheme);
  window.once("closed", () => nativeTheme.off("updated", followTheme));
  window.once("ready-to-show", () => {
    if (maximized) window.maximize();
    window.show();
    if (fullScreen) window.setFullScreen(true);
  });
  return window;
}

/** Loads the page. Resolves when it stands, rejects with Chromium's reason when it does not. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(PAGE_URL);
}

/** Brings a window to the front, as a second start of the program should. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
