import { allOf, anyOf, invert, type Mask } from "./mask.ts";
import { nearestWord } from "./nearest.ts";
import { type Query, QueryFailure, type QueryValue } from "./query.ts";
import type { RowsName } from "./query-words.ts";

/** What a field can do: the rows that one value keeps. Throws `QueryFailure` for a value it does not know. */
export type FieldFilter = (value: QueryValue) => Mask;

/** The filter language over one kind of table. */
export interface FieldSet {
  readonly length: number;
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, FieldFilter>;
  /** Names as they are written in messages. */
  readonly names: readonly string[];
  /** Rows that a bare word keeps. */
  readonly word: FieldFilter;
  /** What the rows are, for messages: "sessions". */
  readonly rows: RowsName;
}

/** Rows that a query keeps. Every condition is worked out column by column, then the masks are joined. */
export function evaluate(query: Query, set: FieldSet): Mask {
  switch (query.type) {
    case "all":
      return new Uint8Array(set.length).fill(1);
    case "and":
      return allOf(
        set.length,
        query.parts.map((part) => evaluate(part, set)),
      );
    case "or":
      return anyOf(
        set.length,
        query.parts.map((part) => evaluate(part, set)),
      );
    case "not":
      return invert(evaluate(query.part, set));
    case "word":
      return set.word(query.value);
    case "term": {
      const field = set.fields.get(query.field.toLowerCase());
      if (field === undefined) {
        const nearest = nearestWord(query.field, set.names);
        const { at, field: name } = query;
        throw new QueryFailure(at, name.length, (w) => w.noField(name, set.rows), nearest);
      }
      return anyOf(set.length, query.values.map(field));
    }
  }
}
