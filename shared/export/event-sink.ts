import type { EventObject, EventTest } from "../engine/filter/record-filter.ts";
import type { Zone } from "../engine/time/zone.ts";
import { joinBytes } from "../types/join-bytes.ts";
import type { SourceInfo } from "../types/source.ts";
import { eventWriter } from "./event-writers.ts";

/** Takes events as lines of JSON and gives what is to be written, piece by piece. */
export interface EventSink {
  begin(): string;
  /** The events of a block of whole lines that pass the test. */
  lines(block: Uint8Array): Iterable<string | Uint8Array>;
  end(sources: readonly SourceInfo[]): string | Uint8Array;
}

/** What is written of events. */
export interface EventSinkAsk {
  readonly format: "table" | "csv" | "json" | "jsonl" | "xlsx" | "html" | "parquet";
  /** Every record with every field. */
  readonly all: boolean;
  /** As it is named in what is written. */
  readonly filter: string;
  /** Of a CSV: a mark that lets Excel read UTF-8. */
  readonly bom: boolean;
  readonly engine: string;
}

/** A workbook of events, which is written while they come. */
export interface EventBook {
  add(event: EventObject): void;
  take(): Iterable<Uint8Array>;
  end(sources: readonly SourceInfo[]): readonly Uint8Array[];
}

/** What is not to be had in here: texts of bytes, and what packs a workbook. */
export interface EventSinkPorts {
  readonly decode: (block: Uint8Array) => string;
  readonly workbook: (
    zone: Zone,
    about: { readonly all: boolean; readonly filter: string; readonly engine: string },
  ) => Promise<EventBook>;
}

/** Events in the format that was asked for; those that pass the test, as `shown` gives them. */
export async function eventSink(
  { format, all, filter, bom, engine }: EventSinkAsk,
  zone: Zone,
  test: EventTest,
  shown: (event: EventObject) => EventObject,
  { decode, workbook }: EventSinkPorts,
): Promise<EventSink> {
  if (format === "parquet") {
    const { eventsParquet } = await import("./parquet/tables.ts");
    const rows = eventsParquet(engine, filter);
    return {
      begin: () => "",
      *lines(block) {
        for (const event of eventsOf(block, decode)) {
          const part = test(event) ? rows.add(shown(event)) : null;
          if (part !== null) yield part;
        }
      },
      end: () => rows.end(),
    };
  }
  if (format === "xlsx") {
    const book = await workbook(zone, { all, filter, engine });
    return {
      begin: () => "",
      *lines(block) {
        for (const event of eventsOf(block, decode)) if (test(event)) book.add(shown(event));
        yield* book.take();
      },
      end: (sources) => joinBytes(book.end(sources)),
    };
  }
  if (format === "html") {
    const { EventsHtml } = await import("./html/events-html.ts");
    const page = new EventsHtml(zone, { all, filter, engine });
    return {
      begin: () => "",
      lines(block) {
        for (const event of eventsOf(block, decode)) if (test(event)) page.add(shown(event));
        return [];
      },
      end: (sources) => [...page.end(sources)].join(""),
    };
  }
  const writer = eventWriter(format, zone, { all, bom, filter, engine });
  return {
    begin: () => writer.begin(),
    *lines(block) {
      let text = "";
      for (const event of eventsOf(block, decode)) if (test(event)) text += writer.event(shown(event));
      yield text;
    },
    end: (sources) => writer.end(sources),
  };
}

function* eventsOf(block: Uint8Array, decode: EventSinkPorts["decode"]): Generator<EventObject> {
  for (const line of decode(block).split("\n")) if (line !== "") yield JSON.parse(line) as EventObject;
}
