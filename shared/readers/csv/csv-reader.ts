import type { ByteSource, SplitRow } from "../../types/ports.ts";
import type { RecordSink } from "../../types/record-view.ts";
import { NOTE_OF_QUESTION, type SourceNote } from "../../types/source.ts";
import type { StringTable } from "../../types/string-table.ts";
import {
  MAX_PREVIEW_ROWS,
  MAX_PREVIEW_TEXT,
  type TextImport,
  type TextPreviewRow,
} from "../../types/text-import.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { printable } from "../event-text.ts";
import type { EventNode } from "../event-tree.ts";
import type { FullEventVisitor } from "../evtx/chunk-reader.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { TreeRecordView } from "../tree-view.ts";
import { type RowRecord, rowRecord } from "./row-record.ts";
import { RowTexts } from "./row-texts.ts";
import { type Survey, type SurveyOptions, surveyText } from "./survey.ts";

export interface CsvOptions extends SurveyOptions {
  readonly strings: StringTable;
  readonly splitRow: SplitRow;
}

/**
 * Reads what Event Viewer saves as CSV and as text. Goes through the file twice: once for where its rows are and how
 * its dates are written, once for the records, in the order of their times. Memory: one row, and some bytes for each.
 * An export has no record numbers; its records are counted in the order of their times.
 */
export class CsvReader {
  readonly #source: ByteSource;
  readonly #options: CsvOptions;
  #survey: Survey | null = null;
  readonly #computers = new Set<string>();
  readonly #channels = new Set<string>();
  #records = 0;
  #planned = 0;
  #unread = 0;
  #oldest = Number.POSITIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;
  #cancelled = false;
  /** The newest rows, newest last. */
  #preview: TextPreviewRow[] = [];

  constructor(source: ByteSource, options: CsvOptions) {
    this.#source = source;
    this.#options = options;
  }

  extract(sink: RecordSink): void {
    const view = new TreeRecordView(this.#options.strings);
    this.#pass(({ tree, isWhole }, offset) => {
      view.load(tree, offset);
      if (isWhole && sink.wanted[view.eventId] === 1) {
        sink.accept(view);
        return;
      }
      const { time, recordIdLow, recordIdHigh, computer, channel, eventId, keywordsHigh } = view;
      sink.skip(time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh);
    });
  }

  records(visit: FullEventVisitor): void {
    this.#pass(({ tree, number }, offset) =>
      visit({
        tree,
        recordIdLow: number,
        recordIdHigh: 0,
        offset,
        recovered: false,
        unreadable: false,
      }),
    );
  }

  get summary(): ReaderSummary {
    const survey = this.#survey;
    const notes: SourceNote[] = survey === null ? [] : ["weakText"];
    for (const question of survey?.questions ?? []) notes.push(NOTE_OF_QUESTION[question]);
    if (this.#unread > 0) notes.push("textUnread");
    const text = survey === null ? null : this.#describe(survey);
    return {
      isLog: survey !== null,
      records: this.#records,
      recovered: 0,
      oldest: (Number.isFinite(this.#oldest) ? this.#oldest : NO_TIME) as Ticks,
      newest: (Number.isFinite(this.#newest) ? this.#newest : NO_TIME) as Ticks,
      computers: [...this.#computers],
      channels: [...this.#channels].filter((name) => name !== ""),
      damage: survey?.damage.toArray() ?? [],
      notes,
      cancelled: this.#cancelled,
      ...(text === null ? {} : { text }),
    };
  }

  #pass(handle: (record: RowRecord, offset: number) => void): void {
    const { cancel, onProgress, splitRow, name, makeDecoder } = this.#options;
    this.#records = this.#planned = this.#unread = 0;
    this.#oldest = Number.POSITIVE_INFINITY;
    this.#newest = Number.NEGATIVE_INFINITY;
    this.#preview = [];
    const half = this.#source.size / 2;
    this.#survey ??= surveyText(this.#source, {
      ...this.#options,
      onProgress: (done) => onProgress?.(done / 2),
    });
    const survey = this.#survey;
    this.#cancelled = survey?.cancelled ?? false;
    if (survey === null || survey.cancelled) return;
    const texts = new RowTexts(this.#source, makeDecoder(survey.stored.name));
    for (let row = 0; row < survey.rows; row++) {
      if ((row & 1023) === 0) {
        if (cancel.cancelled) {
          this.#cancelled = true;
          return;
        }
        onProgress?.(Math.floor(half + (half * row) / survey.rows));
      }
      const offset = survey.start(row);
      const record = rowRecord(
        splitRow(texts.text(offset, survey.end(row)), survey.head.delimiter),
        row + 1,
        survey,
        name,
      );
      this.#records++;
      if (record.isPlanned) this.#planned++;
      if (record.isPlanned && !record.isWhole) this.#unread++;
      this.#computers.add(record.computer);
      this.#channels.add(record.channel);
      if (record.time < this.#oldest) this.#oldest = record.time;
      if (record.time > this.#newest) this.#newest = record.time;
      if (row >= survey.rows - MAX_PREVIEW_ROWS) this.#preview.push(previewRow(record));
      handle(record, offset);
    }
    onProgress?.(this.#source.size);
  }

  /** Asked for at any time, also when the source is closed already. */
  #describe(survey: Survey): TextImport {
    const preview = [...this.#preview].reverse();
    const { signature, head, stored, dateOrder, clock, questions } = survey;
    const { delimiter } = head;
    return { signature, delimiter, encoding: stored.name, dateOrder, zone: clock.zone, questions, preview };
  }
}

/** What the preview shows of a record. */
export function previewRow(
  record: Pick<RowRecord, "written" | "time" | "eventId" | "provider" | "message">,
): TextPreviewRow {
  const { written, time, eventId, provider, message } = record;
  const [line = ""] = message.trimStart().split(/[\r\n]/, 1);
  return { written: cut(written), time, eventId, provider: cut(provider), message: cut(line) };
}

function cut(text: string): string {
  return printable(text).slice(0, MAX_PREVIEW_TEXT).toWellFormed();
}

/** Reads single rows of an export again by their byte offset; null where none begins. */
export function csvRecordsAt(
  source: ByteSource,
  options: Omit<CsvOptions, "strings">,
): (offset: number) => EventNode | null {
  let survey: Survey | null | undefined;
  const rowAt = new Map<number, number>();
  return (offset) => {
    if (survey === undefined) {
      survey = surveyText(source, options);
      for (let row = 0; row < (survey?.rows ?? 0); row++) rowAt.set(survey!.start(row), row);
    }
    const row = rowAt.get(offset);
    if (survey === null || row === undefined) return null;
    const texts = new RowTexts(source, options.makeDecoder(survey.stored.name));
    const cells = options.splitRow(texts.text(offset, survey.end(row)), survey.head.delimiter);
    return rowRecord(cells, row + 1, survey, options.name).tree;
  };
}
