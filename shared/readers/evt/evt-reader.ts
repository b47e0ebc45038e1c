import type { ByteSource, CancelToken } from "../../types/ports.ts";
import type { RecordSink } from "../../types/record-view.ts";
import type { SourceNote } from "../../types/source.ts";
import type { StringTable } from "../../types/string-table.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import type { FullEventVisitor } from "../evtx/chunk-reader.ts";
import { readFully } from "../evtx/slabs.ts";
import { Tally } from "../evtx/tally.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { channelOf } from "./channel.ts";
import { EvtRecord } from "./evt-record.ts";
import { readEvtHeader } from "./file-header.ts";
import { legacyTree } from "./legacy-tree.ts";
import { LegacyRecordView } from "./legacy-view.ts";
import { HEADER_SIZE } from "./limits.ts";
import { walkLog } from "./log-walk.ts";
import { RingBytes } from "./ring.ts";
import { scanLog } from "./scan.ts";

export interface EvtOptions {
  readonly strings: StringTable;
  readonly cancel: CancelToken;
  /** Told how many bytes of the file are done. */
  readonly onProgress?: (bytesDone: number) => void;
  /** Given every byte of the file once and in order, so that the caller can hash it. The bytes are reused. */
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
}

/** Records between two looks at the cancel flag. */
const PIECE = 1024;

/**
 * Reads one legacy .evt log (Windows 2000, XP, 2003), oldest record first, also one that went round, that was copied
 * live, or that is cut. `extract` and `records` each make one pass; `summary` tells about the last one. Damage is
 * counted in the summary, never thrown. Errors of the source itself (a disk that fails) do go through.
 *
 * A pass reads the file twice: once from end to end, for its bytes and for places where its parts may begin, and once
 * along the chain of its records.
 */
export class EvtReader {
  readonly #source: ByteSource;
  readonly #options: EvtOptions;
  #tally = new Tally();
  #notes: readonly SourceNote[] = [];
  #isLog = false;
  #cancelled = false;

  constructor(source: ByteSource, options: EvtOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** Delivers every record, security events under the number and names they have today. */
  extract(sink: RecordSink): void {
    this.#pass((view) => {
      if (sink.wanted[view.eventId] === 1) {
        sink.accept(view);
        return;
      }
      const { time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh } = view;
      sink.skip(time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh);
    });
  }

  /** Visits every record as a tree, with its own number and unnamed strings. */
  records(visit: FullEventVisitor): void {
    this.#pass(({ recordIdLow, recordIdHigh, offset }, record, channel) =>
      visit({
        tree: legacyTree(record, channel),
        recordIdLow,
        recordIdHigh,
        offset,
        recovered: false,
        unreadable: false,
      }),
    );
  }

  get summary(): ReaderSummary {
    const tally = this.#tally;
    const { strings } = this.#options;
    return {
      isLog: this.#isLog,
      records: tally.records,
      recovered: 0,
      oldest: (Number.isFinite(tally.oldest) ? tally.oldest : NO_TIME) as Ticks,
      newest: (Number.isFinite(tally.newest) ? tally.newest : NO_TIME) as Ticks,
      computers: [...tally.computers].map((id) => strings.get(id)),
      channels: [...tally.channels].map((id) => strings.get(id)),
      damage: tally.damage.toArray(),
      notes: this.#notes,
      cancelled: this.#cancelled,
    };
  }

  #pass(handle: (view: LegacyRecordView, record: EvtRecord, channel: string) => void): void {
    const { strings, cancel, onBytes, onProgress } = this.#options;
    const source = this.#source;
    this.#tally = new Tally();
    const tally = this.#tally;
    this.#notes = [];
    this.#cancelled = false;
    const header = readEvtHeader(readFully(source, 0, new Uint8Array(HEADER_SIZE)));
    this.#isLog = header.valid;
    // Half of the way is the scan, half the records.
    const scan = scanLog(source, {
      onBytes,
      onPiece: (position) => {
        onProgress?.(Math.floor(position / 2));
        return !cancel.cancelled;
      },
    });
    if (scan.stopped || cancel.cancelled) {
      this.#cancelled = true;
      return;
    }
    const channel = channelOf(source);
    const record = new EvtRecord();
    const view = new LegacyRecordView(strings, record, channel);
    let seen = 0;
    let walked = 0;
    const { stale } = walkLog(new RingBytes(source), header, scan, {
      record: (bytes, offset) => {
        record.load(bytes, offset);
        view.load();
        this.#isLog = true;
        walked += bytes.length;
        tally.live(view.time, view.channel, view.computer);
        if (!record.sound) tally.damage.add("valueBad", offset);
        handle(view, record, channel);
        if (++seen % PIECE !== 0) return true;
        onProgress?.(Math.min(source.size, Math.floor((source.size + walked) / 2)));
        this.#cancelled = cancel.cancelled;
        return !this.#cancelled;
      },
      damage: (code, offset) => tally.damage.add(code, offset),
    });
    if (cancel.cancelled) this.#cancelled = true;
    else onProgress?.(source.size);
    this.#notes = [
      ...(header.dirty ? (["dirty"] as const) : []),
      ...(stale ? (["staleHeader"] as const) : []),
    ];
  }
}
