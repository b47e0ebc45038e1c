import type { CompiledRecordView } from "../compiled-view.ts";

/** Longest text that is kept; real ones have about 250 bytes. */
const KEPT_BYTES = 512;
const NOTHING = new Uint8Array(0);

/**
 * What stands in a line between the number of a record and its time: nearly always the same in all records of one
 * template. It is kept as it was written, with the values that it was written from; texts by their ids, which differ
 * where texts do.
 */
export class SystemMemo {
  #bytes = NOTHING;
  #eventId = 0;
  #version = 0;
  #level = 0;
  #task = 0;
  #keywordsLow = 0;
  #keywordsHigh = 0;
  #provider = 0;
  #channel = 0;
  #computer = 0;

  /** Writes what is kept behind a position, if it is that of the record; -1 if it is not. `keywordsLow` is -1 for none. */
  put(out: Uint8Array, from: number, record: CompiledRecordView, keywordsLow: number): number {
    const isSame =
      record.eventId === this.#eventId &&
      record.version === this.#version &&
      record.level === this.#level &&
      record.task === this.#task &&
      keywordsLow === this.#keywordsLow &&
      record.keywordsHigh === this.#keywordsHigh &&
      record.provider === this.#provider &&
      record.channel === this.#channel &&
      record.computer === this.#computer;
    const bytes = this.#bytes;
    if (!isSame || bytes.length === 0) return -1;
    out.set(bytes, from);
    return from + bytes.length;
  }

  /** Keeps what was written for a record between two positions. */
  keep(out: Uint8Array, from: number, end: number, record: CompiledRecordView, keywordsLow: number): void {
    const { provider, channel, computer } = record;
    // The id 0 stands for more than one text.
    const isKept = end - from <= KEPT_BYTES && provider !== 0 && channel !== 0 && computer !== 0;
    this.#bytes = isKept ? out.slice(from, end) : NOTHING;
    this.#eventId = record.eventId;
    this.#version = record.version;
    this.#level = record.level;
    this.#task = record.task;
    this.#keywordsLow = keywordsLow;
    this.#keywordsHigh = record.keywordsHigh;
    this.#provider = provider;
    this.#channel = channel;
    this.#computer = computer;
  }
}
