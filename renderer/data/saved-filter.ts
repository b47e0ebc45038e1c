/** A filter under a name. */
export interface SavedFilter {
  readonly name: string;
  readonly text: string;
}

/** Bounds of what is kept: a list that nobody can read is no help. */
export const MOST_SAVED = 100;
export const LONGEST_NAME = 60;

/** Saved filters from storage of unknown content; what is none is left out. */
export function savedFiltersFrom(value: unknown): readonly SavedFilter[] {
  if (!Array.isArray(value)) return [];
  const found: SavedFilter[] = [];
  for (const item of value as readonly unknown[]) {
    if (typeof item !== "object" || item === null) continue;
    const { name, text } = item as { readonly name?: unknown; readonly text?: unknown };
    if (typeof name !== "string" || typeof text !== "string") continue;
    if (name === "" || name.length > LONGEST_NAME || text.length > 20_000) continue;
    found.push({ name, text });
    if (found.length === MOST_SAVED) break;
  }
  return found;
}
