import type { FieldId } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import type { StringTable } from "../../types/string-table.ts";
import { NO_STRING, NO_TIME, type StringId, type Ticks } from "../../types/units.ts";
import { type Halves, narrow, parseInteger } from "../number-text.ts";
import { UNNAMED_FIELDS } from "../tree-view.ts";
import { SECURITY } from "./channel.ts";
import {
  BY_NUMBER,
  IN_HEADER,
  LEGACY_EVENTS,
  type LegacyEvent,
  modernText,
  NOWHERE,
  UNMAPPED,
} from "./legacy-events.ts";

/**
 * A legacy record that no longer stands in a legacy log: Windows of today saved an .evt as .evtx or XML. It keeps its
 * number, its source "Security" and its strings without names, and this view shows it as the event of today.
 */
export class ConvertedView implements RecordView {
  readonly #strings: StringTable;
  readonly #halves: Halves = { low: 0, high: 0 };
  #record: RecordView | null = null;
  #event: LegacyEvent = UNMAPPED;
  /** Id of the name of source and channel, once it was met. */
  #security: StringId | -1 = -1;
  eventId = 0;
  version = 0;
  level = 0;
  task = 0;
  keywordsHigh = 0;
  recordIdLow = 0;
  recordIdHigh = 0;
  time: Ticks = NO_TIME;
  provider: StringId = NO_STRING;
  channel: StringId = NO_STRING;
  computer: StringId = NO_STRING;
  userSid: StringId = NO_STRING;
  offset = 0;
  recovered = false;

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  /** The record as the event of today, valid until the next call; the record itself if it is no legacy one. */
  of(record: RecordView): RecordView {
    const event = LEGACY_EVENTS.get(record.eventId);
    if (event === undefined || !this.#isSecurity(record.provider) || !this.#isSecurity(record.channel))
      return record;
    this.#record = record;
    this.#event = event;
    this.eventId = event.id;
    this.version = 0;
    this.level = record.level;
    this.task = record.task;
    this.keywordsHigh = record.keywordsHigh;
    this.recordIdLow = record.recordIdLow;
    this.recordIdHigh = record.recordIdHigh;
    this.time = record.time;
    this.provider = this.#strings.intern(event.provider);
    this.channel = record.channel;
    this.computer = record.computer;
    // Of 517 it is the service that wrote it, not the one who cleared the log.
    this.userSid = event.id === 1102 ? NO_STRING : record.userSid;
    this.offset = record.offset;
    this.recovered = record.recovered;
    return this;
  }

  has(field: FieldId): boolean {
    const place = this.#event.places[field] ?? NOWHERE;
    if (place >= 0) return place < UNNAMED_FIELDS.length && this.#record!.has(UNNAMED_FIELDS[place]!);
    return place === BY_NUMBER || (place === IN_HEADER && this.#record!.userSid !== NO_STRING);
  }

  text(field: FieldId): StringId {
    const text = this.#text(field);
    return text === "" || text === "-" ? NO_STRING : this.#strings.intern(text);
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

  /** Legacy records hold no times but as local text. */
  moment(): Ticks {
    return NO_TIME;
  }

  systemTimeAt(): Ticks {
    return NO_TIME;
  }

  #text(field: FieldId): string {
    const place = this.#event.places[field] ?? NOWHERE;
    if (place === BY_NUMBER) return this.#event.reason;
    if (place === IN_HEADER) return this.#strings.get(this.#record!.userSid);
    const at = place >= 0 ? UNNAMED_FIELDS[place] : undefined;
    return at === undefined ? "" : modernText(this.#strings.get(this.#record!.text(at)));
  }

  #parse(field: FieldId): boolean {
    return parseInteger(this.#text(field), this.#halves);
  }

  #isSecurity(name: StringId): boolean {
    if (name === this.#security) return true;
    if (this.#strings.get(name) !== SECURITY) return false;
    this.#security = name;
    return true;
  }
}
