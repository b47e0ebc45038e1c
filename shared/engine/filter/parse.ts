import { asResult, type Query, QueryFailure, type QueryResult } from "./query.ts";
import { type Token, tokenize } from "./tokens.ts";

const MAX_DEPTH = 100;
const ALL: Query = { type: "all" };

/**
 * Parses a filter.
 *
 *   query := and ("or" and)*            "or" binds weakest
 *   and   := factor ("and"? factor)*    side by side means and
 *   factor := ("-" | "not") factor | "(" query ")" | field:value[,value...] | word
 *
 * Fields and values are checked later, by the table they are for.
 */
export function parseQuery(text: string): QueryResult<Query> {
  return asResult(() => new Parser(text).parse());
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  parse(): Query {
    if (this.#tokens.length === 0) return ALL;
    const query = this.#either(0);
    const rest = this.#tokens[this.#next];
    if (rest !== undefined) throw new QueryFailure(rest.at, rest.length, (w) => w.neverOpened);
    return query;
  }

  #either(depth: number): Query {
    if (depth > MAX_DEPTH) throw new QueryFailure(this.#position(), 1, (w) => w.tooDeep);
    const parts = [this.#both(depth)];
    while (this.#take("or")) parts.push(this.#both(depth));
    return parts.length === 1 ? parts[0]! : { type: "or", parts };
  }

  #both(depth: number): Query {
    const parts = [this.#factor(depth)];
    for (;;) {
      const ordered = this.#take("and");
      const type = this.#tokens[this.#next]?.type;
      if (!ordered && (type === undefined || type === "or" || type === "close")) break;
      parts.push(this.#factor(depth));
    }
    return parts.length === 1 ? parts[0]! : { type: "and", parts };
  }

  #factor(depth: number): Query {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new QueryFailure(this.#text.length, 1, (w) => w.nothingAtEnd);
    switch (token.type) {
      case "not":
        if (depth > MAX_DEPTH) throw new QueryFailure(token.at, 1, (w) => w.tooManyNots);
        this.#next++;
        return { type: "not", part: this.#factor(depth + 1) };
      case "open": {
        this.#next++;
        const inner = this.#either(depth + 1);
        if (!this.#take("close")) throw new QueryFailure(token.at, 1, (w) => w.neverClosed);
        return inner;
      }
      case "term":
        this.#next++;
        return { type: "term", field: token.field, at: token.at, values: token.values };
      case "word":
        this.#next++;
        return { type: "word", value: token.value };
      default:
        throw new QueryFailure(token.at, token.length, (w) => w.noTermBefore);
    }
  }

  #take(type: Token["type"]): boolean {
    if (this.#tokens[this.#next]?.type !== type) return false;
    this.#next++;
    return true;
  }

  #position(): number {
    return this.#tokens[this.#next]?.at ?? this.#text.length;
  }
}
