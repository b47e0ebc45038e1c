import type { SessionKind } from "../../types/names.ts";
import { parseQuery } from "./parse.ts";
import type { Query } from "./query.ts";

/** Whether a query speaks of a field anywhere. */
export function mentions(query: Query, field: string): boolean {
  switch (query.type) {
    case "term":
      return query.field === field;
    case "and":
    case "or":
      return query.parts.some((part) => mentions(part, field));
    case "not":
      return mentions(query.part, field);
    case "word":
    case "all":
      return false;
  }
}

/** Kinds that a filter leaves to show: all of them once it names kinds or one session itself. */
export function kindsInForce(filter: string, kinds: readonly SessionKind[]): readonly SessionKind[] | null {
  const query = parseQuery(filter);
  return query.ok && (mentions(query.value, "kind") || mentions(query.value, "id")) ? null : kinds;
}
