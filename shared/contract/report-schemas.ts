import { CONFIDENCES, HOLE_CAUSES, SESSION_KINDS } from "../types/names.ts";
import {
  COUNT_GROUPS,
  REPORT_CAVEATS,
  REPORT_COLUMNS,
  REPORT_NAMES,
  type ReportName,
} from "../types/report.ts";
import { fieldName, type ReportColumn, type ReportColumns } from "../types/report-column.ts";
import { REPORT_TOTALS } from "../types/report-totals.ts";
import {
  anyText,
  count,
  flag,
  list,
  moment,
  number,
  object,
  oneOf,
  orNull,
  pattern,
  record,
  type Shape,
  text,
} from "./schema-shape.ts";
import { source } from "./schema-source.ts";

const date = pattern(/^[+-]?\d{4,6}-\d\d-\d\d$/, "a date");

/** What a cell of a column may be. Unknown is null, but for lists, days and what is counted. */
function shapeOf(column: ReportColumn): Shape<unknown> {
  switch (column.type) {
    case "text":
    case "key":
      return orNull(text);
    case "texts":
      return list(text);
    case "moment":
      return orNull(moment);
    case "day":
      return date;
    case "span":
    case "share":
      return orNull(number);
    case "count":
      return orNull(count);
    case "flag":
      return orNull(flag);
    case "word":
      return orNull(oneOf(column.words ?? []));
  }
}

function shapesOf(columns: ReportColumns): Shape<unknown> {
  return object(
    Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [fieldName(name, column), shapeOf(column)]),
    ),
  );
}

/** Fields of a report that say what it was asked; they stand after the zone. */
const OPTIONS: Partial<Record<ReportName, Readonly<Record<string, Shape<unknown>>>>> = {
  who: { at: moment },
  d365: { at: orNull(moment) },
  counts: { by: oneOf(COUNT_GROUPS) },
  dormant: { days: count, accounts: orNull(text) },
  "out-of-hours": { calendar: orNull(text), calendarZone: text },
};

/** `logonscope.report.NAME/1`. The list of `who` is called `who`, that of all others `rows`. */
function reportAnswer(name: ReportName): Shape<unknown> {
  return object({
    schema: oneOf([`logonscope.report.${name}/1`]),
    engine: text,
    zone: text,
    ...OPTIONS[name],
    window: object({ from: orNull(moment), to: orNull(moment) }),
    filter: orNull(text),
    kinds: list(oneOf(SESSION_KINDS)),
    partial: flag,
    sources: list(source),
    [name === "who" ? "who" : "rows"]: list(shapesOf(REPORT_COLUMNS[name])),
    totals: shapesOf(REPORT_TOTALS[name]),
    confidence: object(Object.fromEntries(CONFIDENCES.map((confidence) => [confidence, count]))),
    /** Computers whose records do not reach over the whole window, or to the moment. */
    notCovered: list(object({ computer: text, oldest: orNull(moment), newest: orNull(moment) })),
    /** Gaps that touch the window, or the moment. */
    holes: list(
      object({
        computer: text,
        channel: text,
        from: orNull(moment),
        to: orNull(moment),
        cause: oneOf(HOLE_CAUSES),
      }),
    ),
    verdicts: list(
      object({
        key: text,
        computer: text,
        from: orNull(moment),
        to: orNull(moment),
        params: record(orNull(anyText)),
        text,
      }),
    ),
    caveats: list(object({ key: oneOf(REPORT_CAVEATS), text })),
  });
}

/** The schema of every report by its name. */
export const REPORT_ANSWERS: Readonly<Record<string, Shape<unknown>>> = Object.fromEntries(
  REPORT_NAMES.map((name) => [`logonscope.report.${name}/1`, reportAnswer(name)]),
);
