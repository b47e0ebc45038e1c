import { parseQuery } from "../../shared/engine/filter/parse.ts";
import { printQuery } from "../../shared/engine/filter/print.ts";
import type { Query } from "../../shared/engine/filter/query.ts";

/** One top-level term of a filter: the part that can be taken away, turned around or rewritten by itself. */
export interface FilterChip {
  /** The term without its negation. */
  readonly text: string;
  readonly negated: boolean;
}

/**
 * The chips of a filter; null for a text that is no filter. All top-level terms must hold, so an "or" at the top is
 * one chip. `textOfChips` of them is the same filter.
 */
export function chipsOf(filter: string): readonly FilterChip[] | null {
  const query = parseQuery(filter);
  if (!query.ok) return null;
  if (query.value.type === "all") return [];
  return (query.value.type === "and" ? query.value.parts : [query.value]).map(chipOf);
}

function chipOf(part: Query): FilterChip {
  return part.type === "not"
    ? { text: printQuery(part.part), negated: true }
    : { text: printQuery(part), negated: false };
}

/** The filter that some chips stand for. */
export function textOfChips(chips: readonly FilterChip[]): string {
  return chips
    .map(({ text, negated }) => {
      const query = parseQuery(text);
      const joined = query.ok && (query.value.type === "or" || query.value.type === "and");
      const bracket = joined && (negated || chips.length > 1);
      return `${negated ? "-" : ""}${bracket ? `(${text})` : text}`;
    })
    .filter((text) => text !== "" && text !== "-")
    .join(" ");
}
