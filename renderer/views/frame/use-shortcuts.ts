import { type RefObject, useEffect } from "react";
import { useApp } from "../../state/app.ts";
import { showView, stepBack } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { VIEWS } from "../../state/view-state.ts";

/** Keys that mean the same on every view. Nothing happens while the user types somewhere. */
export function useShortcuts(filter: RefObject<HTMLInputElement | null>): void {
  const app = useApp();
  const finding = useStore(app.view, (view) => view.finding);
  useEffect(() => {
    if (finding > 0) filter.current?.focus();
  }, [finding, filter]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target;
      const typing =
        target instanceof HTMLInputElement ||
        target instanceof HTMLSelectElement ||
        target instanceof HTMLTextAreaElement;
      if (event.key === "Escape") {
        stepBack(app);
        return;
      }
      if (typing) return;
      const view = /^[1-9]$/.test(event.key) ? VIEWS[Number(event.key) - 1] : undefined;
      if (event.key === "/") filter.current?.focus();
      else if (event.key === "?") app.view.patch({ shortcuts: true });
      else if (view !== undefined && app.dataset.get().data !== null) showView(app, view);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [app, filter]);
}
