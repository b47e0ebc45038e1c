import { ConvertedView } from "../../readers/evt/converted-view.ts";
import {
  EVENT_KINDS,
  type EventColumns,
  type EventKind,
  type EventTable,
  KIND,
} from "../../types/event-table.ts";
import { FIELD } from "../../types/fields.ts";
import type { FreeMemory } from "../../types/ports.ts";
import { AUDIT_FAILURE, type RecordSink, type RecordView } from "../../types/record-view.ts";
import type { StringTable } from "../../types/string-table.ts";
import { NO_TIME, type StringId, type Ticks } from "../../types/units.ts";
import { OUTCOME_UNKNOWN, outcomeOf, SAMPLE_NUMBERS } from "../catalog/audit-samples.ts";
import { FIRST_LEGACY_ID, LAST_LEGACY_ID, wantedEventIds } from "../catalog/event-catalog.ts";
import { EventClassifier } from "../catalog/event-classifier.ts";
import { EventTableBuilder } from "./event-table-builder.ts";
import type { FieldMap } from "./field-map.ts";
import { LOGON_MAPS } from "./logon.ts";
import { Names } from "./names.ts";
import { SECURITY_STATE_MAPS } from "./security-state.ts";
import type { SkippedEntry } from "./skipped-entry.ts";
import { type SkippedRecord, SkippedStream } from "./skipped-records.ts";
import { SYSTEM_MAPS } from "./system.ts";
import { TERMINAL_SERVICES_MAPS } from "./terminal-services.ts";

/** What one source, or one part of it, gave. */
export interface SourceTally {
  /** Live records seen, whatever they are. */
  readonly records: number;
  /** Records that some rule needed. */
  readonly used: number;
  readonly logons: number;
  readonly failures: number;
  /** Earliest and latest TimeCreated of all live records; `NaN` without any. */
  readonly oldest: Ticks;
  readonly newest: Ticks;
  /** In order of first sight. */
  readonly computers: readonly StringId[];
  readonly channels: readonly StringId[];
  /** Rows dropped because the table is full: damage of kind `limit`. */
  readonly lost: number;
}

export interface ExtractorOptions {
  /** Rows after which further ones are counted and dropped. */
  readonly maxRows?: number;
  readonly free?: FreeMemory;
}

/** Field maps by code of the kind; kinds without fields have none. */
const MAPS: readonly (FieldMap | undefined)[] = (() => {
  const all = new Map<EventKind, FieldMap>([
    ...LOGON_MAPS,
    ...SECURITY_STATE_MAPS,
    ...SYSTEM_MAPS,
    ...TERMINAL_SERVICES_MAPS,
  ]);
  return EVENT_KINDS.map((kind) => all.get(kind));
})();

/**
 * Kinds that always stand at the beginning or end of a boot; a 4624 does so when its type is 0. A byte for each kind,
 * because every record asks.
 */
const BOOT_EDGES = marked([KIND.windowsStarting, KIND.osStart, KIND.logServiceStarted]);
const STOP_EDGES = marked([KIND.logServiceStopped, KIND.logServiceStoppedSystem, KIND.windowsStopping]);

/**
 * Checks of credentials, of which only the refused ones and those of people are needed: a domain controller writes
 * little else, and most of it of computers.
 */
const CHECKS = marked([KIND.credentialsRefused, KIND.kerberosRefused, KIND.hostTicket]);
/** KDC_ERR_PREAUTH_REQUIRED: the first, empty question of nearly every client. It refuses nobody. */
const PREAUTH_REQUIRED = 0x19;

/** What a check of credentials is by its outcome; none for what nothing needs. */
function checkKind(kind: number, record: RecordView, names: Names): number {
  if (kind !== KIND.hostTicket && isRefusal(record)) return kind;
  if (record.number(FIELD.Status) !== 0 || !names.isPerson(record.text(FIELD.TargetUserName)))
    return KIND.none;
  if (kind === KIND.credentialsRefused) return KIND.credentialsAccepted;
  const service = record.text(FIELD.ServiceName);
  if (kind === KIND.hostTicket) return names.isComputer(service) ? kind : KIND.none;
  // 4771 is written of failures only.
  return names.isTicketService(service) ? KIND.ticketGranted : KIND.none;
}

function isRefusal(record: RecordView): boolean {
  const status = record.number(FIELD.Status);
  if (status === PREAUTH_REQUIRED) return false;
  return status > 0 || (status < 0 && (record.keywordsHigh & AUDIT_FAILURE) !== 0);
}

function marked(kinds: readonly number[]): Uint8Array {
  const marks = new Uint8Array(EVENT_KINDS.length);
  for (const kind of kinds) marks[kind] = 1;
  return marks;
}

/**
 * Turns records into rows of an event table. Give it to a reader as its sink, with `startSource` before and `endSource`
 * after; `finish` hands over the table of all sources. Recovered (deleted) records are not looked at.
 *
 * Rows of kind `other` stand for runs of records that no rule needs, see skipped-records.ts; `number` says how many
 * records of the run a row stands for, so that rows and numbers together account for every live record of a source.
 */
export class Extractor implements RecordSink {
  readonly wanted: Uint8Array = wantedEventIds();
  readonly #classifier: EventClassifier;
  readonly #converted: ConvertedView;
  readonly #names: Names;
  readonly #builder: EventTableBuilder;
  readonly #streams = new Map<StringId, Map<StringId, SkippedStream>>();
  #stream: SkippedStream | null = null;
  #source = 0;
  #records = 0;
  #used = 0;
  #logons = 0;
  #failures = 0;
  #lostBefore = 0;
  #oldest = Number.POSITIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;

  constructor(strings: StringTable, options: ExtractorOptions = {}) {
    this.#classifier = new EventClassifier(strings);
    this.#converted = new ConvertedView(strings);
    this.#names = new Names(strings);
    this.#builder = new EventTableBuilder(options.maxRows, options.free);
  }

  /** Begins a source; its position in the list of sources stands in every row of it. */
  startSource(source: number): void {
    this.#source = source;
    this.#streams.clear();
    this.#stream = null;
    this.#records = this.#used = this.#logons = this.#failures = 0;
    this.#lostBefore = this.#builder.lost;
    this.#oldest = Number.POSITIVE_INFINITY;
    this.#newest = Number.NEGATIVE_INFINITY;
  }

  accept(shown: RecordView): void {
    if (shown.recovered) return;
    const record = this.#ofToday(shown);
    if (this.#use(record)) return;
    const { time, recordIdLow: low, recordIdHigh: high, computer, channel } = record;
    const { offset, eventId, keywordsHigh } = record;
    this.skip(time, low, high, computer, channel, offset, eventId, keywordsHigh);
  }

  /** Takes a record if some rule needs it, and tells whether one does; what is not taken is not counted either. */
  take(shown: RecordView): boolean {
    return !shown.recovered && this.#use(this.#ofToday(shown));
  }

  #ofToday(shown: RecordView): RecordView {
    const isLegacy = shown.eventId >= FIRST_LEGACY_ID && shown.eventId <= LAST_LEGACY_ID;
    return isLegacy ? this.#converted.of(shown) : shown;
  }

  #use(record: RecordView): boolean {
    const { time, recordIdLow: low, recordIdHigh: high, computer, channel } = record;
    const named = this.#classifier.kind(channel, record.provider, record.eventId);
    const kind = CHECKS[named] === 1 ? checkKind(named, record, this.#names) : named;
    if (kind === KIND.none) return false;
    const stream = this.#see(time, low, high, computer, channel);
    this.#used++;
    if (kind === KIND.logon) this.#logons++;
    else if (kind === KIND.logonFailed) this.#failures++;
    const stops = STOP_EDGES[kind] === 1;
    const starts = BOOT_EDGES[kind] === 1 || (kind === KIND.logon && record.number(FIELD.LogonType) === 0);
    if (stops || starts) stream.flush();
    if (stops) stream.takeNext();
    const row = this.#append(kind, computer, channel, time, low, high, record.offset, record.eventId);
    if (row !== -1) MAPS[kind]?.(this.#builder.columns, row, record, this.#names);
    return true;
  }

  /** Takes records that were skipped elsewhere, with what was kept of them there. */
  takeSkipped(entry: SkippedEntry, offset: number): void {
    const { time, recordIdLow: low, recordIdHigh: high, computer, channel, eventId } = entry;
    this.#see(time, low, high, computer, channel);
    this.#records += entry.records - 1;
    const row = this.#append(KIND.other, computer, channel, time, low, high, offset, eventId);
    if (row === -1) return;
    this.#builder.columns.number[row] = entry.records;
    this.#builder.columns.status[row] = entry.outcome;
  }

  skip(
    time: Ticks,
    recordIdLow: number,
    recordIdHigh: number,
    computer: StringId,
    channel: StringId,
    offset: number,
    eventId = 0,
    keywordsHigh = 0,
  ): void {
    const stream = this.#see(time, recordIdLow, recordIdHigh, computer, channel);
    const sample = SAMPLE_NUMBERS[eventId]!;
    const outcome = sample === 0 ? OUTCOME_UNKNOWN : outcomeOf(keywordsHigh);
    stream.hold(time, recordIdLow, recordIdHigh, offset, eventId, outcome);
    if (sample !== 0) stream.sample(sample);
  }

  /** Ends the source begun last and tells what it gave. */
  endSource(): SourceTally {
    for (const streams of this.#streams.values()) for (const stream of streams.values()) stream.flush();
    const timed = this.#oldest <= this.#newest;
    const channels = new Set<StringId>();
    for (const streams of this.#streams.values()) for (const channel of streams.keys()) channels.add(channel);
    return {
      records: this.#records,
      used: this.#used,
      logons: this.#logons,
      failures: this.#failures,
      oldest: timed ? (this.#oldest as Ticks) : NO_TIME,
      newest: timed ? (this.#newest as Ticks) : NO_TIME,
      computers: [...this.#streams.keys()],
      channels: [...channels],
      lost: this.#builder.lost - this.#lostBefore,
    };
  }

  /** Rows so far. */
  get length(): number {
    return this.#builder.length;
  }

  /** The table of all sources read so far; the extractor starts empty again. */
  finish(): EventTable {
    return this.#builder.finish();
  }

  #see(time: Ticks, low: number, high: number, computer: StringId, channel: StringId): SkippedStream {
    this.#records++;
    if (time < this.#oldest) this.#oldest = time;
    if (time > this.#newest) this.#newest = time;
    let stream = this.#stream;
    if (stream === null || stream.computer !== computer || stream.channel !== channel) {
      stream = this.#streamOf(computer, channel);
      this.#stream = stream;
    }
    stream.advance(time, low, high);
    return stream;
  }

  #streamOf(computer: StringId, channel: StringId): SkippedStream {
    let streams = this.#streams.get(computer);
    if (streams === undefined) {
      streams = new Map();
      this.#streams.set(computer, streams);
    }
    let stream = streams.get(channel);
    if (stream === undefined) {
      const channelKind = this.#classifier.channelKind(channel);
      stream = new SkippedStream(computer, channel, channelKind, this.#keep);
      streams.set(channel, stream);
    }
    return stream;
  }

  readonly #keep = (stream: SkippedStream, record: SkippedRecord, folded: number): void => {
    const { time, low, high, offset, eventId, outcome } = record;
    const row = this.#append(KIND.other, stream.computer, stream.channel, time, low, high, offset, eventId);
    if (row === -1) return;
    this.#builder.columns.number[row] = folded;
    this.#builder.columns.status[row] = outcome;
  };

  #append(
    kind: number,
    computer: StringId,
    channel: StringId,
    time: Ticks,
    low: number,
    high: number,
    offset: number,
    eventId: number,
  ): number {
    const row = this.#builder.append();
    if (row === -1) return row;
    const columns: EventColumns = this.#builder.columns;
    columns.kind[row] = kind;
    columns.channelKind[row] = this.#classifier.channelKind(channel);
    columns.eventId[row] = eventId;
    columns.source[row] = this.#source;
    columns.time[row] = time;
    columns.offset[row] = offset;
    columns.recordIdLow[row] = low;
    columns.recordIdHigh[row] = high;
    columns.channel[row] = channel;
    columns.computer[row] = computer;
    return row;
  }
}
