import { type RefObject, useEffect } from "react";
import { type App, useApp } from "../../state/app.ts";
import { isFollowed } from "../../state/browser-trail.ts";
import { goBack, goForward, redo, showView, stepBack, undo } from "../../state/commands.ts";
import { saveShown } from "../../state/save-shown.ts";
import { useStore } from "../../state/store.ts";
import { VIEWS } from "../../state/view-state.ts";

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

/** A box with text in it keeps its own undo. */
function hasOwnUndo(target: EventTarget | null): boolean {
  return (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== "";
}

/** What a key does everywhere; null where it means nothing. Keys of the browser, such as reload, are left alone. */
function actionOf(
  app: App,
  event: KeyboardEvent,
  filter: RefObject<HTMLInputElement | null>,
): (() => void) | null {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  const find = () => filter.current?.focus();
  if (isInPopup(event.target) && !(command && key === "k")) return null;
  if (command && !event.altKey) {
    if (key === "k" && !event.shiftKey) return () => app.view.patch({ palette: !app.view.get().palette });
    if (key === "f" && !event.shiftKey && filter.current !== null) return find;
    if (key === "s" && !event.shiftKey && app.dataset.get().data !== null) return () => saveShown(app);
    if (key === "z" && !hasOwnUndo(event.target)) return () => (event.shiftKey ? redo(app) : undo(app));
    if (key === "y" && !event.shiftKey && !hasOwnUndo(event.target)) return () => redo(app);
    return null;
  }
  if (event.altKey && !command && !event.shiftKey && app.dataset.get().data !== null) {
    if (event.key === "ArrowLeft") return () => goBack(app);
    if (event.key === "ArrowRight") return () => goForward(app);
  }
  if (command || event.altKey) return null;
  if (event.key === "Escape") return () => stepBack(app);
  if (isTyping(event.target)) return null;
  if (event.key === "/") return find;
  if (event.key === "?") return () => app.view.patch({ shortcuts: true });
  const view = /^[1-9]$/.test(event.key) ? VIEWS[Number(event.key) - 1] : undefined;
  return view !== undefined && app.dataset.get().data !== null ? () => showView(app, view) : null;
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
