import type { ByteSource } from "../../types/ports.ts";
import type { RecordSink } from "../../types/record-view.ts";
import { NOTE_OF_QUESTION, type SourceNote } from "../../types/source.ts";
import type { StringTable } from "../../types/string-table.ts";
import { MAX_PREVIEW_ROWS, type TextImport, type TextPreviewRow } from "../../types/text-import.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { previewRow } from "../csv/csv-reader.ts";
import type { EventNode } from "../event-tree.ts";
import type { FullEventVisitor } from "../evtx/chunk-reader.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { TreeRecordView } from "../tree-view.ts";
import { elementBytesAt } from "../xml/read-record-at.ts";
import { OBJECT_ELEMENTS, type ObjectShape } from "./object-properties.ts";
import { type ObjectRecord, objectRecord } from "./object-record.ts";
import { type ObjectSurvey, type ObjectSurveyOptions, surveyObjects } from "./object-survey.ts";
import { objectTexts, walkObjects } from "./object-walk.ts";

export interface ObjectReaderOptions extends ObjectSurveyOptions {
  readonly strings: StringTable;
}

/**
 * Reads events that PowerShell stored as objects (`ConvertTo-Xml`, `Export-Clixml`). Goes through the file twice: once
 * for how its dates are written, once for the records, in file order. Memory: one object. What an event says is taken
 * from its message, and so only where that is in English.
 */
export class ObjectReader {
  readonly #source: ByteSource;
  readonly #shape: ObjectShape;
  readonly #options: ObjectReaderOptions;
  readonly #view: TreeRecordView;
  #survey: ObjectSurvey | null = null;
  readonly #computers = new Set<string>();
  readonly #channels = new Set<string>();
  #records = 0;
  #unread = 0;
  #oldest = Number.POSITIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;
  #cancelled = false;
  #preview: TextPreviewRow[] = [];

  constructor(source: ByteSource, shape: ObjectShape, options: ObjectReaderOptions) {
    this.#source = source;
    this.#shape = shape;
    this.#options = options;
    this.#view = new TreeRecordView(options.strings);
  }

  extract(sink: RecordSink): void {
    this.#pass(({ isWhole }, view) => {
      if (isWhole && sink.wanted[view.eventId] === 1) {
        sink.accept(view);
        return;
      }
      const { time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh } = view;
      sink.skip(time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh);
    });
  }

  records(visit: FullEventVisitor): void {
    this.#pass(({ tree }, { recordIdLow, recordIdHigh, offset }) =>
      visit({ tree, recordIdLow, recordIdHigh, offset, recovered: false, unreadable: false }),
    );
  }

  get summary(): ReaderSummary {
    const survey = this.#survey;
    const isLog = survey !== null && survey.events > 0;
    const notes: SourceNote[] = isLog ? ["weakObjects"] : [];
    for (const question of survey?.questions ?? []) notes.push(NOTE_OF_QUESTION[question]);
    if (this.#unread > 0) notes.push("textUnread");
    return {
      isLog,
      records: this.#records,
      recovered: 0,
      oldest: (Number.isFinite(this.#oldest) ? this.#oldest : NO_TIME) as Ticks,
      newest: (Number.isFinite(this.#newest) ? this.#newest : NO_TIME) as Ticks,
      computers: [...this.#computers],
      channels: [...this.#channels].filter((name) => name !== ""),
      damage: survey?.damage.toArray() ?? [],
      notes,
      cancelled: this.#cancelled,
      ...(isLog ? { text: this.#describe(survey) } : {}),
    };
  }

  #pass(handle: (record: ObjectRecord, view: TreeRecordView) => void): void {
    const { strings, name, onProgress } = this.#options;
    this.#records = this.#unread = 0;
    this.#oldest = Number.POSITIVE_INFINITY;
    this.#newest = Number.NEGATIVE_INFINITY;
    this.#preview = [];
    const half = (done: number): number => Math.floor(done / 2);
    this.#survey ??= surveyObjects(this.#source, this.#shape, {
      ...this.#options,
      onProgress: (done) => onProgress?.(half(done)),
    });
    const survey = this.#survey;
    this.#cancelled = survey.cancelled;
    if (survey.cancelled) return;
    const again = {
      ...this.#options,
      onBytes: undefined,
      onProgress: (done: number) => onProgress?.(half(this.#source.size + done)),
    };
    const done = walkObjects(survey.file, again, {
      event: (members, offset) => {
        const record = objectRecord(members, survey, name);
        const view = this.#view.load(record.tree, offset);
        this.#records++;
        if (record.isPlanned && !record.isWhole) this.#unread++;
        this.#computers.add(strings.get(view.computer));
        this.#channels.add(strings.get(view.channel));
        if (view.time < this.#oldest) this.#oldest = view.time;
        if (view.time > this.#newest) this.#newest = view.time;
        if (this.#preview.length < MAX_PREVIEW_ROWS) this.#preview.push(previewRow(record));
        handle(record, view);
      },
      // Counted the first time.
      damage: () => {},
    });
    this.#cancelled = !done;
  }

  #describe({ signature, file, dateOrder, clock, questions }: ObjectSurvey): TextImport {
    const encoding = file.stored.name;
    return {
      signature,
      delimiter: null,
      encoding,
      dateOrder,
      zone: clock.zone,
      questions,
      preview: this.#preview,
    };
  }
}

/** Reads single objects again by their byte offset; null where none begins. */
export function objectRecordsAt(
  source: ByteSource,
  shape: ObjectShape,
  options: ObjectSurveyOptions,
): (offset: number) => EventNode | null {
  let survey: ObjectSurvey | null = null;
  return (offset) => {
    survey ??= surveyObjects(source, shape, options);
    const { file } = survey;
    const bytes = elementBytesAt(source, offset, file.stored.units, OBJECT_ELEMENTS[shape]);
    if (bytes === null) return null;
    const members = objectTexts(file, options.makeDecoder)(bytes);
    return typeof members === "string" ? null : objectRecord(members, survey, options.name).tree;
  };
}
