import { FIELD_NAMES, type FieldId, fieldIdOf } from "../types/fields.ts";
import type { RecordView } from "../types/record-view.ts";
import type { StringTable } from "../types/string-table.ts";
import { NO_STRING, NO_TIME, type StringId, type Ticks } from "../types/units.ts";
import { eachEventData, eachUserData } from "./event-fields.ts";
import { member, printable } from "./event-text.ts";
import { childOf, type EventNode } from "./event-tree.ts";
import { type Halves, narrow, parseInteger } from "./number-text.ts";
import { systemTimeInHex } from "./system-time-bytes.ts";
import { isoToTicks } from "./time.ts";

/**
 * A record view over an event tree, by text alone: the only view for event XML, and for .evtx records that do not
 * fit a compiled plan. One object serves all records; `load` moves it on. Of a repeated field the first one counts.
 */
export class TreeRecordView implements RecordView {
  readonly #strings: StringTable;
  readonly #texts: (string | undefined)[] = new Array(FIELD_NAMES.length).fill(undefined);
  readonly #halves: Halves = { low: 0, high: 0 };
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

  /** Shows another record. Returns the view itself. */
  load(event: EventNode, offset: number, recovered = false): this {
    this.loadSystem(event, offset, recovered);
    const take = (name: string | number, text: string): void => {
      const id = fieldIdOf(typeof name === "number" ? `#${name}` : name);
      if (id !== -1) this.#texts[id] ??= printable(text).trim();
    };
    eachEventData(event, take);
    eachUserData(event, take);
    return this;
  }

  /** Shows the members of another record, and none of its fields. Returns the view itself. */
  loadSystem(event: EventNode, offset: number, recovered = false): this {
    const system = childOf(event, "System");
    this.offset = offset;
    this.recovered = recovered;
    this.eventId = this.#small(member(system, "EventID"));
    this.version = this.#small(member(system, "Version"));
    this.level = this.#small(member(system, "Level"));
    this.task = this.#small(member(system, "Task"));
    this.keywordsHigh = this.#parse(member(system, "Keywords")) ? this.#halves.high : 0;
    const hasId = this.#parse(member(system, "EventRecordID"));
    this.recordIdLow = hasId ? this.#halves.low : 0;
    this.recordIdHigh = hasId ? this.#halves.high : 0;
    this.time = isoToTicks(member(system, "TimeCreated", "SystemTime") ?? "");
    this.provider = this.#intern(member(system, "Provider", "Name") ?? "");
    this.channel = this.#intern(member(system, "Channel") ?? "");
    this.computer = this.#intern(member(system, "Computer") ?? "");
    this.userSid = this.#intern(member(system, "Security", "UserID") ?? "");
    this.#texts.fill(undefined);
    return this;
  }

  has(field: FieldId): boolean {
    return this.#texts[field] !== undefined;
  }

  text(field: FieldId): StringId {
    return this.#intern(this.#texts[field] ?? "");
  }

  number(field: FieldId): number {
    return this.#parse(this.#texts[field]) ? narrow(this.#halves.low, this.#halves.high) : -1;
  }

  low(field: FieldId): number {
    return this.#parse(this.#texts[field]) ? this.#halves.low : 0;
  }

  high(field: FieldId): number {
    return this.#parse(this.#texts[field]) ? this.#halves.high : 0;
  }

  moment(field: FieldId): Ticks {
    return isoToTicks(this.#texts[field] ?? "");
  }

  systemTimeAt(field: FieldId, position: number): Ticks {
    return systemTimeInHex(this.#texts[field] ?? "", position);
  }

  #intern(text: string): StringId {
    return text === "" || text === "-" ? NO_STRING : this.#strings.intern(text);
  }

  #parse(text: string | null | undefined): boolean {
    return text !== null && text !== undefined && parseInteger(text, this.#halves);
  }

  #small(text: string | null): number {
    return this.#parse(text) && this.#halves.high === 0 ? this.#halves.low : 0;
  }
}

/** Field ids of the unnamed values by position, as far as sessions need them; one number after the other. */
export const UNNAMED_FIELDS: readonly FieldId[] = FIELD_NAMES.flatMap((name, id) =>
  /^#\d+$/.test(name) ? [id as FieldId] : [],
);
