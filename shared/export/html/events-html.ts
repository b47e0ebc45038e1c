import type { EventObject } from "../../engine/filter/record-filter.ts";
import { type TimeFormat, timeFormat } from "../../engine/time/time-format.ts";
import type { Zone } from "../../engine/time/zone.ts";
import type { SourceInfo } from "../../types/source.ts";
import { inputFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { eventTime, eventValues } from "../event-writers.ts";
import { groupedText } from "../texts.ts";
import { type HtmlColumn, htmlReport, MOST_ROWS } from "./html-report.ts";

/** The cells of an event; the columns of the table of the command line, times whole. */
type Cells = readonly (string | null)[];

/** An HTML report of events, which come one by one. As many are kept as a report shows; the others are counted. */
export class EventsHtml {
  readonly #zone: Zone;
  readonly #format: TimeFormat;
  readonly #filter: string;
  readonly #engine: string;
  readonly #fields: readonly string[];
  readonly #kept: Cells[] = [];
  #count = 0;

  constructor(
    zone: Zone,
    options: { readonly all: boolean; readonly filter: string; readonly engine: string },
  ) {
    this.#zone = zone;
    this.#format = timeFormat(zone);
    this.#filter = options.filter;
    this.#engine = options.engine;
    this.#fields = ["eventId", "recordId", "computer", "channel", ...(options.all ? [] : ["kind"])];
  }

  add(event: EventObject): void {
    this.#count++;
    if (this.#kept.length >= MOST_ROWS) return;
    const time = this.#format.full(eventTime(event));
    this.#kept.push([time, ...this.#fields.map((name) => textOf(event[name])), eventValues(event)]);
  }

  end(sources: readonly SourceInfo[]): Generator<string> {
    const names = ["time", ...this.#fields, "data"];
    return htmlReport({
      document: inputFacts(T.events, sources, this.#engine, this.#zone, [
        [T.events, groupedText(this.#count)],
        [T.filter, this.#filter === "" ? T.none : this.#filter],
      ]),
      pictures: [],
      table: {
        title: T.events,
        columns: names.map((title, at): HtmlColumn<Cells> => ({ title, cell: (cells) => cells[at] ?? null })),
        groups: [{ title: null, items: this.#kept }],
        count: this.#count,
        empty: T.html.nothing,
      },
    });
  }
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
