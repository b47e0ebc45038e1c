import { QueryFailure, type QueryValue } from "./query.ts";

export type Token =
  | { readonly type: "open" | "close" | "not" | "or" | "and"; readonly at: number; readonly length: number }
  | { readonly type: "word"; readonly at: number; readonly length: number; readonly value: QueryValue }
  | {
      readonly type: "term";
      readonly at: number;
      readonly length: number;
      readonly field: string;
      readonly values: readonly QueryValue[];
    };

/** Longer queries are refused: nobody types them, and every part costs time. */
export const MAX_QUERY_LENGTH = 20_000;

const KEYWORDS: ReadonlySet<string> = new Set(["or", "and", "not"]);
const FIELD = /[A-Za-z][A-Za-z0-9]*:/y;

/** Cuts a query into tokens. Throws `QueryFailure`. */
export function tokenize(text: string): Token[] {
  if (text.length > MAX_QUERY_LENGTH) {
    throw new QueryFailure(MAX_QUERY_LENGTH, 1, (w) => w.tooLong(MAX_QUERY_LENGTH));
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    if (isSpace(character)) {
      at++;
    } else if (character === "(" || character === ")") {
      tokens.push({ type: character === "(" ? "open" : "close", at, length: 1 });
      at++;
    } else if (character === "-") {
      tokens.push({ type: "not", at, length: 1 });
      at++;
    } else {
      const token = readTerm(text, at);
      tokens.push(token);
      at += token.length;
    }
  }
  return tokens;
}

/** A keyword, a word or `field:values`, from a position where one begins. */
function readTerm(text: string, at: number): Token {
  FIELD.lastIndex = at;
  const match = FIELD.exec(text);
  if (match === null) {
    const value = readValue(text, at, false);
    const length = value.end - at;
    const lower = value.value.text.toLowerCase();
    if (!value.value.quoted && KEYWORDS.has(lower))
      return { type: lower as "or" | "and" | "not", at, length };
    return { type: "word", at, length, value: value.value };
  }
  const field = match[0].slice(0, -1);
  const values: QueryValue[] = [];
  let position = at + match[0].length;
  for (;;) {
    const { value, end } = readValue(text, position, true);
    if (value.text === "" && !value.quoted) {
      const sign = text[position - 1]!;
      throw new QueryFailure(position, 1, (w) => w.noValue(sign));
    }
    values.push(value);
    position = end;
    if (text[position] !== ",") break;
    position++;
  }
  return { type: "term", at, length: position - at, field, values };
}

/** One value: in double quotes (a doubled quote stands for one), or up to a space, bracket or, in a list, comma. */
function readValue(text: string, at: number, inList: boolean): { value: QueryValue; end: number } {
  if (text[at] === '"') return readQuoted(text, at);
  let end = at;
  while (end < text.length && !isSpace(text[end]!) && !"()".includes(text[end]!)) {
    if (inList && text[end] === ",") break;
    if (text[end] === '"') throw new QueryFailure(end, 1, (w) => w.quotesInside);
    end++;
  }
  return { value: { text: text.slice(at, end), quoted: false, at }, end };
}

function readQuoted(text: string, at: number): { value: QueryValue; end: number } {
  let content = "";
  let position = at + 1;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote === -1) throw new QueryFailure(at, 1, (w) => w.quoteNeverClosed);
    content += text.slice(position, quote);
    if (text[quote + 1] !== '"') {
      const next = text[quote + 1];
      if (next !== undefined && !isSpace(next) && !"(),".includes(next)) {
        throw new QueryFailure(quote, 1, (w) => w.quotesInside);
      }
      return { value: { text: content, quoted: true, at }, end: quote + 1 };
    }
    content += '"';
    position = quote + 2;
  }
}

function isSpace(character: string): boolean {
  return character <= " " || character === "\u00a0";
}
