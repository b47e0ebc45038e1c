/*
 * Pictures of reports as plain data: they are worked out where the report is made and drawn by the charts of the page.
 * What a picture draws stands in the table below it too; a click on a mark leads there or to what is behind it.
 */

/** Colours of charts, by what they mean. */
export type PictureColor =
  | "accent"
  | "remote"
  | "batch"
  | "service"
  | "network"
  | "other"
  | "ok"
  | "warn"
  | "fail"
  | "hole";

/** Where a mark leads: to what is behind a line of the report, or to a narrower filter. */
export type Lead =
  | { readonly line: number }
  | { readonly field: "user" | "computer" | "ip" | "type"; readonly value: string };

/** How numbers are written. */
export type PictureUnit = "count" | "hours" | "days";

export interface PictureTick {
  readonly at: number;
  readonly text: string;
}

interface Titled {
  readonly title: string;
  readonly note?: string;
  /** It needs all the width there is: a stretch of time, the hours of a week. */
  readonly wide?: true;
}

/** How much of what; `sumUp` is done by the chart. */
export interface BarsPicture extends Titled {
  readonly kind: "bars";
  readonly headers: readonly string[];
  readonly bars: readonly {
    readonly key: string;
    readonly label: string;
    readonly value: number;
    readonly text?: string;
    readonly cells?: readonly string[];
    readonly color?: PictureColor;
    readonly lead?: Lead;
  }[];
}

/** From where to where, and which part of it is sure. */
export interface RangesPicture extends Titled {
  readonly kind: "ranges";
  readonly headers: readonly string[];
  readonly ranges: readonly {
    readonly key: string;
    readonly label: string;
    readonly from: number;
    readonly to: number;
    readonly sureFrom?: number;
    readonly sureTo?: number;
    readonly cells: readonly string[];
    readonly color?: PictureColor;
    readonly lead?: Lead;
  }[];
  readonly domain?: readonly [from: number, to: number];
  readonly ticks: readonly PictureTick[];
}

/** How much when, stacked; `starts` are the moments the columns begin, and where the last one ends. */
export interface ColumnsPicture extends Titled {
  readonly kind: "columns";
  readonly header: string;
  readonly unit: PictureUnit;
  readonly series: readonly { readonly key: string; readonly name: string; readonly color: PictureColor }[];
  readonly columns: readonly {
    readonly key: string;
    readonly label: string;
    readonly tick?: string | undefined;
    readonly values: readonly number[];
  }[];
  readonly starts: readonly number[];
}

/** What holds from one moment to the next. */
export interface CurvePicture extends Titled {
  readonly kind: "curve";
  readonly header: string;
  readonly series: readonly { readonly key: string; readonly name: string; readonly color: PictureColor }[];
  readonly points: readonly {
    readonly x: number;
    readonly label: string;
    readonly values: readonly number[];
  }[];
  readonly domain: readonly [from: number, to: number];
  readonly ticks: readonly PictureTick[];
}

/** How much by weekday and hour; 7 times 24 values from Monday midnight. */
export interface WeekPicture extends Titled {
  readonly kind: "week";
  readonly values: readonly number[];
}

/** The same twice: how much before and after, and what that comes to. Pages draw it of what is on screen. */
export interface PairsPicture extends Titled {
  readonly kind: "pairs";
  readonly headers: readonly string[];
  readonly series: readonly [before: PairSeries, after: PairSeries];
  readonly pairs: readonly {
    readonly label: string;
    readonly before: number;
    readonly after: number;
    readonly cells: readonly string[];
  }[];
}

export interface PairSeries {
  readonly name: string;
  readonly color: PictureColor;
}

/** Whatever can be drawn into a file: pictures of reports, and those of charts alone. */
export type AnyPicture = ReportPicture | PairsPicture;

export type ReportPicture = BarsPicture | RangesPicture | ColumnsPicture | CurvePicture | WeekPicture;
