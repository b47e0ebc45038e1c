import { parseQuery } from "../../shared/engine/filter/parse.ts";
import { printQuery, termText } from "../../shared/engine/filter/print.ts";
import type { SessionKind } from "../../shared/types/names.ts";
import type { App } from "./app.ts";
import { writePrefs } from "./prefs-storage.ts";
import type { Prefs, Selection, TableSort, TimeWindow, ViewName } from "./view-state.ts";

/*
 * Every action of the user once: buttons, shortcuts and the menu of the host all call these. Opening and closing
 * cases stands in open-commands, export in export-commands.
 */

export function showView(app: App, view: ViewName): void {
  app.view.patch({ view });
}

/** Opens the page of a person; null leads back to the summary. */
export function showPerson(app: App, person: string | null): void {
  app.view.patch({ view: "summary", person });
}

export function setFilter(app: App, filter: string): void {
  app.view.patch({ filter });
}

/** Adds a term to the filter, unless it is in there already. Of several values any will do. */
export function narrow(app: App, field: string, value: string | readonly string[]): void {
  const term = anyOfText(field, typeof value === "string" ? [value] : value);
  const { filter } = app.view.get();
  if (filter.trim() === "") setFilter(app, term);
  else if (!` ${filter} `.includes(` ${term} `)) setFilter(app, `${bracketed(filter)} ${term}`);
}

/** `field:value,value`. */
export function anyOfText(field: string, values: readonly string[]): string {
  return `${field}:${values.map((value) => termText(field, value).slice(field.length + 1)).join(",")}`;
}

/** Brackets a filter whose weakest link is "or", so that a term put behind it holds for all of it. */
function bracketed(filter: string): string {
  const query = parseQuery(filter);
  return query.ok && query.value.type === "or" ? `(${printQuery(query.value)})` : filter.trim();
}

export function setKinds(app: App, kinds: readonly SessionKind[]): void {
  app.view.patch({ kinds });
}

export function select(app: App, selection: Selection | null): void {
  app.view.patch({ selection });
}

export function setWindow(app: App, window: TimeWindow | null): void {
  app.view.patch({ window });
}

/** Asks who was on at a moment; null puts the question away. */
export function askWho(app: App, moment: number | null): void {
  app.view.patch({ moment });
}

export function toggleFold(app: App, group: string): void {
  const folded = new Set(app.view.get().folded);
  if (!folded.delete(group)) folded.add(group);
  app.view.patch({ folded });
}

/** Order after a click on a column's heading: the same column turns around. */
export function sortedBy(old: TableSort, column: string, descendingFirst: boolean): TableSort {
  return old.column === column
    ? { column, descending: !old.descending }
    : { column, descending: descendingFirst };
}

export function setZone(app: App, zone: string | null): void {
  app.view.patch({ zone });
}

export function setPrefs(app: App, change: Partial<Prefs>): void {
  app.prefs.patch(change);
  writePrefs(app.storage, app.prefs.get());
}

/** Shows the rows behind a statement: the filter, the view and maybe one of the rows. */
export function showRows(
  app: App,
  target: {
    readonly view: ViewName;
    readonly filter?: string;
    readonly kinds?: readonly SessionKind[];
    readonly selection?: Selection | null;
    readonly window?: TimeWindow | null;
    readonly moment?: number | null;
  },
): void {
  app.view.patch(target);
}

/** Escape: closes what is open, the nearest thing first. */
export function stepBack(app: App): void {
  const view = app.view.get();
  if (app.desk.get().toast !== null) app.desk.patch({ toast: null });
  else if (view.shortcuts) app.view.patch({ shortcuts: false });
  else if (view.selection !== null) app.view.patch({ selection: null });
  else if (view.moment !== null) app.view.patch({ moment: null });
}
