import { QUERY_WORDS, type QueryWords } from "./query-words.ts";

/** One of the comma-separated values of a term, as written. What it means is for the field to say. */
export interface QueryValue {
  readonly text: string;
  /** Written in double quotes: no wildcards, no `none`, no comparison. */
  readonly quoted: boolean;
  /** Position of its first character in the query text, from 0. */
  readonly at: number;
}

/** A parsed filter. `all` is the empty query. */
export type Query =
  | { readonly type: "all" }
  | { readonly type: "and" | "or"; readonly parts: readonly Query[] }
  | { readonly type: "not"; readonly part: Query }
  /** `field:value,value`: any of the values. */
  | {
      readonly type: "term";
      readonly field: string;
      readonly at: number;
      readonly values: readonly QueryValue[];
    }
  /** A bare word. */
  | { readonly type: "word"; readonly value: QueryValue };

/** What is wrong with a query and where; positions count from 0, a message for people says "column" from 1. */
export interface QueryError {
  readonly at: number;
  readonly length: number;
  /** A sentence without the position, in the words of a language. */
  readonly problem: (words: QueryWords) => string;
  /** What was probably meant, or null. */
  readonly nearest: string | null;
}

export type QueryResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: QueryError };

/** Thrown inside this folder only; what leaves it is a `QueryResult`. */
export class QueryFailure extends Error {
  readonly error: QueryError;
  constructor(at: number, length: number, problem: QueryError["problem"], nearest: string | null = null) {
    super(problem(QUERY_WORDS));
    this.error = { at, length, problem, nearest };
  }
}

/** Runs a piece of work of this folder and turns its failure into a value. */
export function asResult<T>(work: () => T): QueryResult<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof QueryFailure) return { ok: false, error: error.error };
    throw error;
  }
}

/** The whole message: `Column 6: there is no field "usr". Did you mean "user"?` */
export function queryErrorText(
  { at, problem, nearest }: QueryError,
  words: QueryWords = QUERY_WORDS,
): string {
  const message = words.at(at + 1, problem(words));
  return nearest === null ? message : `${message} ${words.nearest(nearest)}`;
}
