import type { ReactNode } from "react";

/**
 * Colours of charts: tokens of the page, those of logon types the same as on the timeline. The class `fill-<color>` sets
 * them, so light, dark and forced colours are a matter of the style sheet.
 */
export const CHART_COLORS = [
  "console",
  "remote",
  "batch",
  "service",
  "network",
  "other",
  "accent",
  "ok",
  "warn",
  "fail",
  "hole",
] as const;
export type ChartColor = (typeof CHART_COLORS)[number];

/** What charts say themselves; handed in, because components know no language. */
export interface ChartWords {
  /** Heading of the table under a picture: "Numbers". */
  readonly numbers: string;
  readonly number: (value: number) => string;
  /** "9,990 others" */
  readonly others: (count: number) => string;
  /** "Show 50 more" */
  readonly more: (count: number) => string;
  /** "Show fewer" */
  readonly fewer: string;
  /** "Each column stands for 12 of these." */
  readonly merged: (count: number) => string;
  /** "Most: 14, Wed 6 Mar 08:00" */
  readonly most: (value: string, label: string) => string;
  /** "from A to B", of neighbouring columns. */
  readonly span: (first: string, last: string) => string;
  readonly total: string;
  /** Shown instead of a picture without values. */
  readonly empty: string;
}

/** What every chart has. */
export interface ChartFrame {
  readonly title: string;
  /** One line under the title: what is counted, what is left out. */
  readonly note?: string | undefined;
  /** Rank of the heading; 2 unless told. */
  readonly level?: 2 | 3 | undefined;
  /** Stands right of the title: switches of the chart. */
  readonly tools?: ReactNode;
  readonly words: ChartWords;
}

/** One colour of a chart with several; told apart by a pattern too. */
export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  readonly color: ChartColor;
}

/** A mark on a scale of numbers. */
export interface ChartTick {
  readonly at: number;
  readonly text: string;
}
