import type { Role } from "../../shared/engine/coverage/recommended.ts";
import type { FailureGrouping } from "../../shared/engine/failure-groups.ts";
import { parseQuery } from "../../shared/engine/filter/parse.ts";
import { printQuery, termText } from "../../shared/engine/filter/print.ts";
import type { Grouping } from "../../shared/engine/grouping.ts";
import type { SessionKind } from "../../shared/types/names.ts";
import { chipsOf, textOfChips } from "../data/filter-chips.ts";
import type { TableOrder } from "../data/sorted.ts";
import type { TimeWindow } from "../data/time-window.ts";
import type { App } from "./app.ts";
import { writePrefs } from "./prefs-storage.ts";
import type { Prefs, Selection, ViewName } from "./view-state.ts";

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

/** Only this: adds a term to the filter, unless it is in there already. Of several values any will do. */
export function narrow(app: App, field: string, value: string | readonly string[]): void {
  addTerm(app, anyOfText(field, typeof value === "string" ? [value] : value));
}

/** Not this: adds a negated term to the filter. A term that asked for just this goes, it would leave nothing. */
export function exclude(app: App, field: string, value: string | readonly string[]): void {
  const term = anyOfText(field, typeof value === "string" ? [value] : value);
  setFilter(app, withoutTerm(app.view.get().filter, term));
  addTerm(app, `-${term}`);
}

function addTerm(app: App, term: string): void {
  const { filter } = app.view.get();
  if (filter.trim() === "") setFilter(app, term);
  else if (!` ${filter} `.includes(` ${term} `)) setFilter(app, `${bracketed(filter)} ${term}`);
}

/** A filter without one of its terms, where that stands at the top. */
function withoutTerm(filter: string, term: string): string {
  const chips = chipsOf(filter);
  if (chips === null) return filter;
  return textOfChips(chips.filter((chip) => chip.negated || chip.text !== term));
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

/** The one range of time that all views share; null is the whole case. */
export function setRange(app: App, window: TimeWindow | null): void {
  const old = app.view.get().window;
  // Whole ticks: an export must be able to write the borders down.
  const next = window === null ? null : { from: Math.round(window.from), to: Math.round(window.to) };
  if (next !== null && !(next.from < next.to)) return;
  if (next?.from === old?.from && next?.to === old?.to) return;
  app.view.patch({ window: next });
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

/**
 * Order after a click on a column's heading: the same column turns around. With `add` the column joins those that lead
 * it, and turns around in its place when it is one of them.
 */
export function sortedBy(old: TableOrder, column: string, descendingFirst: boolean, add = false): TableOrder {
  const known = old.find((one) => one.column === column);
  const next = { column, descending: known === undefined ? descendingFirst : !known.descending };
  if (!add) {
    // Of several the leading one turned around would surprise: it becomes the only one as it stands.
    return [old.length > 1 && known !== undefined ? known : next];
  }
  return known === undefined ? [...old, next] : old.map((one) => (one === known ? next : one));
}

export function groupSessionsBy(app: App, sessionGroup: Grouping | null): void {
  app.view.patch({ sessionGroup });
}

export function groupFailuresBy(app: App, failureGroup: FailureGrouping | null): void {
  app.view.patch({ failureGroup });
}

/** Chooses the zone of the case on screen, which remembers it. */
export function setZone(app: App, zone: string | null): void {
  app.view.patch({ zone });
  if (app.caseKey !== null) void app.keep.cache?.setZone(app.caseKey, zone);
}

/** Says what a computer of the case on screen is, which remembers it; null leaves it to the evidence. */
export function setRole(app: App, computer: string, role: Role | null): void {
  const { [computer]: _, ...others } = app.view.get().roles;
  const roles = role === null ? others : { ...others, [computer]: role };
  app.view.patch({ roles });
  if (app.caseKey !== null) void app.keep.cache?.setRoles(app.caseKey, roles);
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

/** Takes back the last change of filter, range or kinds. */
export function undo(app: App): void {
  app.history.undo();
}

export function redo(app: App): void {
  app.history.redo();
}

/** To the place looked at before, and forth again, as in a browser. */
export function goBack(app: App): void {
  app.history.back();
}

export function goForward(app: App): void {
  app.history.forward();
}

/** Escape: closes what is open, the nearest thing first. */
export function stepBack(app: App): void {
  const view = app.view.get();
  if (app.desk.get().toast !== null) app.desk.patch({ toast: null });
  else if (view.palette) app.view.patch({ palette: false });
  else if (view.shortcuts) app.view.patch({ shortcuts: false });
  else if (view.selection !== null) app.view.patch({ selection: null });
  else if (view.moment !== null) app.view.patch({ moment: null });
}
