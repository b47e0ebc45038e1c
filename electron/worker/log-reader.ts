import { ArchiveReader } from "../../shared/readers/archive-index/archive-reader.ts";
import { CsvReader, csvRecordsAt } from "../../shared/readers/csv/csv-reader.ts";
import { CloudReader, type SheetOrigin } from "../../shared/readers/d365/cloud-reader.ts";
import { cloudRowAt } from "../../shared/readers/d365/row-at.ts";
import { detectFormat } from "../../shared/readers/detect.ts";
import type { EventNode } from "../../shared/readers/event-tree.ts";
import { EvtReader } from "../../shared/readers/evt/evt-reader.ts";
import { readEvtRecordAt } from "../../shared/readers/evt/read-record-at.ts";
import { ChunkReader, type FullEventVisitor } from "../../shared/readers/evtx/chunk-reader.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { readRecordAt } from "../../shared/readers/evtx/read-record-at.ts";
import type { ObjectShape } from "../../shared/readers/objects/object-properties.ts";
import { ObjectReader, objectRecordsAt } from "../../shared/readers/objects/object-reader.ts";
import { PolicyReader } from "../../shared/readers/policy/policy-reader.ts";
import type { ReaderSummary } from "../../shared/readers/reader-summary.ts";
import { scriptLineAt } from "../../shared/readers/script-trail/script-line-at.ts";
import { ScriptReader } from "../../shared/readers/script-trail/script-reader.ts";
import { readXmlRecordAt } from "../../shared/readers/xml/read-record-at.ts";
import { XmlEventReader } from "../../shared/readers/xml/xml-reader.ts";
import type { XmlShape } from "../../shared/readers/xml-shape.ts";
import type { CloudImport } from "../../shared/types/cloud.ts";
import type { ByteSource, CancelToken } from "../../shared/types/ports.ts";
import type { RecordSink } from "../../shared/types/record-view.ts";
import type { SourceFailure, SourceFormat } from "../../shared/types/source.ts";
import type { StringTable } from "../../shared/types/string-table.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import { makeDecoder } from "./code-pages.ts";
import { crc32, splitRow } from "./ports.ts";
import { textClock } from "./text-clock.ts";

/** What all readers of logs can do. */
export interface LogReader {
  extract(sink: RecordSink): void;
  records(visit: FullEventVisitor): void;
  readonly summary: ReaderSummary;
}

export interface ReaderOptions {
  readonly strings: StringTable;
  readonly cancel: CancelToken;
  readonly recovered?: boolean;
  readonly onProgress?: (bytesDone: number) => void;
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
  readonly text?: TextOptions;
}

/** What matters of an input if it is a text export. */
export interface TextOptions {
  readonly name: string;
  readonly answers?: readonly ImportAnswers[] | undefined;
  /** Of a sheet of a workbook. */
  readonly workbook?: SheetOrigin | undefined;
}

/** What an input was taken for, and its reader if there is one. */
export type Opened =
  | { readonly format: SourceFormat; readonly reader: LogReader; readonly failure: null }
  | {
      readonly format: SourceFormat;
      readonly reader: null;
      readonly failure: SourceFailure;
      /** Of a table that nobody knows: what may be said of it. */
      readonly cloud?: CloudImport;
    };

/** Makes readers over one string table; what one learns about templates serves the next. */
export class ReaderFactory {
  readonly #strings: StringTable;
  #chunks: ChunkReader | null = null;

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  /** What reads the chunks of all .evtx files. */
  chunks(): ChunkReader {
    this.#chunks ??= new ChunkReader(this.#strings, crc32);
    return this.#chunks;
  }

  /** Decides by content what an input is. */
  open(source: ByteSource, options: Omit<ReaderOptions, "strings">): Opened {
    const { format, failure, xmlShape } = detectFormat(source);
    const all = { ...options, strings: this.#strings };
    const origin = options.text?.workbook;
    // A sheet is a table, whatever its text looks like.
    if (format === "d365" || failure === "otherTable" || (origin !== undefined && failure !== null)) {
      const reader = new CloudReader(source, { ...all, ...textPorts(options.text), origin });
      if (failure === null || reader.isKnown) return { format: "d365", reader, failure: null };
      const cloud = reader.describe();
      return cloud === null
        ? { format, reader: null, failure }
        : { format, reader: null, failure: "otherTable", cloud };
    }
    if (failure !== null) return { format, reader: null, failure };
    if (format === "evtx") {
      return { format, reader: new EvtxReader(source, { ...all, crc32, chunks: this.chunks() }), failure };
    }
    if (format === "evt") return { format, reader: new EvtReader(source, all), failure };
    if (format === "xml") {
      const shape = objectShape(xmlShape);
      const reader =
        shape === null
          ? new XmlEventReader(source, { ...all, makeDecoder })
          : new ObjectReader(source, shape, { ...all, ...textPorts(options.text) });
      return { format, reader, failure };
    }
    if (format === "text") {
      const reader = new CsvReader(source, { ...all, ...textPorts(options.text) });
      return { format, reader, failure };
    }
    if (format === "archive")
      return { format, reader: new ArchiveReader(source, { ...all, makeDecoder }), failure };
    if (format === "script") {
      return { format, reader: new ScriptReader(source, { ...all, ...textPorts(options.text) }), failure };
    }
    if (format === "policy") {
      const reader = new PolicyReader(source, { ...all, makeDecoder, splitRow });
      return { format, reader, failure };
    }
    return { format, reader: null, failure: "notALog" };
  }
}

/** Reads records of an input by their offset, whatever its format; null where there is none. */
export function recordsAt(source: ByteSource, text?: TextOptions): (offset: number) => EventNode | null {
  const { format, xmlShape } = detectFormat(source);
  if (format === "evtx") return (offset) => readRecordAt(source, offset);
  if (format === "evt") return (offset) => readEvtRecordAt(source, offset);
  const ports = { ...textPorts(text), cancel: { cancelled: false } };
  if (format === "xml") {
    const shape = objectShape(xmlShape);
    if (shape !== null) return objectRecordsAt(source, shape, ports);
    return (offset) => readXmlRecordAt(source, offset, makeDecoder);
  }
  if (format === "text") return csvRecordsAt(source, ports);
  if (format === "d365" || format === "unknown") return (offset) => cloudRowAt(source, offset, ports);
  if (format === "script") return (offset) => scriptLineAt(source, offset, makeDecoder);
  return () => null;
}

/** The form of an input that holds objects of PowerShell; null for event XML. */
function objectShape(shape: XmlShape | null): ObjectShape | null {
  return shape === "objects" || shape === "clixml" ? shape : null;
}

function textPorts({ name, answers = [] }: TextOptions = { name: "" }) {
  return { name, answers, makeDecoder, splitRow, clockOf: textClock };
}
