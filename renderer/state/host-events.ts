import { commandOfKey, type PressedKey } from "../../shared/contract/command-keys.ts";
import type { HostCommand, HostEvent } from "../../shared/contract/host.ts";
import { showAbout } from "./about-commands.ts";
import type { App } from "./app.ts";
import { goBack, goForward, redo, showView, undo } from "./commands.ts";
import { showHelp } from "./help-commands.ts";
import { showLive } from "./live-commands.ts";
import { closeCase, openDemo, openFiles, pickAndOpen, refreshRecent } from "./open-commands.ts";
import { printView } from "./print-commands.ts";
import { saveShown } from "./save-shown.ts";
import { VIEWS } from "./view-state.ts";

/** News of the host: files to open, or what was chosen in its menu. */
export function takeHostEvent(app: App, event: HostEvent): void {
  switch (event.type) {
    case "openFiles":
      openFiles(app, event.files);
      break;
    case "command":
      runCommand(app, event.command);
      break;
    case "showView": {
      const view = VIEWS[event.view];
      if (view !== undefined && app.dataset.get().data !== null) showView(app, view);
      break;
    }
    case "recentChanged":
      void refreshRecent(app);
      break;
  }
}

/** The command that a key means everywhere; null for none. */
export function commandOf(pressed: PressedKey): HostCommand | null {
  return commandOfKey(pressed);
}

/** What each command does: the same as the buttons of the page. */
const COMMANDS: Readonly<Record<HostCommand, (app: App) => void>> = {
  open: (app) => void pickAndOpen(app, false),
  add: (app) => void pickAndOpen(app, true),
  openDemo: (app) => void openDemo(app),
  readLive: (app) => showLive(app),
  export: saveShown,
  print: (app) => void printView(app),
  closeCase,
  undo: (app) => undoIn("undo") || undo(app),
  redo: (app) => undoIn("redo") || redo(app),
  find: (app) => app.view.patch({ finding: app.view.get().finding + 1 }),
  palette: (app) => app.view.patch({ palette: true }),
  back: goBack,
  forward: goForward,
  help: (app) => showHelp(app),
  shortcuts: (app) => app.view.patch({ shortcuts: true }),
  about: showAbout,
};
const NEED_A_CASE: ReadonlySet<HostCommand> = new Set([
  "add",
  "export",
  "print",
  "closeCase",
  "find",
  "back",
  "forward",
]);
const WAIT_FOR_READING: ReadonlySet<HostCommand> = new Set(["export", "print"]);

/**
 * Does what a menu or a key asks for. What needs a case does nothing without one: a Mac lets keys through to entries of
 * a menu that cannot be chosen (electron/electron#49841).
 */
export function runCommand(app: App, command: HostCommand): void {
  if (NEED_A_CASE.has(command) && app.dataset.get().data === null) return;
  if (WAIT_FOR_READING.has(command) && app.job.get().phase === "running") return;
  COMMANDS[command](app);
}

/** A box with text in it keeps its own undo. */
export function hasOwnUndo(target: unknown): boolean {
  return (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== "";
}

/** Undoes in the box that is being typed into; false where there is none. */
function undoIn(what: "undo" | "redo"): boolean {
  return hasOwnUndo(document.activeElement) && document.execCommand(what);
}
