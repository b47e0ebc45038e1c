import type { Crc32 } from "../../types/ports.ts";
import type { Ticks } from "../../types/units.ts";
import { CHUNK_SIZE, ChunkBuilder } from "./chunk-builder.ts";
import { eventInstance, type RecordLayout } from "./event-body.ts";
import type { DataOf, EventDefinition } from "./event-definition.ts";
import { fileHeader, HEADER_BLOCK } from "./file-header.ts";
import { SECURITY_EVENTS } from "./security-events.ts";
import { LSM_EVENTS, SYSTEM_EVENTS } from "./system-events.ts";
import { filetimeOf } from "./values.ts";

/** Every event the writer knows by name: Security ones by number (and version), others by provider and number. */
export const EVENTS = { ...SECURITY_EVENTS, ...SYSTEM_EVENTS, ...LSM_EVENTS };
export type EventName = keyof typeof EVENTS;
export type EventData<Name extends EventName> = DataOf<(typeof EVENTS)[Name]>;

export interface EvtxWriterOptions {
  readonly crc32: Crc32;
  /** Default `nested`. */
  readonly layout?: RecordLayout;
  /** EventRecordID of the first record; default 1. The others count on unless they bring their own. */
  readonly firstRecordId?: bigint | number;
  /**
   * `ids`: the numbers in the record headers are the EventRecordIDs, as in a log copied from its machine (default).
   * `fromOne`: they count from 1 in the file, as in an exported log.
   */
  readonly recordNumbers?: "ids" | "fromOne";
  /** Records a chunk may hold at most; the default is what fits. For logs of many chunks with few records. */
  readonly recordsPerChunk?: number;
}

/** What every record has beside its event and data. Sensible values stand in for those left out. */
export interface RecordHeadInput {
  readonly time: Ticks;
  readonly computer: string;
  readonly recordId?: bigint | number;
  readonly processId?: number;
  readonly threadId?: number;
  readonly activityId?: string;
  readonly keywords?: bigint;
  readonly userSid?: string;
}
/** A record to write. The union over all names ties the data to the event. */
export type RecordInput = {
  readonly [Name in EventName]: RecordHeadInput & { readonly event: Name; readonly data?: EventData<Name> };
}[EventName];

/**
 * Writes an event log as Windows lays it out: a 4096-byte header and 64 KiB chunks, each with its own names and
 * template definitions. Made for tests and the sample log; all in memory.
 */
export class EvtxWriter {
  readonly #options: EvtxWriterOptions;
  readonly #chunks: Uint8Array[] = [];
  #chunk = new ChunkBuilder();
  #inChunk = 0;
  #count = 0n;
  #nextId: bigint;

  constructor(options: EvtxWriterOptions) {
    this.#options = options;
    this.#nextId = BigInt(options.firstRecordId ?? 1);
  }

  /** Records written so far. */
  get count(): number {
    return Number(this.#count);
  }

  /** Adds one record of a known event; gives its EventRecordID. Throws RangeError for data that cannot be written. */
  append(record: RecordInput): bigint {
    return this.appendCustom(EVENTS[record.event], record, record.data ?? {});
  }

  /** Adds one record of an event of the caller's own making. */
  appendCustom(
    definition: EventDefinition,
    head: RecordHeadInput,
    data: Readonly<Record<string, unknown>>,
  ): bigint {
    const recordId = head.recordId === undefined ? this.#nextId : BigInt(head.recordId);
    const number = this.#options.recordNumbers === "fromOne" ? this.#count + 1n : recordId;
    const body = eventInstance(
      definition,
      {
        computer: head.computer,
        recordId,
        time: ["filetime", head.time],
        processId: head.processId ?? 4,
        threadId: head.threadId ?? 100,
        activityId: head.activityId ?? null,
        keywords: head.keywords ?? definition.keywords,
        userSid: head.userSid ?? definition.userSid ?? null,
      },
      data,
      this.#options.layout ?? "nested",
    );
    const recordHead = { recordNumber: number, recordId, filetime: filetimeOf(head.time) };
    if (this.#inChunk >= (this.#options.recordsPerChunk ?? Number.POSITIVE_INFINITY)) this.#close();
    if (!this.#chunk.add(recordHead, body)) {
      if (this.#chunk.isEmpty) throw new RangeError("record does not fit a chunk");
      this.#close();
      if (!this.#chunk.add(recordHead, body)) throw new RangeError("record does not fit a chunk");
    }
    this.#inChunk++;
    this.#count++;
    this.#nextId = recordId + 1n;
    return recordId;
  }

  /** The whole file. The writer can go on afterwards; a chunk closed here is not reopened. */
  finish(): Uint8Array {
    if (!this.#chunk.isEmpty) this.#close();
    const file = new Uint8Array(HEADER_BLOCK + this.#chunks.length * CHUNK_SIZE);
    file.set(
      fileHeader(
        {
          firstChunk: 0,
          lastChunk: Math.max(0, this.#chunks.length - 1),
          nextRecordId: this.#options.recordNumbers === "fromOne" ? this.#count + 1n : this.#nextId,
          minorVersion: (this.#options.layout ?? "nested") === "nested" ? 2 : 1,
          chunkCount: this.#chunks.length,
          flags: 0,
        },
        this.#options.crc32,
      ),
    );
    for (const [i, chunk] of this.#chunks.entries()) file.set(chunk, HEADER_BLOCK + i * CHUNK_SIZE);
    return file;
  }

  #close(): void {
    this.#chunks.push(this.#chunk.finish(this.#options.crc32));
    this.#chunk = new ChunkBuilder();
    this.#inChunk = 0;
  }
}
