import type { ColumnSpec } from "./columns.ts";

/** The columns of a table that are on screen. Never changed: another choice is another object. */
export interface ColumnChoice {
  /** In the order of the screen. */
  readonly shown: readonly string[];
  /** So many at the left stay in view when the table scrolls sideways. */
  readonly pinned: number;
}

type Specs<Csv extends string = string> = readonly ColumnSpec<string, Csv>[];

/** What is on screen before somebody chooses. */
export function defaultChoice(specs: Specs): ColumnChoice {
  return { shown: specs.filter((one) => one.extra !== true).map(({ id }) => id), pinned: 0 };
}

/** A choice out of a store; null when it is none, or of another version of the table. */
export function columnChoiceFrom(value: unknown, specs: Specs): ColumnChoice | null {
  if (typeof value !== "object" || value === null) return null;
  const { shown, pinned } = value as { readonly shown?: unknown; readonly pinned?: unknown };
  if (!Array.isArray(shown)) return null;
  const known = [...new Set<unknown>(shown)].filter(
    (id): id is string => typeof id === "string" && specs.some((one) => one.id === id),
  );
  if (known.length === 0) return null;
  const held = typeof pinned === "number" && Number.isInteger(pinned) ? pinned : 0;
  return { shown: known, pinned: Math.min(Math.max(0, held), known.length) };
}

/** Shows a column at the end, or takes it away. The last one stays. */
export function toggledColumn(choice: ColumnChoice, id: string): ColumnChoice {
  const at = choice.shown.indexOf(id);
  if (at < 0) return { ...choice, shown: [...choice.shown, id] };
  if (choice.shown.length === 1) return choice;
  return {
    shown: choice.shown.filter((one) => one !== id),
    pinned: at < choice.pinned ? choice.pinned - 1 : choice.pinned,
  };
}

/** Puts a column at a place of the screen; one moved among the pinned ones is pinned, one moved out is not. */
export function movedColumn(choice: ColumnChoice, id: string, place: number): ColumnChoice {
  const from = choice.shown.indexOf(id);
  const to = Math.min(Math.max(0, place), choice.shown.length - 1);
  if (from < 0 || from === to) return choice;
  const shown = choice.shown.filter((one) => one !== id);
  shown.splice(to, 0, id);
  const left = from < choice.pinned ? choice.pinned - 1 : choice.pinned;
  return { shown, pinned: to < left || (to === left && from < choice.pinned) ? left + 1 : left };
}

/** Pins a column behind those that are, or lets it go to the first place after them. */
export function pinnedColumn(choice: ColumnChoice, id: string): ColumnChoice {
  const from = choice.shown.indexOf(id);
  if (from < 0) return choice;
  const pinned = from < choice.pinned ? choice.pinned - 1 : choice.pinned + 1;
  const place = from < choice.pinned ? pinned : choice.pinned;
  const shown = choice.shown.filter((one) => one !== id);
  shown.splice(place, 0, id);
  return { shown, pinned };
}

/** The specs of the columns on screen, in their order. */
export function shownColumns<Spec extends { readonly id: string }>(
  specs: readonly Spec[],
  { shown }: ColumnChoice,
): readonly Spec[] {
  return shown.flatMap((id) => specs.find((one) => one.id === id) ?? []);
}

/** Columns of the export that stand for those on screen, each once. */
export function csvColumns<Csv extends string>(
  specs: Specs<Csv>,
  choice: ColumnChoice | null,
): readonly Csv[] {
  const columns = shownColumns(specs, choice ?? defaultChoice(specs)).flatMap(({ csv }) => [...csv]);
  // A table of nothing but notes has nothing to export.
  return columns.length === 0 && choice !== null ? csvColumns(specs, null) : [...new Set(columns)];
}
