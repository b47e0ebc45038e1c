import type { Zone } from "../../engine/time/zone.ts";
import type { SourceInfo } from "../../types/source.ts";
import { failureFacts, inputFacts, sessionFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import type { ExportInput, SessionExportInput } from "../export-case.ts";
import { ENGLISH_PICTURES } from "../pictures/picture-words.ts";
import { failuresPictures, sessionsPictures } from "../pictures/table-pictures.ts";
import { failureColumns, infoColumns, sessionColumns } from "../table-views.ts";
import type { TableColumn } from "../text-table.ts";
import { groupedText } from "../texts.ts";
import { type HtmlColumn, type HtmlGroup, type HtmlOptions, htmlReport } from "./html-report.ts";

/** How the page shows a table: its own columns in its own words, and its groups. */
export interface ShownTable {
  readonly columns: readonly HtmlColumn<number>[];
  readonly groups?: Iterable<HtmlGroup<number>>;
}

/** Sessions as an HTML report: with the columns of the table of the command line, or those that a page shows. */
export function sessionsHtml(
  input: SessionExportInput,
  table?: ShownTable,
  options?: HtmlOptions,
): Generator<string> {
  const { rows } = input;
  return htmlReport(
    {
      document: sessionFacts(input),
      pictures: sessionsPictures(input, ENGLISH_PICTURES),
      table: {
        title: T.sessions,
        columns: table?.columns ?? sessionColumns(input).map(htmlColumn),
        groups: table?.groups ?? [{ title: null, items: rows }],
        count: rows.length,
        empty: T.html.noSession,
      },
    },
    options,
  );
}

/** Failed logons as an HTML report. */
export function failuresHtml(
  input: ExportInput,
  table?: ShownTable,
  options?: HtmlOptions,
): Generator<string> {
  const { rows } = input;
  return htmlReport(
    {
      document: failureFacts(input),
      pictures: failuresPictures(input, ENGLISH_PICTURES),
      table: {
        title: T.failures,
        columns: table?.columns ?? failureColumns(input).map(htmlColumn),
        groups: table?.groups ?? [{ title: null, items: rows }],
        count: rows.length,
        empty: T.html.noFailure,
      },
    },
    options,
  );
}

/** Inputs as an HTML report: what `info` prints, hashes and all. */
export function infoHtml(sources: readonly SourceInfo[], engine: string, zone: Zone): Generator<string> {
  return htmlReport({
    document: inputFacts(T.inputs, [], engine, zone, [[T.inputs, groupedText(sources.length)]]),
    pictures: [],
    table: {
      title: T.inputs,
      columns: infoColumns(zone).map(htmlColumn),
      groups: [{ title: null, items: sources }],
      count: sources.length,
      empty: T.html.nothing,
    },
  });
}

/** A column of a table for a terminal as one of a report. */
export function htmlColumn<Item>({ title, cell, right }: TableColumn<Item>): HtmlColumn<Item> {
  return { title, cell, ...(right === true ? { look: "number" } : {}) };
}
