import type { Query, QueryValue } from "./query.ts";

/** A query as text that `parseQuery` reads back into the same query, positions aside. */
export function printQuery(query: Query): string {
  switch (query.type) {
    case "all":
      return "";
    case "word":
      return printValue(query.value, false);
    case "term":
      return `${query.field}:${query.values.map((value) => printValue(value, true)).join(",")}`;
    case "not":
      return `-${factor(query.part)}`;
    case "and":
      return query.parts.map(factor).join(" ");
    case "or":
      return query.parts
        .map((part) => (part.type === "or" ? `(${printQuery(part)})` : printQuery(part)))
        .join(" or ");
  }
}

function factor(query: Query): string {
  return query.type === "and" || query.type === "or" ? `(${printQuery(query)})` : printQuery(query);
}

/** `field:value` with quotes where the text needs them. For making a filter out of something clicked. */
export function termText(field: string, text: string): string {
  const plain =
    /^[^\s(),"*?<>=-][^\s(),"*?]*$/.test(text) && !text.includes("..") && text.toLowerCase() !== "none";
  return `${field}:${plain ? text : quote(text)}`;
}

function printValue(value: QueryValue, inList: boolean): string {
  if (value.quoted) return quote(value.text);
  // A bare word that came from code may look like something else when it is read back.
  const safe = inList || !/^(-|or$|and$|not$|[A-Za-z][A-Za-z0-9]*:)/i.test(value.text);
  return safe ? value.text : quote(value.text);
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
