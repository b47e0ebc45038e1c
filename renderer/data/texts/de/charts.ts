import { count, rounded } from "../../numbers.ts";
import type { ChartTexts } from "../charts.ts";

export const CHARTS_DE: ChartTexts = {
  numbers: "Zahlen",
  number: (value) => rounded(value),
  others: (others) => `${count(others)} andere`,
  more: (lines) => `${count(lines)} weitere zeigen`,
  fewer: "Weniger zeigen",
  merged: (columns) =>
    `Es ist mehr da, als hineinpasst: Jede Säule steht für ${count(columns)} davon. Die Zahlen darunter haben jede einzelne.`,
  most: (value, label) => `Am meisten: ${value}, ${label}`,
  span: (first, last) => `${first} bis ${last}`,
  total: "Alle",
  empty: "Hier gibt es nichts zu zeichnen.",
};
