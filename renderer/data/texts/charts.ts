import { spoken } from "../language.ts";
import { count, rounded } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  numbers: "Numbers",
  number: (value: number) => rounded(value),
  others: (others: number) => `${count(others)} others`,
  more: (lines: number) => `Show ${count(lines)} more`,
  fewer: "Show fewer",
  merged: (columns: number) =>
    `There is more than fits: each column stands for ${count(columns)} of them. The numbers below have every one.`,
  most: (value: string, label: string) => `Most: ${value}, ${label}`,
  span: (first: string, last: string) => `${first} to ${last}`,
  total: "All",
  empty: "Nothing to draw here.",
} as const;

/** What charts say themselves: their `ChartWords`. */
export const CHART_WORDS = spoken("charts", ENGLISH);
export type ChartTexts = Spoken<typeof ENGLISH>;
