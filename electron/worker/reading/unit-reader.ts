import { createHash } from "node:crypto";
import { isOutOfMemory } from "../../../shared/contract/out-of-memory.ts";
import type { HelpOrder, InputFile, ReadUnit } from "../../../shared/contract/worker-job.ts";
import { Extractor } from "../../../shared/engine/extract/extractor.ts";
import { EvtxReader } from "../../../shared/readers/evtx/evtx-reader.ts";
import type { EvtxPart } from "../../../shared/readers/evtx/part-summary.ts";
import type { EventTable } from "../../../shared/types/event-table.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import type { SourceFailure } from "../../../shared/types/source.ts";
import { StringTable } from "../../../shared/types/string-table.ts";
import { type FileSource, openFile } from "../file-source.ts";
import { type LogReader, ReaderFactory } from "../log-reader.ts";
import { crc32, freeMemory } from "../ports.ts";
import type { ProgressReporter } from "../progress.ts";
import type { PassResult } from "./describe-source.ts";
import { type FileRead, openFailure, readFile } from "./read-file.ts";
import { headOf } from "./units.ts";

/** What reading one unit gave; plain data that crosses threads. */
export interface UnitResult {
  readonly unit: number;
  readonly what: UnitRead;
  /**
   * Rows; their source is the position of the file in the unit, their texts are positions in the reader's own table.
   * Null when they stay with the reader.
   */
  readonly table: EventTable | null;
  /** Numbers of these rows, counted over all rows of the reader. */
  readonly rows: { readonly from: number; readonly to: number };
  /** Size of the reader's string table before this unit, and what the unit added to it. */
  readonly stringsBefore: number;
  readonly strings: readonly string[];
}

export type UnitRead =
  | { readonly kind: "files"; readonly files: readonly FileRead[] }
  | { readonly kind: "part"; readonly part: PartRead }
  | { readonly kind: "hash"; readonly sha256: string | null };

export type PartRead =
  | { readonly failure: SourceFailure }
  | {
      readonly failure: null;
      readonly summary: EvtxPart;
      readonly done: number;
      /** Null when reading broke off. */
      readonly result: PassResult | null;
    };

const HASH_BYTES = 1024 * 1024;

/**
 * Reads units of one job, one after another, into one string table; what is learnt of templates is kept between them.
 * `keeps`: rows stay here until `takeRows`, otherwise each result brings its own.
 */
export class UnitReader {
  readonly strings = new StringTable();
  readonly #order: Pick<HelpOrder, "files" | "units" | "rows" | "hash">;
  readonly #cancel: CancelToken;
  readonly #progress: ProgressReporter;
  readonly #extractor = new Extractor(this.strings, { free: freeMemory });
  readonly #factory = new ReaderFactory(this.strings);
  readonly #keeps: boolean;
  #finished = 0;

  constructor(
    order: Pick<HelpOrder, "files" | "units" | "rows" | "hash">,
    cancel: CancelToken,
    progress: ProgressReporter,
    { keeps }: { readonly keeps: boolean },
  ) {
    this.#keeps = keeps;
    this.#order = order;
    this.#cancel = cancel;
    this.#progress = progress;
  }

  read(index: number): UnitResult {
    const unit = this.#order.units[index]!;
    const stringsBefore = this.strings.size;
    const from = this.#finished + this.#extractor.length;
    const what = this.#readUnit(unit);
    const isWanted = this.#order.rows;
    const to = this.#finished + this.#extractor.length;
    const table = (this.#keeps && isWanted) || to === from ? null : this.takeRows();
    return {
      unit: index,
      what,
      table: isWanted ? table : null,
      rows: { from, to: isWanted ? to : from },
      stringsBefore,
      strings: isWanted ? this.strings.toArray().slice(stringsBefore) : [],
    };
  }

  /** All rows that have not been handed over. */
  takeRows(): EventTable {
    this.#finished += this.#extractor.length;
    return this.#extractor.finish();
  }

  #readUnit(unit: ReadUnit): UnitRead {
    const { files, hash } = this.#order;
    if (unit.kind === "hash") return { kind: "hash", sha256: this.#hash(files[unit.file]!, unit) };
    if (unit.kind === "part") return { kind: "part", part: this.#readPart(files[unit.file]!, unit) };
    const reads: FileRead[] = [];
    const options = { cancel: this.#cancel, hash, factory: this.#factory, progress: this.#progress };
    const pass = {
      read: (reader: LogReader, source: number) => this.#extract(reader, source),
      used: () => this.#extractor.length,
    };
    for (let at = unit.first; at < unit.end && !this.#cancel.cancelled; at++) {
      const read = readFile(files[at]!, at - unit.first, options, pass);
      this.#progress.endFile(read.info.bytes);
      reads.push(read);
    }
    return { kind: "files", files: reads };
  }

  #extract(reader: Pick<LogReader, "extract">, source: number): PassResult {
    this.#extractor.startSource(source);
    reader.extract(this.#extractor);
    const { used, logons, failures, lost } = this.#extractor.endSource();
    return { used, logons: logons + failures, lost };
  }

  #readPart(file: InputFile, { from, to, head }: Extract<ReadUnit, { kind: "part" }>): PartRead {
    let source: FileSource;
    try {
      source = openSame(file.path, head);
    } catch (failure) {
      return { failure: openFailure(failure) };
    }
    const progress = this.#progress;
    const before = this.#extractor.length;
    let done = from;
    try {
      const reader = new EvtxReader(source, {
        strings: this.strings,
        crc32,
        cancel: this.#cancel,
        chunks: this.#factory.chunks(),
        part: { from, to },
        onProgress(position) {
          done = position;
          progress.at(position - from);
        },
      });
      progress.startFile(file.name, () => {
        const { records, damage } = reader.partSummary;
        return {
          records,
          used: this.#extractor.length - before,
          damaged: damage.reduce((sum, { count }) => sum + count, 0),
        };
      });
      let result: PassResult | null = null;
      try {
        result = this.#extract(reader, 0);
        // Written over while it was read: its rows may be of either log, and are told as part of a broken one.
        if (headOf(source) !== head) done = from;
      } catch (failure) {
        if (isOutOfMemory(failure)) throw failure;
        // A disk that fails in the middle. What was read until then stays.
      }
      return { failure: null, summary: reader.partSummary, done, result };
    } finally {
      progress.endFile(done - from);
      source.close();
    }
  }

  /** Null when it cannot be read to its end, or is cancelled. */
  #hash(file: InputFile, { size, head }: Extract<ReadUnit, { kind: "hash" }>): string | null {
    let source: FileSource | null = null;
    try {
      source = openSame(file.path, head);
      const hash = createHash("sha256");
      const slab = new Uint8Array(HASH_BYTES);
      for (let at = 0; at < size; ) {
        const length = source.read(at, slab.subarray(0, size - at));
        if (length <= 0 || this.#cancel.cancelled) return null;
        hash.update(slab.subarray(0, length));
        at += length;
      }
      return headOf(source) === head ? hash.digest("hex") : null;
    } catch {
      return null;
    } finally {
      source?.close();
    }
  }
}

/**
 * Opens a file of which other parts were or will be read. Throws when another one stands in its place by now: parts of
 * two logs must never become one.
 */
function openSame(path: string, head: number): FileSource {
  const source = openFile(path);
  try {
    if (headOf(source) === head) return source;
  } catch (failure) {
    source.close();
    throw failure;
  }
  source.close();
  throw new Error("replaced");
}
