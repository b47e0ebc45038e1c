import type { EventsOptions, InputFile, ReadOutcome } from "../../shared/contract/worker-job.ts";
import { wantedEventIds } from "../../shared/engine/catalog/event-catalog.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { fullHead, fullLine, normalisedHead, normalisedLines, skippedLine } from "./event-line.ts";
import type { FileSource } from "./file-source.ts";
import type { JobContext } from "./job-context.ts";
import { LineWriter } from "./line-writer.ts";
import { type LineOf, linesInOrder, writeLines } from "./lines-in-order.ts";
import type { LogReader } from "./log-reader.ts";
import { readInputs } from "./read-inputs.ts";
import { RecordOrder } from "./record-order.ts";
import { SkippedSurvey } from "./skipped-survey.ts";

const TWO_32 = 4_294_967_296;
/** Every possible event id. */
const ALL_IDS = new Uint8Array(65_536).fill(1);

/**
 * Streams the events of each source in the order of their EventRecordID, sources in their order. An .evtx log whose ids
 * rise, as a quick pass over them tells, is written as it is read. Of others ids and offsets are noted first; where they
 * stand out of order they are written as `linesInOrder` says. Deleted records, where asked for, come behind the live ones
 * of their source, and last what `skipped` asks for and no line could tell.
 */
export function streamEvents(
  files: readonly InputFile[],
  { all, recovered, skipped = false, hash = true }: EventsOptions,
  context: JobContext,
): ReadOutcome {
  const strings = new StringTable();
  let survey: SkippedSurvey | null = null;
  const lineOf = all ? fullLine : normalisedLines(() => survey);
  const wanted = all ? ALL_IDS : wantedEventIds();
  let deleted = 0;
  let lone = 0;
  const writer = new LineWriter((bytes) => {
    context.waitForRoom();
    if (!context.cancel.cancelled) context.post({ type: "lines", bytes });
  }, context.copiesLines);
  const used = (): number => writer.count - deleted - lone;

  const read = (reader: LogReader, source: number, file: FileSource) => {
    const before = used();
    survey = all || !skipped ? null : new SkippedSurvey(strings, source);
    if (survey !== null) {
      reader.extract(survey);
      survey.end();
    }
    const order = new RecordOrder(wanted);
    const inOrder = (reader instanceof EvtxReader && idsRise(reader, wanted)) || isNoted(reader, order);
    const live: LineOf = (event) => (context.cancel.cancelled ? null : lineOf(source, event.tree, false));
    const head = all ? fullHead(source) : normalisedHead(source, strings, survey);
    if (!inOrder) linesInOrder(reader, file, order, { strings, cancel: context.cancel, head }, live, writer);
    else if (reader instanceof EvtxReader && !recovered) writeLines(reader, head, live, writer);
    if (recovered || (inOrder && !(reader instanceof EvtxReader))) {
      reader.records((event) => {
        if (context.cancel.cancelled || event.unreadable) return;
        if (!event.recovered && !inOrder) return;
        const line = lineOf(source, event.tree, event.recovered);
        if (line === null) return;
        if (event.recovered) deleted++;
        writer.line(line);
      });
    }
    // A single log in which no rule needs anything has nothing to pair either.
    const told = files.length > 1 || used() > before ? (survey?.rest() ?? []) : [];
    for (const rest of told) {
      if (context.cancel.cancelled) break;
      lone++;
      writer.line(skippedLine(source, rest));
    }
    writer.flush();
    return { used: used() - before, logons: -1, lost: 0 };
  };

  const { sources, cancelled } = readInputs(
    {
      files,
      strings,
      cancel: context.cancel,
      recovered,
      hash,
      passes: 2,
      send: (progress) => context.post({ type: "progress", progress }),
    },
    { read, used },
  );
  return { sources, cancelled };
}

/** Whether the records of a log stand in the order of their ids. */
function idsRise(reader: EvtxReader, wanted: Uint8Array): boolean {
  let last = -1;
  let rises = true;
  reader.ids(wanted, (low, high) => {
    const id = high * TWO_32 + low;
    rises &&= id >= last;
    last = id;
  });
  return rises;
}

/** The same, with ids and offsets noted for those that do not. */
function isNoted(reader: LogReader, order: RecordOrder): boolean {
  reader.extract(order);
  return order.ascending;
}
