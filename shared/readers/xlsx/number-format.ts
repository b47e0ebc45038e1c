import { MAX_FORMAT_CHARS } from "./limits.ts";

/** Formats without a text of their own that show a date, with or without a time (ECMA-376, 18.8.30). */
const BUILT_IN_DATES: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [50, 58],
];

export function isBuiltInDate(id: number): boolean {
  return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to);
}

/**
 * Whether a number format shows a number as a date. What it prints as it stands (quoted, escaped, colours and
 * languages in brackets) does not count; `[h]`, `[m]` and `[s]` show a length of time, which is no date.
 */
export function isDateFormat(code: string): boolean {
  // Only the first section is for positive numbers.
  const shown = code
    .slice(0, MAX_FORMAT_CHARS)
    .replaceAll(/"[^"]*"?|\\.|_.|\*./gu, "")
    .split(";", 1)[0]!
    .toLowerCase();
  if (/\[(?:h+|m+|s+)\]/u.test(shown)) return false;
  const plain = shown.replaceAll(/\[[^\][]*\]/gu, "");
  if (plain.includes("general")) return false;
  return /[yd]/u.test(plain) || /m/u.test(plain.replaceAll(/h[^a-z]*m+|(?<!m)m+[^a-z]*s/gu, ""));
}
