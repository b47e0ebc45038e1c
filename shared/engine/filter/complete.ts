import { termText } from "./print.ts";

/** The part of a filter that is being typed, and what it is. */
export interface CompletionPlace {
  /** `field` for a name or a bare word, `value` for what stands behind a colon. */
  readonly type: "field" | "value";
  /** Name of the field in lower case; empty for a `field` place. */
  readonly field: string;
  /** What stands before the caret, without quotes. */
  readonly prefix: string;
  /** The characters that a completion replaces. */
  readonly from: number;
  readonly to: number;
}

const ENDS = /[\s()]/;

/** What would be completed at a position. It reads any text, also one that is no filter yet. */
export function completionPlace(text: string, caret: number): CompletionPlace {
  let at = 0;
  let start = 0;
  let field = "";
  let quoted = false;
  for (; at < caret; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (ENDS.test(character) || (character === "-" && at === start && field === "")) {
      start = at + 1;
      field = "";
    } else if (character === ":" && field === "" && /^[A-Za-z][A-Za-z0-9]*$/.test(text.slice(start, at))) {
      field = text.slice(start, at).toLowerCase();
      start = at + 1;
    } else if (character === "," && field !== "") start = at + 1;
  }
  let to = caret;
  while (to < text.length && !(quoted ? text[to] === '"' : ENDS.test(text[to]!) || text[to] === ",")) to++;
  if (quoted && text[to] === '"') to++;
  const prefix = text.slice(start, caret).replace(/^"/, "").replaceAll('""', '"');
  return { type: field === "" ? "field" : "value", field, prefix, from: start, to };
}

/** A text with something put into a place, and where the caret stands afterwards. */
export function completed(
  text: string,
  place: CompletionPlace,
  insert: string,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(place.to);
  const space = insert.endsWith(":") || rest.startsWith(" ") || rest.startsWith(",") || rest.startsWith(")");
  const put = space ? insert : `${insert} `;
  return { text: text.slice(0, place.from) + put + rest, caret: place.from + put.length };
}

/** A value as it stands behind `field:`, in quotes where it needs them. */
export function valueText(field: string, value: string): string {
  return termText(field, value).slice(field.length + 1);
}
