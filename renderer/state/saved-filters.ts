import { LONGEST_NAME, MOST_SAVED, type SavedFilter } from "../data/saved-filter.ts";
import type { App } from "./app.ts";
import { setPrefs } from "./commands.ts";

/** Keeps a filter under a name; one of that name is replaced. False when the list is full or the name is none. */
export function saveFilter(app: App, name: string, text: string): boolean {
  const wanted = name.trim().slice(0, LONGEST_NAME);
  const others = app.prefs.get().savedFilters.filter((one) => one.name !== wanted);
  if (wanted === "" || others.length >= MOST_SAVED) return false;
  setSaved(app, [...others, { name: wanted, text }]);
  return true;
}

/** Gives a saved filter another name, which may replace one that has it. */
export function renameFilter(app: App, from: string, to: string): boolean {
  const wanted = to.trim().slice(0, LONGEST_NAME);
  const { savedFilters } = app.prefs.get();
  if (wanted === "" || !savedFilters.some((one) => one.name === from)) return false;
  setSaved(
    app,
    savedFilters
      .filter((one) => one.name === from || one.name !== wanted)
      .map((one) => (one.name === from ? { ...one, name: wanted } : one)),
  );
  return true;
}

export function deleteFilter(app: App, name: string): void {
  setSaved(
    app,
    app.prefs.get().savedFilters.filter((one) => one.name !== name),
  );
}

function setSaved(app: App, saved: readonly SavedFilter[]): void {
  const savedFilters = [...saved].sort((a, b) => a.name.localeCompare(b.name));
  setPrefs(app, { savedFilters });
}
