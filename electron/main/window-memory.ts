import { join } from "node:path";
import { type BrowserWindow, screen } from "electron";
import { readJson, writeJson } from "../host/config-folder.ts";
import { type Opening, openingOf, type WindowPlace } from "./window-place.ts";

const FILE_NAME = "window.json";
/** A window that is being moved tells so many times a second. */
const SETTLED_MS = 500;

/** Remembers where the window stands, from one start to the next. */
export interface WindowMemory {
  /** How it is to open; ask after `ready`. */
  opening(): Opening;
  /** Keeps an eye on a window. */
  watch(window: BrowserWindow): void;
}

/**
 * The memory is a file of the settings folder; with `folder` null nothing is read or written (a private start). Electron
 * can keep such a state itself, but that is experimental and takes no account of private starts.
 */
export function createWindowMemory(folder: string | null): WindowMemory {
  return {
    opening: () =>
      openingOf(
        folder === null ? undefined : readJson(join(folder, FILE_NAME)),
        screen.getAllDisplays().map(({ workArea }) => workArea),
      ),
    watch(window) {
      if (folder === null) return;
      let timer: NodeJS.Timeout | null = null;
      let written = "";
      const keep = (): void => {
        if (timer !== null) clearTimeout(timer);
        timer = null;
        // A minimised window is not where it will be wanted, but its normal bounds are.
        const place: WindowPlace = {
          bounds: window.getNormalBounds(),
          maximized: window.isMaximized(),
          fullScreen: window.isFullScreen(),
        };
        const text = JSON.stringify(place);
        if (text !== written && writeJson(folder, FILE_NAME, place)) written = text;
      };
      const soon = (): void => {
        if (timer !== null) clearTimeout(timer);
        timer = setTimeout(keep, SETTLED_MS);
      };
      window.on("resize", soon);
      window.on("move", soon);
      window.on("maximize", soon);
      window.on("unmaximize", soon);
      window.on("enter-full-screen", soon);
      window.on("leave-full-screen", soon);
      window.on("close", keep);
      window.once("closed", () => {
        if (timer !== null) clearTimeout(timer);
      });
    },
  };
}
