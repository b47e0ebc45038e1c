import { FIELD_NAMES, type FieldId, fieldIdOf } from "../types/fields.ts";
import type { FullRecord } from "../types/full-record.ts";
import type { RecordView } from "../types/record-view.ts";
import { MAX_TEXT, type StringTable } from "../types/string-table.ts";
import { NO_STRING, NO_TIME, type StringId, type Ticks } from "../types/units.ts";
import { eachEventData, eachUserData } from "./event-fields.ts";
import { printable } from "./event-text.ts";
import { childOf, type EventNode, textOf } from "./event-tree.ts";
import { type Halves, narrow, parseInteger } from "./number-text.ts";
import { systemTimeInHex } from "./system-time-bytes.ts";
import { isoToTicks } from "./time.ts";

const SYSTEM_MEMBERS: ReadonlyMap<string, number> = new Map(
  [
    "Provider",
    "EventID",
    "Version",
    "Level",
    "Task",
    "Keywords",
    "TimeCreated",
    "EventRecordID",
    "Channel",
    "Computer",
    "Security",
  ].map((name, at) => [name, 1 << at]),
);

/**
 * A record view over an event tree, by text alone: the only view for event XML, and for .evtx records that do not
 * fit a compiled plan. One object serves all records; `load` moves it on. Of a repeated field the first one counts.
 */
export class TreeRecordView implements RecordView {
  readonly #strings: StringTable;
  readonly #texts: (string | undefined)[] = new Array(FIELD_NAMES.length).fill(undefined);
  readonly #halves: Halves = { low: 0, high: 0 };
  /** Members of System that were met, by bit. */
  #seen = 0;
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
    eachEventData(event, this.#take);
    eachUserData(event, this.#take);
    return this;
  }

  /** Shows a record that `treeToFullRecord` made, as if it were still the tree. Returns the view itself. */
  loadFull(record: FullRecord, offset: number, recovered = false): this {
    this.#clear();
    this.offset = offset;
    this.recovered = recovered;
    this.eventId = record.eventId;
    this.version = record.version;
    this.level = record.level;
    this.task = record.task;
    this.keywordsHigh = this.#parse(record.keywords) ? this.#halves.high : 0;
    if (this.#parse(record.recordId ?? "")) {
      this.recordIdLow = this.#halves.low;
      this.recordIdHigh = this.#halves.high;
    }
    this.time = isoToTicks(clean(record.timeCreated ?? ""));
    this.provider = this.#intern(record.provider ?? "");
    this.channel = this.#intern(record.channel ?? "");
    this.computer = this.#intern(record.computer ?? "");
    this.userSid = this.#intern(record.userSid ?? "");
    for (const values of [record.data, record.userData]) {
      for (const name of Object.keys(values)) {
        const value = values[name]!;
        const first = typeof value === "string" ? value : value[0];
        // Values without a name are numbered there.
        if (first !== undefined) this.#take(/^\d+$/.test(name) ? Number(name) : name, first);
      }
    }
    return this;
  }

  readonly #take = (name: string | number, text: string): void => {
    const id = fieldIdOf(typeof name === "number" ? `#${name}` : name);
    if (id !== -1) this.#texts[id] ??= text;
  };

  /** Shows the members of another record, and none of its fields. Returns the view itself. */
  loadSystem(event: EventNode, offset: number, recovered = false): this {
    this.#clear();
    this.offset = offset;
    this.recovered = recovered;
    for (const child of childOf(event, "System")?.children ?? []) {
      if (typeof child === "string") continue;
      const bit = SYSTEM_MEMBERS.get(child.name) ?? 0;
      // Of a repeated member the first one counts.
      if (bit === 0 || (this.#seen & bit) !== 0) continue;
      this.#seen |= bit;
      this.#takeMember(child);
    }
    return this;
  }

  #clear(): void {
    this.#seen = 0;
    this.#texts.fill(undefined);
    this.eventId = this.version = this.level = this.task = this.keywordsHigh = 0;
    this.recordIdLow = this.recordIdHigh = 0;
    this.time = NO_TIME;
    this.provider = this.channel = this.computer = this.userSid = NO_STRING;
  }

  #takeMember(node: EventNode): void {
    switch (node.name) {
      case "EventID":
        this.eventId = this.#small(textOf(node));
        break;
      case "Version":
        this.version = this.#small(textOf(node));
        break;
      case "Level":
        this.level = this.#small(textOf(node));
        break;
      case "Task":
        this.task = this.#small(textOf(node));
        break;
      case "Keywords":
        this.keywordsHigh = this.#parse(textOf(node)) ? this.#halves.high : 0;
        break;
      case "EventRecordID":
        if (this.#parse(textOf(node))) {
          this.recordIdLow = this.#halves.low;
          this.recordIdHigh = this.#halves.high;
        }
        break;
      case "TimeCreated":
        this.time = isoToTicks(clean(node.attributes.get("SystemTime") ?? ""));
        break;
      case "Provider":
        this.provider = this.#intern(node.attributes.get("Name") ?? "");
        break;
      case "Channel":
        this.channel = this.#intern(textOf(node));
        break;
      case "Computer":
        this.computer = this.#intern(textOf(node));
        break;
      case "Security":
        this.userSid = this.#intern(node.attributes.get("UserID") ?? "");
        break;
    }
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
    return isoToTicks(clean(this.#texts[field] ?? ""));
  }

  systemTimeAt(field: FieldId, position: number): Ticks {
    return systemTimeInHex(clean(this.#texts[field] ?? ""), position);
  }

  #intern(raw: string): StringId {
    const all = clean(raw);
    const text = all.length > MAX_TEXT ? all.slice(0, MAX_TEXT).toWellFormed() : all;
    return text === "" || text === "-" ? NO_STRING : this.#strings.intern(text);
  }

  #parse(text: string | undefined): boolean {
    return text !== undefined && parseInteger(clean(text), this.#halves);
  }

  #small(text: string): number {
    return this.#parse(text) && this.#halves.high === 0 ? this.#halves.low : 0;
  }
}

function clean(text: string): string {
  return printable(text).trim();
}

/** Field ids of the unnamed values by position, as far as sessions need them; one number after the other. */
export const UNNAMED_FIELDS: readonly FieldId[] = FIELD_NAMES.flatMap((name, id) =>
  /^#\d+$/.test(name) ? [id as FieldId] : [],
);
