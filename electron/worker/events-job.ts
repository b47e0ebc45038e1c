import type { EventsOptions, InputFile, ReadOutcome } from "../../shared/contract/worker-job.ts";
import { wantedEventIds } from "../../shared/engine/catalog/event-catalog.ts";
import type { EventNode } from "../../shared/readers/event-tree.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { chunksInOrder } from "./chunk-order.ts";
import { fullLine, normalisedLines } from "./event-line.ts";
import type { FileSource } from "./file-source.ts";
import type { JobContext } from "./job-context.ts";
import { LineWriter } from "./line-writer.ts";
import { type LogReader, recordsAt } from "./log-reader.ts";
import { crc32 } from "./ports.ts";
import { readInputs } from "./read-inputs.ts";
import { RecordOrder } from "./record-order.ts";

/** Every possible event id. */
const ALL_IDS = new Uint8Array(65_536).fill(1);

/**
 * Streams the events of each source in the order of their EventRecordID, sources in their order. Two passes: the
 * first notes ids and offsets, the second writes as it reads; only a log whose records stand out of order is
 * read otherwise: a live log that has gone round chunk by chunk in their true order, anything else (XML saved newest
 * first) record by record. Deleted records, where asked for,
 * come behind the live ones of their source.
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
    const write = (tree: EventNode, isRecovered: boolean): void => {
      const line = context.cancel.cancelled ? null : lineOf(source, tree, isRecovered);
      if (line === null) return;
      if (!isRecovered) used++;
      writer.line(line);
    };
    const inOrder = order.ascending;
    if (!inOrder) {
      const offsets = order.sortedOffsets();
      const sorted = reader instanceof EvtxReader ? chunksInOrder(file, offsets) : null;
      if (sorted !== null) {
        new EvtxReader(sorted, { strings, crc32, cancel: context.cancel }).records((event) => {
          if (!event.unreadable) write(event.tree, false);
        });
      } else eachRecordAt(file, offsets, context, (tree) => write(tree, false));
    }
    if (inOrder || recovered) {
      reader.records((event) => {
        if (!event.unreadable && (inOrder || event.recovered)) write(event.tree, event.recovered);
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

function eachRecordAt(
  file: FileSource,
  offsets: Float64Array,
  { cancel }: JobContext,
  visit: (tree: EventNode) => void,
): void {
  const at = recordsAt(file);
  for (const offset of offsets) {
    if (cancel.cancelled) return;
    const tree = at(offset);
    if (tree !== null) visit(tree);
  }
}
