import { type RefObject, useEffect } from "react";
import { type App, useApp } from "../../state/app.ts";
import { isFollowed } from "../../state/browser-trail.ts";
import { goBack, goForward, showView, stepBack } from "../../state/commands.ts";
import { showHelp } from "../../state/help-commands.ts";
import { commandOf, hasOwnUndo, runCommand } from "../../state/host-events.ts";
import { useStore } from "../../state/store.ts";
import { keyOfView, VIEWS } from "../../state/view-state.ts";

/** Buttons of a mouse that mean back and forward. */
const MOUSE_BACK = 3;
const MOUSE_FORWARD = 4;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}

/** Menus and dialogs have keys of their own, Escape first of all. */
function isInPopup(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".dialog, .menu-panel, .popover") !== null;
}

/** The guide; over a dialog, at the page that the dialog has, else at the contents. */
function askForHelp(app: App, target: EventTarget | null): void {
  const dialog = target instanceof Element ? target.closest(".dialog") : null;
  if (dialog === null) showHelp(app);
  else {
    const own = dialog.querySelector<HTMLElement>('[data-help=""]');
    (own ?? dialog.querySelector<HTMLElement>("[data-help]"))?.click();
  }
}

/** What a key does everywhere; null where it means nothing. Keys of the browser, such as reload, are left alone. */
function actionOf(
  app: App,
  event: KeyboardEvent,
  filter: RefObject<HTMLInputElement | null>,
): (() => void) | null {
  const command = commandOf(event);
  if (command === "help") return () => askForHelp(app, event.target);
  if (isInPopup(event.target) && command !== "palette") return null;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isPlain && event.key === "Escape") return () => stepBack(app);
  if (isPlain && isTyping(event.target)) return null;
  if (command !== null) return commandAction(app, command, event.target, filter);
  const view = isPlain ? VIEWS.find((name) => keyOfView(name) === event.key) : undefined;
  return view !== undefined && app.dataset.get().data !== null ? () => showView(app, view) : null;
}

/** What a command does when its key is pressed here; null leaves the key to the browser, or to the program's menu. */
function commandAction(
  app: App,
  command: NonNullable<ReturnType<typeof commandOf>>,
  target: EventTarget | null,
  filter: RefObject<HTMLInputElement | null>,
): (() => void) | null {
  switch (command) {
    case "palette":
      return () => app.view.patch({ palette: !app.view.get().palette });
    case "find":
      return filter.current === null ? null : () => filter.current?.focus();
    case "shortcuts":
      return () => runCommand(app, command);
    case "undo":
    case "redo":
      return hasOwnUndo(target) ? null : () => runCommand(app, command);
    case "export":
    case "back":
    case "forward":
      return app.dataset.get().data === null ? null : () => runCommand(app, command);
    default:
      return null;
  }
}

/** Keys and mouse buttons that mean the same on every view. */
export function useShortcuts(filter: RefObject<HTMLInputElement | null>): void {
  const app = useApp();
  const finding = useStore(app.view, (view) => view.finding);
  useEffect(() => {
    if (finding > 0) filter.current?.focus();
  }, [finding, filter]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const action = actionOf(app, event, filter);
      if (action === null) return;
      // Escape also leaves full screen and stops loading; only what it closes here is ours.
      if (event.key !== "Escape") event.preventDefault();
      action();
    };
    const onMouse = (event: MouseEvent) => {
      if (event.button !== MOUSE_BACK && event.button !== MOUSE_FORWARD) return;
      if (app.dataset.get().data === null || isFollowed(window.history)) return;
      event.preventDefault();
      if (event.button === MOUSE_BACK) goBack(app);
      else goForward(app);
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("mouseup", onMouse);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("mouseup", onMouse);
    };
  }, [app, filter]);
}
