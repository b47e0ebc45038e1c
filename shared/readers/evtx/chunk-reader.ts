import type { Crc32 } from "../../types/ports.ts";
import type { RecordSink, RecordView } from "../../types/record-view.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { EventNode } from "../event-tree.ts";
import { TreeRecordView } from "../tree-view.ts";
import { BinXmlDamage } from "./binxml/damage.ts";
import { BinXmlWalker } from "./binxml/walk.ts";
import { readChunkHeader } from "./chunk-header.ts";
import { CompiledRecordView } from "./compiled-view.ts";
import { headerTree } from "./header-tree.ts";
import { CHUNK_HEADER_SIZE, CHUNK_SIZE, MIN_RECORD_SIZE, RECORD_HEADER_SIZE, SLAB_CHUNKS } from "./limits.ts";
import { LineRenderer } from "./lines/line-renderer.ts";
import { type LineSpace, OneLine } from "./lines/line-space.ts";
import { PlanCache } from "./plan-cache.ts";
import { claimedSizeAt, nextRecordFrom, numberHigh, numberLow, recordSizeAt } from "./record-walk.ts";
import { recordNumber } from "./recovered.ts";
import { openCompiled, readIds, readSystem } from "./system.ts";
import type { Tally } from "./tally.ts";

/** One full record. */
export interface FullEvent {
  readonly tree: EventNode;
  /** `System/EventRecordID`; the number in the record header where the tree has none. */
  readonly recordIdLow: number;
  readonly recordIdHigh: number;
  /** Byte position of the record in its file. */
  readonly offset: number;
  /** A deleted record from slack space. */
  readonly recovered: boolean;
  /**
   * The record is torn (its two sizes differ), its BinXML cannot be read, or it has no EventRecordID (debris of an
   * unclean stop). It is counted as damage and not as a record. What can be read is shown; without any BinXML the
   * tree holds number and time of the record header, which in exported logs are not those of the event.
   */
  readonly unreadable: boolean;
}

export type FullEventVisitor = (event: FullEvent) => void;

/** Takes the two halves of an EventRecordID. */
export type IdVisitor = (low: number, high: number) => void;

/** Takes full records as lines of JSON. */
export interface LineSink {
  /**
   * What stands behind the opening brace of a record's line; null when the record is not asked for, `tree` when its line
   * is to be made of its tree.
   */
  head(record: RecordView): Uint8Array | "tree" | null;
  /** Where lines are written; without it each is handed to `line`. */
  readonly space?: LineSpace;
  /** One line without its end, as UTF-8; the bytes are reused. */
  line?(bytes: Uint8Array): void;
  /** A record of which only a tree tells. */
  readonly tree: FullEventVisitor;
}

const ALL_EVENTS = new Uint8Array(65_536).fill(1);

/** Handles one live record between two positions of the chunk; a torn one has no sound size of its own. */
type RecordHandler = (at: number, size: number, torn: boolean) => void;

/**
 * Reads one chunk at a time. It keeps compiled plans and interned texts from chunk to chunk and from file to file,
 * so one object should serve as many files as share a string table. It holds no state of a file: what is counted
 * goes into the tally that is passed in, so chunks of a file may be shared out among several readers.
 */
export class ChunkReader {
  readonly #crc32: Crc32;
  readonly #plans: PlanCache;
  readonly #walker = new BinXmlWalker();
  readonly #compiled: CompiledRecordView;
  readonly #tree: TreeRecordView;
  readonly #lines: LineRenderer;
  /** Where who reads a file puts what it has read: one for all files, because fresh memory costs time. */
  readonly slab = new Uint8Array(SLAB_CHUNKS * CHUNK_SIZE);
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));

  constructor(strings: StringTable, crc32: Crc32) {
    this.#crc32 = crc32;
    this.#plans = new PlanCache(strings);
    this.#compiled = new CompiledRecordView(strings);
    this.#tree = new TreeRecordView(strings);
    this.#lines = new LineRenderer(this.#plans);
  }

  /**
   * Delivers the wanted live records of a chunk to the sink by the fast path. `chunk` is one chunk, or less at the end
   * of a cut file, and must stay as it is during the call; `offset` is its place in the file.
   */
  extract(chunk: Uint8Array, offset: number, checksumsKept: boolean, sink: RecordSink, tally: Tally): void {
    this.#start(chunk);
    this.#live(offset, checksumsKept, tally, (at, size, torn) => {
      if (torn) return;
      const view = this.#compiled;
      if (openCompiled(view, this.#plans, at, size)) {
        const wanted = readSystem(view, sink.wanted, this.#plans);
        if (wanted !== "unsure") {
          tally.live(view.time, view.channel, view.computer);
          tally.numbered(numberLow(this.#view, at), view.recordIdLow, view.channel);
          view.offset = offset + at;
          if (wanted === "yes") sink.accept(view);
          else skip(view, sink);
          return;
        }
      }
      const tree = this.#treeOf(at, size, offset, tally);
      if (tree === null) return;
      const shown = this.#tree.load(tree, offset + at);
      if (!isEvent(shown)) {
        tally.damage.add("recordBad", offset + at);
        return;
      }
      tally.live(shown.time, shown.channel, shown.computer);
      tally.numbered(numberLow(this.#view, at), shown.recordIdLow, shown.channel);
      if (sink.wanted[shown.eventId] === 1) sink.accept(shown);
      else skip(shown, sink);
    });
  }

  /** Visits all live records of a chunk as trees. Parameters as for `extract`. */
  records(
    chunk: Uint8Array,
    offset: number,
    checksumsKept: boolean,
    visit: FullEventVisitor,
    tally: Tally,
  ): void {
    this.#start(chunk);
    this.#live(offset, checksumsKept, tally, (at, size, torn) =>
      this.#visit(at, size, torn, offset, visit, tally),
    );
  }

  /** Writes all live records of a chunk as lines of JSON; what no plan can write comes as a tree. As for `extract`. */
  lines(chunk: Uint8Array, offset: number, checksumsKept: boolean, sink: LineSink, tally: Tally): void {
    this.#start(chunk);
    const space = sink.space ?? new OneLine((line) => sink.line?.(line));
    this.#live(offset, checksumsKept, tally, (at, size, torn) => {
      const view = this.#compiled;
      const isPlain =
        !torn &&
        openCompiled(view, this.#plans, at, size) &&
        readSystem(view, ALL_EVENTS, this.#plans) === "yes";
      if (isPlain) {
        view.offset = offset + at;
        const head = sink.head(view);
        if (head === null || (head !== "tree" && this.#lines.line(view, head, space))) {
          tally.live(view.time, view.channel, view.computer);
          tally.numbered(numberLow(this.#view, at), view.recordIdLow, view.channel);
          return;
        }
      }
      this.#visit(at, size, torn, offset, sink.tree, tally);
    });
  }

  /** Tells of the ids of live records, see `EvtxReader.ids`. */
  ids(chunk: Uint8Array, offset: number, wanted: Uint8Array, visit: IdVisitor, tally: Tally): void {
    this.#start(chunk);
    this.#live(offset, false, tally, (at, size, torn) => {
      if (torn) return;
      const view = this.#compiled;
      if (!readIds(view, this.#plans, at, size)) {
        const tree = this.#treeOf(at, size, offset, null);
        if (tree === null) return;
        const shown = this.#tree.loadSystem(tree, offset + at);
        if (isEvent(shown) && wanted[shown.eventId] === 1) visit(shown.recordIdLow, shown.recordIdHigh);
      } else if (wanted[view.eventId] === 1) visit(view.recordIdLow, view.recordIdHigh);
    });
  }

  #visit(
    at: number,
    size: number,
    torn: boolean,
    offset: number,
    visit: FullEventVisitor,
    tally: Tally,
  ): void {
    const tree = this.#treeOf(at, size, offset, torn ? null : tally);
    const shown = tree === null ? null : this.#tree.loadSystem(tree, offset + at);
    const named = shown !== null && isEvent(shown);
    const unreadable = torn || !named;
    if (named && !torn) {
      tally.live(shown.time, shown.channel, shown.computer);
      tally.numbered(numberLow(this.#view, at), shown.recordIdLow, shown.channel);
    } else if (shown !== null && !torn) tally.damage.add("recordBad", offset + at);
    visit({
      tree: tree ?? headerTree(this.#view, at),
      recordIdLow: named ? shown.recordIdLow : numberLow(this.#view, at),
      recordIdHigh: named ? shown.recordIdHigh : numberHigh(this.#view, at),
      offset: offset + at,
      recovered: false,
      unreadable,
    });
  }

  /**
   * Reads one deleted record at a position of a chunk, as a view and as a tree. `null` when its BinXML, or the
   * template it needs, has been overwritten.
   */
  recovered(chunk: Uint8Array, offset: number, at: number): { view: RecordView; event: FullEvent } | null {
    if (this.#bytes !== chunk) this.#start(chunk);
    const size = recordSizeAt(this.#view, at, chunk.length);
    const tree = size === 0 ? null : this.#treeOf(at, size, offset, null);
    if (tree === null) return null;
    const view = this.#tree.load(tree, offset + at, true);
    if (!isEvent(view)) return null;
    const { recordIdLow, recordIdHigh } = view;
    const event = {
      tree,
      recordIdLow,
      recordIdHigh,
      offset: offset + at,
      recovered: true,
      unreadable: false,
    };
    return { view, event };
  }

  /** The record at a position of a chunk as a tree, whatever state it is in; `null` if it cannot be read. */
  treeAt(chunk: Uint8Array, at: number): EventNode | null {
    this.#start(chunk);
    const end = chunk.length;
    const size = recordSizeAt(this.#view, at, end) || claimedSizeAt(this.#view, at, end);
    return size === 0 ? null : this.#treeOf(at, size, 0, null);
  }

  #start(chunk: Uint8Array): void {
    this.#bytes = chunk;
    this.#view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#plans.startChunk();
    this.#walker.startChunk(chunk, this.#view);
    this.#compiled.bytes = chunk;
    this.#compiled.view = this.#view;
  }

  #treeOf(at: number, size: number, offset: number, tally: Tally | null): EventNode | null {
    try {
      return this.#walker.read(at + RECORD_HEADER_SIZE, at + size - 4);
    } catch (error) {
      if (!(error instanceof BinXmlDamage)) throw error;
      tally?.damage.add(error.code, offset + at);
      return null;
    }
  }

  /** Checks the chunk, walks its live records, and notes what is left of deleted ones behind them. */
  #live(offset: number, checksumsKept: boolean, tally: Tally, handle: RecordHandler): void {
    const chunk = this.#bytes;
    tally.startChunk();
    const header = readChunkHeader(chunk, this.#view, checksumsKept ? this.#crc32 : null);
    const whole = chunk.length === CHUNK_SIZE;
    if (whole || header.freeSpace < chunk.length) {
      if (!header.sound) tally.damage.add("chunkHeader", offset);
      else if (!header.recordsFit) tally.damage.add("chunkCrc", offset);
    }
    const end = this.#walk(header.freeSpace, header.bounded, whole, offset, tally, handle);
    this.#slack(end, offset, tally);
  }

  /** Walks live records up to `end`; returns where slack begins. */
  #walk(
    end: number,
    bounded: boolean,
    whole: boolean,
    offset: number,
    tally: Tally,
    handle: RecordHandler,
  ): number {
    const view = this.#view;
    let first = -1;
    let last = -1;
    let at = CHUNK_HEADER_SIZE;
    while (at < end) {
      const size = recordSizeAt(view, at, end);
      if (size === 0) {
        const next = nextRecordFrom(view, at, end);
        // In a chunk whose end is not known, or cut off, what follows the last record need not be a record.
        if (next >= 0 ? bounded || first < 0 : bounded && whole) tally.damage.add("recordBad", offset + at);
        // A record whose beginning is where it belongs, but not its end: a page of the file is from another time.
        const claimed = bounded ? claimedSizeAt(view, at, next < 0 ? end : next) : 0;
        if (
          claimed > 0 &&
          (first < 0 || recordNumber(numberLow(view, at), numberHigh(view, at)) === last + 1)
        ) {
          handle(at, claimed, true);
        }
        if (next < 0 || (!bounded && first >= 0)) break;
        at = next;
        continue;
      }
      const number = recordNumber(numberLow(view, at), numberHigh(view, at));
      // Without a known end, live records are those that count on; deleted ones start again lower.
      if (!bounded && first >= 0 && number !== last + 1) break;
      if (first < 0) first = number;
      last = number;
      handle(at, size, false);
      at += size;
    }
    if (first >= 0) {
      tally.chunks++;
      tally.recovered.addLive(Math.min(first, last), Math.max(first, last));
    }
    return Math.min(at, end) < end && bounded ? end : at;
  }

  #slack(from: number, offset: number, tally: Tally): void {
    const view = this.#view;
    const end = this.#bytes.length;
    for (let at = from; at + MIN_RECORD_SIZE <= end; ) {
      const next = nextRecordFrom(view, at, end);
      if (next < 0) return;
      tally.recovered.add(offset, offset + next, recordNumber(numberLow(view, next), numberHigh(view, next)));
      at = next + recordSizeAt(view, next, end);
    }
  }
}

/** Tells of a record that nobody needs. */
function skip(view: RecordView, sink: RecordSink): void {
  const { time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh } = view;
  sink.skip(time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh);
}

/** Windows counts records from 1: without a number a record is debris of an unclean stop. */
function isEvent(view: RecordView): boolean {
  return view.recordIdLow !== 0 || view.recordIdHigh !== 0;
}
