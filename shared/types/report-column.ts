/*
 * What a column of a report can be, the cells that follow from it, and how a column is written down.
 */

/**
 * `key` is the stable name of the session behind a row, which the exporter knows; `day` counts local days since
 * 2024-01-01; `word` is one of a closed list.
 */
export type CellType =
  | "text"
  | "texts"
  | "moment"
  | "day"
  | "span"
  | "count"
  | "share"
  | "flag"
  | "word"
  | "key";

export interface ReportColumn {
  readonly type: CellType;
  /** Heading in tables. */
  readonly title: string;
  /** Of a word. */
  readonly words?: readonly string[];
  /** False: exported, but too much for a table on a terminal. */
  readonly table?: false;
  /** A span told in days and hours, not in hours alone. */
  readonly inDays?: true;
  /** The start or end of the one session behind the row: a table can say how sure it is. */
  readonly ofSession?: "start" | "end";
}
export type ReportColumns = Readonly<Record<string, ReportColumn>>;

export type CellOf<Column extends ReportColumn> = Column["type"] extends "text" | "key"
  ? string | null
  : Column["type"] extends "texts"
    ? readonly string[]
    : Column["type"] extends "moment" | "span" | "day"
      ? number
      : Column["type"] extends "count" | "share"
        ? number | null
        : Column["type"] extends "flag"
          ? boolean | null
          : Column["words"] extends readonly (infer Word)[]
            ? Word | null
            : never;
export type RowOf<Columns extends ReportColumns> = {
  readonly [Name in keyof Columns]: CellOf<Columns[Name]>;
};
/** A row of some report. */
export type ReportCells = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Name of a column in JSON and CSV: spans of time say that they are seconds. */
export function fieldName(name: string, { type }: ReportColumn): string {
  return type === "span" ? `${name}Seconds` : name;
}

export const text = <const Title extends string>(title: Title) => ({ type: "text", title }) as const;
export const texts = <const Title extends string>(title: Title) => ({ type: "texts", title }) as const;
export const moment = <const Title extends string>(title: Title) => ({ type: "moment", title }) as const;
export const day = <const Title extends string>(title: Title) => ({ type: "day", title }) as const;
export const span = <const Title extends string>(title: Title) => ({ type: "span", title }) as const;
export const count = <const Title extends string>(title: Title) => ({ type: "count", title }) as const;
export const flag = <const Title extends string>(title: Title) => ({ type: "flag", title }) as const;
export const word = <const Title extends string, const Words extends readonly string[]>(
  title: Title,
  words: Words,
) => ({ type: "word", title, words }) as const;
/** Leaves a column out of tables on a terminal. */
export const only = <const Column extends ReportColumn>(column: Column) =>
  ({ ...column, table: false }) as const;
/** A span that is told in days, where no one adds up hours. */
export const inDays = <const Column extends ReportColumn>(column: Column) =>
  ({ ...column, inDays: true }) as const;

/** How long somebody was there: what is told, and between what it lies. */
export const bounds = {
  present: span("Present"),
  presentMin: span("At least"),
  presentMax: span("At most"),
  active: span("Active"),
  activeMin: only(span("Active at least")),
  activeMax: only(span("Active at most")),
} as const;
export const away = {
  locked: span("Locked"),
  disconnected: span("Disconnected"),
  asleep: span("Asleep"),
} as const;
