import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import type { EventObject, EventTest } from "../../shared/engine/filter/record-filter.ts";
import { eventWriter } from "../../shared/export/event-writers.ts";
import type { OutputZone } from "../../shared/export/output-zone.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { Asked } from "./options.ts";
import type { Output } from "./output.ts";

/** Takes events as lines of JSON and gives what is to be written, piece by piece. */
export interface EventSink {
  begin(): string;
  /** The events of a block of whole lines that pass the test. */
  lines(block: Uint8Array): Iterable<string | Uint8Array>;
  end(sources: readonly SourceInfo[]): string | Uint8Array;
}

/** Events in the format that was asked for; those that pass the test, as `shown` gives them. */
export async function eventSink(
  asked: Pick<Asked, "format" | "all" | "filter">,
  zone: OutputZone,
  output: Output,
  test: EventTest,
  shown: (event: EventObject) => EventObject,
): Promise<EventSink> {
  const { format, all, filter } = asked;
  if (format === "parquet") {
    const { eventsParquet } = await import("../../shared/export/parquet/tables.ts");
    const rows = eventsParquet(ENGINE_VERSION, filter);
    return {
      begin: () => "",
      *lines(block) {
        for (const event of eventsOf(block)) {
          const part = test(event) ? rows.add(shown(event)) : null;
          if (part !== null) yield part;
        }
      },
      end: () => rows.end(),
    };
  }
  if (format === "xlsx") {
    const { EventsXlsx } = await import("../../shared/export/xlsx/events-xlsx.ts");
    const book = new EventsXlsx(zone, { all, filter, engine: ENGINE_VERSION });
    return {
      begin: () => "",
      *lines(block) {
        for (const event of eventsOf(block)) if (test(event)) book.add(shown(event));
        yield* book.take();
      },
      end: (sources) => Buffer.concat(book.end(sources)),
    };
  }
  if (format === "html") {
    const { EventsHtml } = await import("../../shared/export/html/events-html.ts");
    const page = new EventsHtml(zone, { all, filter, engine: ENGINE_VERSION });
    return {
      begin: () => "",
      lines(block) {
        for (const event of eventsOf(block)) if (test(event)) page.add(shown(event));
        return [];
      },
      end: (sources) => [...page.end(sources)].join(""),
    };
  }
  const writer = eventWriter(format, zone, { all, bom: output.isFile, filter, engine: ENGINE_VERSION });
  return {
    begin: () => writer.begin(),
    *lines(block) {
      let text = "";
      for (const event of eventsOf(block)) if (test(event)) text += writer.event(shown(event));
      yield text;
    },
    end: (sources) => writer.end(sources),
  };
}

function* eventsOf(block: Uint8Array): Generator<EventObject> {
  for (const line of new TextDecoder().decode(block).split("\n"))
    if (line !== "") yield JSON.parse(line) as EventObject;
}
