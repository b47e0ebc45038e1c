import { columnChoiceFrom } from "../data/column-choice.ts";
import { EVENT_TABLE, FAILURE_TABLE, SESSION_TABLE } from "../data/columns.ts";
import { rememberedFrom } from "../data/import-answers.ts";
import { savedFiltersFrom } from "../data/saved-filter.ts";
import { languageFrom, PREFS_KEY } from "./kept-language.ts";
import { DEFAULT_PREFS, type Prefs } from "./view-state.ts";

/** What a storage must be able to do; the page hands in `localStorage`. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

function sizesFrom(value: unknown): Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === "number" && entry[1] >= 40 && entry[1] <= 1000,
    ),
  );
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((item) => item === value) ?? otherwise;
}

/** Reads prefs; whatever is missing, damaged or from another version falls back to its default. */
export function readPrefs(storage: TextStorage | null): Prefs {
  try {
    const found: unknown = JSON.parse(storage?.getItem(PREFS_KEY) ?? "null");
    if (typeof found !== "object" || found === null) return DEFAULT_PREFS;
    const raw = found as Readonly<Record<string, unknown>>;
    const width = raw.detailWidth;
    return {
      theme: oneOf(raw.theme, ["system", "light", "dark"], DEFAULT_PREFS.theme),
      language: languageFrom(raw.language),
      detailWidth:
        typeof width === "number" && width >= 260 && width <= 720 ? width : DEFAULT_PREFS.detailWidth,
      savedFilters: savedFiltersFrom(raw.savedFilters),
      laneBy: oneOf(raw.laneBy, ["user", "computer", "userInComputer"], DEFAULT_PREFS.laneBy),
      laneOrder: oneOf(raw.laneOrder, ["time", "name", "first"], DEFAULT_PREFS.laneOrder),
      sessionSizes: sizesFrom(raw.sessionSizes),
      failureSizes: sizesFrom(raw.failureSizes),
      eventSizes: sizesFrom(raw.eventSizes),
      sessionColumns: columnChoiceFrom(raw.sessionColumns, SESSION_TABLE),
      failureColumns: columnChoiceFrom(raw.failureColumns, FAILURE_TABLE),
      eventColumns: columnChoiceFrom(raw.eventColumns, EVENT_TABLE),
      importAnswers: rememberedFrom(raw.importAnswers),
    };
  } catch {
    // Storage may be refused (private window) or hold nonsense; prefs are never worth an error.
    return DEFAULT_PREFS;
  }
}

export function writePrefs(storage: TextStorage | null, prefs: Prefs): void {
  try {
    storage?.setItem(PREFS_KEY, JSON.stringify(prefs));
  } catch {
    // Full or refused: the choice holds until the page closes.
  }
}
