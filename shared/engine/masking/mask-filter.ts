import { parseQuery } from "../filter/parse.ts";
import { printQuery } from "../filter/print.ts";
import type { Query, QueryValue } from "../filter/query.ts";
import type { Aliases, MaskRole } from "./aliases.ts";

/** Fields of the filter language whose values are names, and of what. */
const NAMED: Readonly<Record<string, MaskRole>> = {
  user: "userKey",
  domain: "domain",
  computer: "computer",
  workstation: "place",
  client: "place",
  ip: "address",
  process: "path",
};
const IS_NUMBER = /^[\d:.,x-]*$/i;

export interface MaskedFilter {
  readonly text: string;
  /** It asks the masked case the same as the real one; a pattern or a part of a name cannot. */
  readonly same: boolean;
}

/** A filter as it may be shown beside a masked case. What is not a whole name of the case is hidden. */
export function maskFilter(text: string, aliases: Aliases): MaskedFilter {
  const query = parseQuery(text);
  if (text.trim() === "" || !query.ok) return { text: "", same: text.trim() === "" };
  let same = true;
  const hidden = (value: QueryValue): QueryValue => {
    same = false;
    return { ...value, text: "masked", quoted: true };
  };
  const named = (value: QueryValue, role: MaskRole): QueryValue => {
    if (value.text === "none" && !value.quoted) return value;
    if (/[*?/]/.test(value.text) && !value.quoted) return hidden(value);
    return { ...value, text: aliases.of(role, value.text) };
  };
  const masked = (part: Query): Query => {
    switch (part.type) {
      case "all":
        return part;
      case "and":
      case "or":
        return { ...part, parts: part.parts.map(masked) };
      case "not":
        return { ...part, part: masked(part.part) };
      case "word":
        return { ...part, value: IS_NUMBER.test(part.value.text) ? part.value : hidden(part.value) };
      case "term": {
        const role = NAMED[part.field.toLowerCase()];
        return role === undefined ? part : { ...part, values: part.values.map((each) => named(each, role)) };
      }
    }
  };
  return { text: printQuery(masked(query.value)), same };
}
