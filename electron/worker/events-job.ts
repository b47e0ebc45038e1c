import type { EventsOptions, InputFile, ReadOutcome } from "../../shared/contract/worker-job.ts";
import { wantedEventIds } from "../../shared/engine/catalog/event-catalog.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { fullHead, fullLine, normalisedHead, normalisedLines } from "./event-line.ts";
import type { FileSource } from "./file-source.ts";
import type { JobContext } from "./job-context.ts";
import { LineWriter } from "./line-writer.ts";
import { type LineOf, type LineTaker, linesInOrder, writeLines } from "./lines-in-order.ts";
import type { LogReader } from "./log-reader.ts";
import { readInputs } from "./read-inputs.ts";
import { RecordOrder } from "./record-order.ts";

/** Every possible event id. */
const ALL_IDS = new Uint8Array(65_536).fill(1);

/**
 * Streams the events of each source in the order of their EventRecordID, sources in their order. Two passes: the
 * first notes ids and offsets, the second writes as it reads, or, where records stand out of order, as
 * `linesInOrder` says. Deleted records, where asked for, come behind the live ones of their source.
 */
export function streamEvents(
  files: readonly InputFile[],
  { all, recovered }: EventsOptions,
  context: JobContext,
): ReadOutcome {
  const strings = new StringTable();
  const lineOf = all ? fullLine : normalisedLines();
  let used = 0;
  const writer = new LineWriter((bytes) => {
    context.waitForRoom();
    if (!context.cancel.cancelled) context.post({ type: "lines", bytes });
  });

  const read = (reader: LogReader, source: number, file: FileSource) => {
    const order = new RecordOrder(all ? ALL_IDS : wantedEventIds());
    reader.extract(order);
    const before = used;
    const live: LineOf = (event) => (context.cancel.cancelled ? null : lineOf(source, event.tree, false));
    const out: LineTaker = {
      text(line) {
        if (context.cancel.cancelled) return;
        used++;
        writer.line(line);
      },
      bytes(line) {
        if (context.cancel.cancelled) return;
        used++;
        writer.bytes(line);
      },
    };
    const head = all ? fullHead(source) : normalisedHead(source, strings);
    const inOrder = order.ascending;
    if (!inOrder) linesInOrder(reader, file, order, { strings, cancel: context.cancel, head }, live, out);
    else if (reader instanceof EvtxReader && !recovered) writeLines(reader, head, live, out);
    if (recovered || (inOrder && !(reader instanceof EvtxReader))) {
      reader.records((event) => {
        if (context.cancel.cancelled || event.unreadable) return;
        if (!event.recovered && !inOrder) return;
        const line = lineOf(source, event.tree, event.recovered);
        if (line === null) return;
        if (event.recovered) writer.line(line);
        else out.text(line);
      });
    }
    writer.flush();
    return { used: used - before, logons: -1, lost: 0 };
  };

  const { sources, cancelled } = readInputs(
    {
      files,
      strings,
      cancel: context.cancel,
      recovered,
      passes: 2,
      send: (progress) => context.post({ type: "progress", progress }),
    },
    { read, used: () => used },
  );
  return { sources, cancelled };
}
