import type { JobProgress } from "../../shared/contract/job.ts";
import type { EventsOptions, InputFile, ReadOutcome } from "../../shared/contract/worker-job.ts";
import { wantedEventIds } from "../../shared/engine/catalog/event-catalog.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { fullHead, fullLine, normalisedHead, normalisedLines, skippedLine } from "./event-line.ts";
import type { FileSource } from "./file-source.ts";
import type { JobContext } from "./job-context.ts";
import { LineOutput } from "./line-output.ts";
import { LineWriter } from "./line-writer.ts";
import { type LineOf, linesInOrder, writeLines } from "./lines-in-order.ts";
import { HELP_FROM_BYTES, LinesTeam } from "./lines-team.ts";
import type { LogReader } from "./log-reader.ts";
import { readInputs, sizesOf } from "./read-inputs.ts";
import type { PassResult } from "./reading/describe-source.ts";
import { RecordOrder } from "./record-order.ts";
import { SkippedSurvey } from "./skipped-survey.ts";

const TWO_32 = 4_294_967_296;
/** Every possible event id. */
const ALL_IDS = new Uint8Array(65_536).fill(1);

/**
 * Streams the events of each source in the order of their EventRecordID, sources in their order. An .evtx log whose ids
 * rise, as a quick pass over them tells, is written as it is read, a large one by several threads. Of others ids and offsets
 * are noted first; where they stand out of order they are written as `linesInOrder` says. Deleted records, where asked for,
 * come behind the live ones of their source, and last what `skipped` asks for and no line could tell. `helpFrom`: see
 * `LinesTeam`.
 */
export function streamEvents(
  files: readonly InputFile[],
  { all, recovered, skipped = false, hash = true }: EventsOptions,
  context: JobContext,
  helpFrom = HELP_FROM_BYTES,
): ReadOutcome {
  const strings = new StringTable();
  let survey: SkippedSurvey | null = null;
  const lineOf = all ? fullLine : normalisedLines(() => survey);
  const wanted = all ? ALL_IDS : wantedEventIds();
  let deleted = 0;
  let lone = 0;
  const output = new LineOutput(context);
  const writer = new LineWriter((block) => output.post(block), output.memory);
  const team = new LinesTeam(
    all,
    output,
    context,
    () => sizesOf(files).reduce((sum, size) => sum + size, 0),
    helpFrom,
  );
  const used = (): number => writer.count - deleted - lone + team.lines;

  const readLog = (reader: LogReader, source: number, file: FileSource): PassResult => {
    const before = used();
    survey = all || !skipped ? null : new SkippedSurvey(strings, source);
    if (survey !== null) {
      reader.extract(survey);
      survey.end();
    }
    // Others begin while this thread still looks at the ids: most logs are in order.
    const share =
      reader instanceof EvtxReader && survey === null && !recovered ? team.share(reader, file, source) : null;
    const order = new RecordOrder(wanted);
    const inOrder = (reader instanceof EvtxReader && idsRise(reader, wanted)) || isNoted(reader, order);
    const live: LineOf = (event) => (context.cancel.cancelled ? null : lineOf(source, event.tree, false));
    const head = all ? fullHead(source) : normalisedHead(source, strings, survey);
    if (!inOrder) {
      share?.drop();
      linesInOrder(reader, file, order, { strings, cancel: context.cancel, head }, live, writer);
    } else if (share !== null) share.write({ head, live });
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
    return { used: used() - before, logons: -1, lost: 0 };
  };
  const read = (reader: LogReader, source: number, file: FileSource): PassResult => {
    try {
      return readLog(reader, source, file);
    } finally {
      // Whatever became of the log: what was read of it stays, in front of the next one.
      writer.flush();
      team.endLog();
    }
  };

  const send = (progress: JobProgress): void => context.post({ type: "progress", progress });
  const asked = { files, strings, cancel: context.cancel, recovered, hash, passes: 2, send };
  try {
    const { sources, cancelled } = readInputs(asked, { read, used });
    return { sources, cancelled };
  } finally {
    team.end();
  }
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
