import { count } from "../texts.ts";

/** What charts say themselves: their `ChartWords`. */
export const CHART_WORDS = {
  numbers: "Numbers",
  number: (value: number) => (Number.isInteger(value) ? count(value) : String(Math.round(value * 10) / 10)),
  others: (others: number) => `${count(others)} others`,
  more: (lines: number) => `Show ${count(lines)} more`,
  fewer: "Show fewer",
  merged: (columns: number) =>
    `There is more than fits: each column stands for ${count(columns)} of them. The numbers below have every one.`,
  most: (value: string, label: string) => `Most: ${value}, ${label}`,
  span: (first: string, last: string) => `${first} to ${last}`,
  total: "All",
  empty: "Nothing to draw here.",
};
