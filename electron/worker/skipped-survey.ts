import { OUTCOME_FAILURE, OUTCOME_SUCCESS } from "../../shared/engine/catalog/audit-samples.ts";
import { Extractor } from "../../shared/engine/extract/extractor.ts";
import { ticksToIso } from "../../shared/engine/time/iso.ts";
import { decimalId } from "../../shared/export/texts.ts";
import { type EventTable, KIND } from "../../shared/types/event-table.ts";
import type { RecordSink, RecordView } from "../../shared/types/record-view.ts";
import type { StringTable } from "../../shared/types/string-table.ts";

/** Rows after which the extractor is emptied: a survey keeps what was skipped and nothing else. */
const DRAIN_ROWS = 32_768;

/** Records left out of a list of events, as a line tells of them: the one kept, and for how many it stands. */
export interface SkippedJson {
  readonly recordId: string;
  readonly eventId: number;
  readonly timeCreated: string | null;
  /** How many records it stands for, itself included. */
  readonly records: number;
  /** Of audits that tell what the policy is. */
  readonly audit?: "success" | "failure";
}

interface Stream {
  readonly computer: string;
  readonly channel: string;
  /** Skipped, and not yet told with a record. */
  waiting: SkippedJson[];
  /** The record met last that rules need. */
  last: string | null;
}

/**
 * Looks over a source before its events are listed, and notes which records are left out, in the few entries that
 * pairing works with: a jump of the numbers is a gap only if nothing was skipped there, and the last record of a boot
 * bounds its end, whatever it is. Each entry belongs to the line of a record of the same computer and log.
 */
export class SkippedSurvey implements RecordSink {
  readonly #strings: StringTable;
  readonly #extractor: Extractor;
  readonly #streams = new Map<string, Stream>();
  /** By the record they are told with. */
  readonly #told = new Map<string, SkippedJson[]>();
  /** Low halves of the numbers of these records, so that most lines need no look into the map. */
  readonly #lows = new Set<number>();
  readonly wanted: Uint8Array;

  constructor(strings: StringTable, source: number) {
    this.#strings = strings;
    this.#extractor = new Extractor(strings);
    this.#extractor.startSource(source);
    this.wanted = this.#extractor.wanted;
  }

  accept(record: RecordView): void {
    this.#extractor.accept(record);
    if (this.#extractor.length >= DRAIN_ROWS) this.#drain(this.#extractor.finish());
  }

  skip(...record: Parameters<RecordSink["skip"]>): void {
    this.#extractor.skip(...record);
    if (this.#extractor.length >= DRAIN_ROWS) this.#drain(this.#extractor.finish());
  }

  /** Ends the survey; from now on `of` answers. */
  end(): this {
    this.#extractor.endSource();
    this.#drain(this.#extractor.finish());
    for (const stream of this.#streams.values()) {
      if (stream.last !== null) this.#tell(stream, stream.last);
    }
    return this;
  }

  /** Whether `of` may have something for a record; the low half of its number is known. */
  mayHave(recordIdLow: number): boolean {
    return this.#lows.has(recordIdLow);
  }

  /** What is told with a record, once; null for most. */
  of(recordId: string | null, computer: string, channel: string): readonly SkippedJson[] | null {
    const key = keyOf(recordId ?? "0", computer, channel);
    const found = this.#told.get(key);
    if (found === undefined) return null;
    this.#told.delete(key);
    return found;
  }

  /** What has found no record to be told with: of logs in which no rule needs anything. */
  rest(): readonly {
    readonly computer: string;
    readonly channel: string;
    readonly skipped: readonly SkippedJson[];
  }[] {
    const rest = [...this.#streams.values()].filter(({ waiting }) => waiting.length > 0);
    const untold = [...this.#told].map(([key, skipped]) => {
      const [, computer = "", channel = ""] = key.split("\n");
      return { computer, channel, skipped };
    });
    return [
      ...rest.map(({ computer, channel, waiting }) => ({ computer, channel, skipped: waiting })),
      ...untold,
    ];
  }

  #drain(rows: EventTable): void {
    for (let row = 0; row < rows.length; row++) {
      const stream = this.#streamOf(rows.computer[row]!, rows.channel[row]!);
      const recordId = decimalId(rows.recordIdHigh[row]!, rows.recordIdLow[row]!);
      if (rows.kind[row] === KIND.other) {
        const outcome = rows.status[row];
        stream.waiting.push({
          recordId,
          eventId: rows.eventId[row]!,
          timeCreated: ticksToIso(rows.time[row]!),
          records: rows.number[row]!,
          ...(outcome === OUTCOME_SUCCESS ? { audit: "success" } : {}),
          ...(outcome === OUTCOME_FAILURE ? { audit: "failure" } : {}),
        });
        continue;
      }
      stream.last = recordId;
      if (stream.waiting.length > 0) this.#tell(stream, recordId);
    }
  }

  #tell(stream: Stream, recordId: string): void {
    if (stream.waiting.length === 0) return;
    const key = keyOf(recordId, stream.computer, stream.channel);
    this.#told.set(key, [...(this.#told.get(key) ?? []), ...stream.waiting]);
    this.#lows.add(Number(BigInt.asUintN(32, BigInt(recordId))));
    stream.waiting = [];
  }

  #streamOf(computer: number, channel: number): Stream {
    const key = `${computer} ${channel}`;
    let stream = this.#streams.get(key);
    if (stream === undefined) {
      const text = (id: number): string => this.#strings.get(id as Parameters<StringTable["get"]>[0]);
      stream = { computer: text(computer), channel: text(channel), waiting: [], last: null };
      this.#streams.set(key, stream);
    }
    return stream;
  }
}

function keyOf(recordId: string, computer: string, channel: string): string {
  return `${recordId}\n${computer}\n${channel}`;
}
