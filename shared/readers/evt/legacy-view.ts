import type { FieldId } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import type { StringTable } from "../../types/string-table.ts";
import { NO_STRING, NO_TIME, type StringId, type Ticks } from "../../types/units.ts";
import { printable } from "../event-text.ts";
import { type Halves, narrow, parseInteger } from "../number-text.ts";
import { systemTimeInHex } from "../system-time-bytes.ts";
import { isoToTicks } from "../time.ts";
import { SECURITY } from "./channel.ts";
import type { EvtRecord } from "./evt-record.ts";
import {
  BY_NUMBER,
  IN_DATA,
  IN_HEADER,
  LEGACY_EVENTS,
  type LegacyEvent,
  modernText,
  NOWHERE,
  UNMAPPED,
} from "./legacy-events.ts";
import { keywordsHighOf, levelOf } from "./legacy-tree.ts";
import { unixToTicks } from "./unix-time.ts";

/**
 * A record view over a legacy record, with the number, provider and field names of today where the Security log has
 * such an event; all else keeps its own number and unnamed strings. One object serves all records; texts are decoded
 * when they are asked for.
 */
export class LegacyRecordView implements RecordView {
  readonly #strings: StringTable;
  readonly #halves: Halves = { low: 0, high: 0 };
  readonly #channel: StringId;
  #record: EvtRecord;
  #event: LegacyEvent = UNMAPPED;
  readonly version = 0;
  readonly recordIdHigh = 0;
  readonly recovered = false;
  eventId = 0;
  level = 0;
  task = 0;
  keywordsHigh = 0;
  recordIdLow = 0;
  time: Ticks = NO_TIME;
  provider: StringId = NO_STRING;
  computer: StringId = NO_STRING;
  userSid: StringId = NO_STRING;
  offset = 0;

  constructor(strings: StringTable, record: EvtRecord, channel: string) {
    this.#strings = strings;
    this.#record = record;
    this.#channel = strings.intern(channel);
  }

  get channel(): StringId {
    return this.#channel;
  }

  /** Shows what the record shows now. Returns the view itself. */
  load(): this {
    const record = this.#record;
    const source = record.source;
    const event = source === SECURITY ? LEGACY_EVENTS.get(record.eventId) : undefined;
    this.#event = event ?? UNMAPPED;
    this.eventId = event?.id ?? record.eventId;
    this.provider = this.#intern(event?.provider ?? source);
    this.level = levelOf(record.type);
    this.task = record.category;
    this.keywordsHigh = keywordsHighOf(record.type);
    this.recordIdLow = record.number;
    this.time = unixToTicks(record.generated);
    this.computer = this.#intern(record.computer);
    // Of 517 the header names the service that wrote it, not the one who cleared the log.
    this.userSid = event?.id === 1102 ? NO_STRING : this.#intern(record.sid);
    this.offset = record.offset;
    return this;
  }

  has(field: FieldId): boolean {
    return this.#value(field) !== null;
  }

  text(field: FieldId): StringId {
    return this.#intern(this.#value(field) ?? "");
  }

  number(field: FieldId): number {
    return this.#parse(field) ? narrow(this.#halves.low, this.#halves.high) : -1;
  }

  low(field: FieldId): number {
    return this.#parse(field) ? this.#halves.low : 0;
  }

  high(field: FieldId): number {
    return this.#parse(field) ? this.#halves.high : 0;
  }

  moment(field: FieldId): Ticks {
    return isoToTicks(this.#value(field) ?? "");
  }

  systemTimeAt(field: FieldId, position: number): Ticks {
    return systemTimeInHex(this.#value(field) ?? "", position);
  }

  /** Trimmed text of a field; null when the record does not carry it. */
  #value(field: FieldId): string | null {
    const place = this.#event.places[field] ?? NOWHERE;
    if (place >= 0) {
      const there = place < this.#record.strings;
      return there ? modernText(printable(this.#record.string(place)).trim()) : null;
    }
    if (place === BY_NUMBER) return this.#event.reason;
    const text = place === IN_HEADER ? this.#record.sid : place === IN_DATA ? this.#record.dataHex : "";
    return text === "" ? null : text;
  }

  #parse(field: FieldId): boolean {
    const text = this.#value(field);
    return text !== null && parseInteger(text, this.#halves);
  }

  #intern(text: string): StringId {
    const clean = printable(text).trim();
    return clean === "" || clean === "-" ? NO_STRING : this.#strings.intern(clean);
  }
}
