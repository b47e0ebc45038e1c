import type { ByteSource, CancelToken, Crc32 } from "../../types/ports.ts";
import type { RecordSink } from "../../types/record-view.ts";
import type { StringTable } from "../../types/string-table.ts";
import { ChunkReader, type FullEventVisitor, type IdVisitor, type LineSink } from "./chunk-reader.ts";
import { type FileHeader, looksLikeEvtx, readFileHeader } from "./file-header.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "./limits.ts";
import { type EvtxPart, type EvtxSummary, joinParts } from "./part-summary.ts";
import { eachSlot, firstSlot, readFully, type SlotKind } from "./slabs.ts";
import { Tally } from "./tally.ts";

export interface EvtxOptions {
  readonly strings: StringTable;
  readonly crc32: Crc32;
  readonly cancel: CancelToken;
  /** Also deliver deleted records found in slack space, after all live ones and marked. */
  readonly recovered?: boolean;
  /** Told after each slab how many bytes of the file are done. */
  readonly onProgress?: (bytesDone: number) => void;
  /** Given every byte of the file once and in order, so that the caller can hash it. The bytes are reused. */
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
  /** A reader kept from an earlier file over the same string table; saves warming up for each file of a folder. */
  readonly chunks?: ChunkReader;
  /**
   * Reads the chunks in these bytes only, of a file that is a whole number of chunks long. What concerns the file as a
   * whole is told by its first part.
   */
  readonly part?: ByteRange;
}

/** From a byte position, a multiple of chunks behind the file header, up to another one. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

const EMPTY_HEADER = readFileHeader(new Uint8Array(0), () => 0);

/**
 * Reads one .evtx file from its first byte to its last. `extract`, `records` and `lines` each make one pass; `summary` tells
 * about the last one. Nothing is thrown for damage: it is counted in the summary. Errors of the source itself (a
 * disk that fails) do go through.
 */
export class EvtxReader {
  readonly #source: ByteSource;
  readonly #options: EvtxOptions;
  readonly #chunks: ChunkReader;
  #header: FileHeader = EMPTY_HEADER;
  #tally = new Tally();
  #recovered: readonly number[] = [];
  #emptySlots = 0;
  #isLog = false;
  #cancelled = false;
  /** What was read elsewhere of the file, part by part. */
  #parts: EvtxPart[] = [];

  constructor(source: ByteSource, options: EvtxOptions) {
    this.#source = source;
    this.#options = options;
    this.#chunks = options.chunks ?? new ChunkReader(options.strings, options.crc32);
  }

  /** Delivers every record whose event id the sink wants, in file order, by the fast path. */
  extract(sink: RecordSink): void {
    const kept = this.#open();
    this.#pass((bytes, offset) => this.#chunks.extract(bytes, offset, kept, sink, this.#tally));
    if (this.#options.recovered !== true) return;
    this.#eachRecovered((chunk, offset, at) => {
      const record = this.#chunks.recovered(chunk, offset, at);
      if (record !== null && sink.wanted[record.view.eventId] === 1) sink.accept(record.view);
    });
  }

  /**
   * Visits every record as a tree, in file order: a live log that has gone round starts in the middle, so who needs
   * the order of EventRecordID sorts.
   */
  records(visit: FullEventVisitor): void {
    const kept = this.#open();
    this.#pass((bytes, offset) => this.#chunks.records(bytes, offset, kept, visit, this.#tally));
    if (this.#options.recovered !== true) return;
    this.#eachRecovered((chunk, offset, at) => {
      const record = this.#chunks.recovered(chunk, offset, at);
      if (record !== null) visit(record.event);
    });
  }

  /** Writes every live record as a line of JSON, in file order; deleted ones are left to `records`. */
  lines(sink: LineSink): void {
    const kept = this.#open();
    this.#pass((bytes, offset) => this.#chunks.lines(bytes, offset, kept, sink, this.#tally));
  }

  /**
   * Tells of the EventRecordIDs of at least all records that `lines` writes and whose event id is wanted (1), in file
   * order. Quicker than any other pass because check sums are left to the one that follows; what it counts means nothing.
   */
  ids(wanted: Uint8Array, visit: IdVisitor): void {
    this.#open();
    this.#pass((bytes, offset) => this.#chunks.ids(bytes, offset, wanted, visit, this.#tally));
  }

  /** A reader of the same file for some of its chunks. It knows what this one has learnt, and only one reads at a time. */
  readerOf(part: ByteRange): EvtxReader {
    const { strings, crc32, cancel } = this.#options;
    return new EvtxReader(this.#source, { strings, crc32, cancel, chunks: this.#chunks, part });
  }

  /**
   * Takes what another reader tells of the next part of the file, which ends at a position. `summary` tells of these parts
   * from then on, until the next pass.
   */
  addPart(part: EvtxPart, to: number): void {
    this.#parts.push(part);
    this.#options.onProgress?.(to);
  }

  get summary(): EvtxSummary {
    return joinParts(this.#parts.length > 0 ? this.#parts : [this.partSummary]);
  }

  get partSummary(): EvtxPart {
    const tally = this.#tally;
    const { strings } = this.#options;
    return {
      header: this.#header,
      isLog: this.#isLog,
      records: tally.records,
      chunks: tally.chunks,
      emptySlots: this.#emptySlots,
      leaps: tally.leaps,
      falls: tally.falls,
      oldest: tally.oldest,
      newest: tally.newest,
      computers: [...tally.computers].map((id) => strings.get(id)),
      channels: [...tally.channels].map((id) => strings.get(id)),
      damage: tally.damage.toArray(),
      recovered: tally.recovered.content,
      cancelled: this.#cancelled,
    };
  }

  /** Reads the file header and starts counting anew; tells whether checksums are kept. */
  #open(): boolean {
    this.#tally = new Tally();
    this.#recovered = [];
    this.#emptySlots = 0;
    this.#cancelled = false;
    this.#parts = [];
    const head = readFully(this.#source, 0, new Uint8Array(FILE_HEADER_SIZE + 8));
    this.#isLog = looksLikeEvtx(head);
    this.#header = readFileHeader(head, this.#options.crc32);
    return this.#header.checksumsKept;
  }

  #pass(chunk: (bytes: Uint8Array, offset: number) => void): void {
    const { onBytes, onProgress, cancel, part } = this.#options;
    const { damage } = this.#tally;
    const size = this.#source.size;
    const head = readFully(this.#source, 0, new Uint8Array(FILE_HEADER_SIZE));
    const start = Math.min(firstSlot(head), head.length);
    const from = part?.from ?? start;
    if (from === start) {
      if (start > 0) onBytes?.(head.subarray(0, start), 0);
      if (!this.#header.valid || !this.#header.crcFits) damage.add("fileHeader", 0);
      else if (size < FILE_HEADER_SIZE) damage.add("truncated", size);
    }
    const visit = (bytes: Uint8Array, offset: number, kind: SlotKind): void => {
      if (this.#cancelled || cancel.cancelled) {
        this.#cancelled = true;
        return;
      }
      if (kind === "empty") this.#emptySlots++;
      else if (kind === "foreign") damage.add("chunkMissing", offset);
      else {
        this.#isLog = true;
        if (bytes.length < CHUNK_SIZE) damage.add("truncated", offset + bytes.length);
        chunk(bytes, offset);
      }
    };
    eachSlot(
      part === undefined ? this.#source : endingAt(this.#source, part.to),
      from,
      visit,
      (bytes, position) => onBytes?.(bytes, position),
      (position) => {
        onProgress?.(position);
        return !this.#cancelled && !cancel.cancelled;
      },
      this.#chunks.slab,
    );
    if (this.#cancelled || cancel.cancelled) {
      this.#cancelled = true;
      return;
    }
    // A header that counts more chunks than there is room for tells of a file cut between two chunks. Too few mean
    // nothing: that is how a copy of a live log looks.
    const places = Math.ceil((size - FILE_HEADER_SIZE) / CHUNK_SIZE);
    if (from === start && this.#header.valid && this.#header.chunkCount > places)
      damage.add("truncated", size);
    this.#recovered = this.#tally.recovered.settle();
  }

  /** Reads the chunks of deleted records once more and hands these over one by one. */
  #eachRecovered(handle: (chunk: Uint8Array, offset: number, at: number) => void): void {
    const buffer = new Uint8Array(CHUNK_SIZE);
    const bases = this.#tally.recovered;
    let base = -1;
    let chunk = buffer;
    for (const offset of this.#recovered) {
      if (this.#options.cancel.cancelled) {
        this.#cancelled = true;
        return;
      }
      const own = bases.chunkOf(offset);
      if (own !== base) {
        base = own;
        // A new view each time, so that the chunk reader sees that the bytes have changed.
        chunk = readFully(this.#source, base, buffer).subarray(0) as Uint8Array<ArrayBuffer>;
      }
      handle(chunk, base, offset - base);
    }
  }
}

/** A source as if it ended at a position. */
function endingAt(source: ByteSource, to: number): ByteSource {
  const size = Math.min(to, source.size);
  return {
    size,
    read: (position, target) =>
      position >= size ? 0 : source.read(position, target.subarray(0, size - position)),
  };
}
