import { type ArchiveIndex, MAX_ARCHIVE_BYTES, parseArchiveIndex } from "../../types/archive.ts";
import type { ByteSource, CancelToken, MakeTextDecoder } from "../../types/ports.ts";
import { NO_TIME } from "../../types/units.ts";
import type { ReaderSummary } from "../reader-summary.ts";

export interface ArchiveReaderOptions {
  readonly makeDecoder: MakeTextDecoder;
  readonly cancel?: CancelToken;
  readonly onProgress?: (bytesDone: number) => void;
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
  /** Bytes that are read; what is behind them is damage. */
  readonly mostBytes?: number;
}

const PIECE = 1024 * 1024;

/** The index of an archive folder as an input of a case: it holds no records and tells of the files that do. */
export class ArchiveReader {
  readonly #source: ByteSource;
  readonly #options: ArchiveReaderOptions;
  readonly #mostBytes: number;
  #index: ArchiveIndex | null = null;
  #isRead = false;
  #isCut = false;
  #cancelled = false;

  constructor(source: ByteSource, options: ArchiveReaderOptions) {
    this.#source = source;
    this.#options = options;
    this.#mostBytes = options.mostBytes ?? MAX_ARCHIVE_BYTES;
  }

  extract(): void {
    this.#read();
  }

  records(): void {
    this.#read();
  }

  get summary(): ReaderSummary {
    const index = this.#index;
    const summary: ReaderSummary = {
      isLog: index !== null,
      records: 0,
      recovered: 0,
      oldest: NO_TIME,
      newest: NO_TIME,
      computers: [],
      channels: [],
      damage: [
        ...(index !== null && index.badLines > 0
          ? [{ code: "lineBad" as const, offset: 0, count: index.badLines }]
          : []),
        ...(this.#isCut ? [{ code: "limit" as const, offset: this.#mostBytes, count: 1 }] : []),
      ],
      notes: [],
      cancelled: this.#cancelled,
    };
    return index === null ? summary : { ...summary, archive: index };
  }

  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    const { cancel, onBytes, onProgress, makeDecoder } = this.#options;
    const size = Math.min(this.#source.size, this.#mostBytes);
    this.#isCut = size < this.#source.size;
    const whole = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      if (cancel?.cancelled === true) {
        this.#cancelled = true;
        return;
      }
      const piece = whole.subarray(at, Math.min(size, at + PIECE));
      const count = this.#source.read(at, piece);
      if (count <= 0) break;
      onBytes?.(piece.subarray(0, count), at);
      at += count;
      onProgress?.(at);
    }
    this.#index = parseArchiveIndex(makeDecoder("utf-8").decode(whole.subarray(0, at)));
  }
}
