import type { QueryValue } from "./query.ts";

/** Tests one text. Distinct texts are tested once each, so this need not be fast, only never slow. */
export type TextTest = (text: string) => boolean;

/** A test for the whole of a text, ignoring case; `*` and `?` are wildcards unless the value was quoted. */
export function wholeText(value: QueryValue): TextTest {
  return globTest(value.text, value.quoted);
}

const ADDRESS = /^[\d.]+$/;

/** A test for the name of a computer, in full or, as people say it, without its domain. */
export function computerName(value: QueryValue): TextTest {
  const test = wholeText(value);
  return (text) => test(text) || (!ADDRESS.test(text) && test(text.split(".", 1)[0] ?? ""));
}

/** A test for any part of a text. */
export function partOfText(value: QueryValue): TextTest {
  if (value.quoted || !hasWildcard(value.text)) {
    const wanted = value.text.toLowerCase();
    return (text) => text.toLowerCase().includes(wanted);
  }
  return globTest(`*${value.text}*`, false);
}

export function globTest(pattern: string, literal: boolean): TextTest {
  const wanted = pattern.toLowerCase();
  if (literal || !hasWildcard(pattern)) return (text) => text.toLowerCase() === wanted;
  return (text) => globMatches(text.toLowerCase(), wanted);
}

export function hasWildcard(text: string): boolean {
  return text.includes("*") || text.includes("?");
}

/**
 * `*` any run of characters, `?` one character. On a mismatch only the last star is tried again one further, so the
 * cost is at most the product of the two lengths, whatever a pattern looks like.
 */
function globMatches(text: string, pattern: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let retry = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      retry = t;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
