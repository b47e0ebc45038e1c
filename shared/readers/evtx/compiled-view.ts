import { FIELD_NAMES, type FieldId } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import type { StringTable } from "../../types/string-table.ts";
import { NO_STRING, NO_TIME, type StringId, type Ticks } from "../../types/units.ts";
import { type Halves, narrow, parseInteger } from "../number-text.ts";
import { systemTimeInHex } from "../system-time-bytes.ts";
import { filetimeToTicks, isoToTicks, systemTimeToTicks } from "../time.ts";
import { UNNAMED_FIELDS } from "../tree-view.ts";
import { TYPE } from "./binxml/tokens.ts";
import { anyBit, arrayItems, systemTimeWords, valueText } from "./binxml/values.ts";
import { ByteInterner } from "./byte-interner.ts";
import { cleanId } from "./clean-id.ts";
import { Level } from "./level.ts";
import { MAX_LEVELS, MAX_VALUES } from "./limits.ts";
import { ABSENT, EMPTY, MEMBERS, type Plan } from "./plan.ts";

const UNNAMED_FIRST = UNNAMED_FIELDS[0]!;
const UNNAMED_LAST = UNNAMED_FIELDS[UNNAMED_FIELDS.length - 1]!;

/** Descriptor of a hex64 of eight bytes. */
const LONG = (TYPE.hex64 << 16) | 8;

/**
 * A record as compiled plans show it: nothing is read from the record before it is asked for, and what is asked for
 * is read from its bytes in place. What it answers is exactly what a `TreeRecordView` of the same record answers.
 */
export class CompiledRecordView implements RecordView {
  readonly levels: readonly Level[] = Array.from({ length: MAX_LEVELS }, () => new Level());
  readonly interner: ByteInterner;
  /** Entry of each member of System in the record that had it before. */
  readonly guesses = new Int32Array(MEMBERS.length);
  readonly #strings: StringTable;
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** How many levels are open. */
  depth = 0;
  // The value that `#locate` found.
  #type = 0;
  #at = 0;
  #size = 0;
  /** Which item of an array value is meant. */
  #item = 0;
  readonly #halves: Halves = { low: 0, high: 0 };
  /** The only level that has fields; null when none or several have. */
  #fields: Level | null = null;
  /** Entry of each field in the record that had it before. */
  readonly #guesses = new Int32Array(FIELD_NAMES.length);

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
  readonly recovered = false;

  constructor(strings: StringTable) {
    this.#strings = strings;
    this.interner = new ByteInterner((bytes, view, kind, at, size) =>
      cleanId(strings, oneText(bytes, view, kind, at, size, 0)),
    );
  }

  /** Called once all levels are open. */
  opened(): void {
    this.#fields = null;
    for (let i = 0; i < this.depth; i++) {
      const level = this.levels[i]!;
      if (!level.plan.hasFields) continue;
      if (this.#fields !== null) {
        this.#fields = null;
        return;
      }
      this.#fields = level;
    }
  }

  has(field: FieldId): boolean {
    return this.#locate(field);
  }

  text(field: FieldId): StringId {
    if (!this.#locate(field) || this.#size === 0) return NO_STRING;
    if (this.#item > 0 && !this.#narrowToItem()) return cleanId(this.#strings, this.#plainText());
    const guesses = this.#guesses;
    const { bytes, view, interner } = this;
    const entry = interner.entry(bytes, view, this.#type, this.#at, this.#size, guesses[field]!);
    guesses[field] = entry;
    return interner.idOf(entry) as StringId;
  }

  number(field: FieldId): number {
    return this.#locate(field) && this.#integer() ? narrow(this.#halves.low, this.#halves.high) : -1;
  }

  low(field: FieldId): number {
    const at = this.#long(field);
    if (at >= 0) return this.view.getUint32(at, true);
    return this.#locate(field) && this.#integer() ? this.#halves.low : 0;
  }

  high(field: FieldId): number {
    const at = this.#long(field);
    if (at >= 0) return this.view.getUint32(at + 4, true);
    return this.#locate(field) && this.#integer() ? this.#halves.high : 0;
  }

  moment(field: FieldId): Ticks {
    if (!this.#locate(field) || this.#size === 0) return NO_TIME;
    if (this.#type === TYPE.filetime && this.#size === 8) {
      return filetimeToTicks(this.view.getUint32(this.#at, true), this.view.getUint32(this.#at + 4, true));
    }
    if (this.#type === TYPE.systemTime && this.#size === 16)
      return systemTimeToTicks(systemTimeWords(this.view, this.#at));
    return isoToTicks(this.#plainText());
  }

  systemTimeAt(field: FieldId, position: number): Ticks {
    if (!this.#locate(field) || position < 0) return NO_TIME;
    if (this.#type !== TYPE.binary) return systemTimeInHex(this.#plainText(), position);
    if (position + 16 > this.#size) return NO_TIME;
    return systemTimeToTicks(systemTimeWords(this.view, this.#at + position));
  }

  /** Where the eight bytes of a field stand that is given as such a number, the commonest way; -1 for any other. */
  #long(field: FieldId): number {
    const level = this.#fields;
    if (level === null) return -1;
    const index = level.plan.fields[field]!;
    return index >= 0 && index < level.count && (level.words[index]! & 0xff_ffff) === LONG
      ? level.starts[index]!
      : -1;
  }

  /** Finds the value of a field; false when the record does not carry it. */
  #locate(field: FieldId): boolean {
    this.#item = 0;
    const only = this.#fields;
    if (only !== null) {
      const { fields, unnamed } = only.plan;
      const index = fields[field]!;
      if (index >= 0) return this.#take(only, index, only.plan.optional[field] === 1);
      if (index === ABSENT && unnamed.length === 0) return false;
    }
    for (let i = 0; i < this.depth; i++) {
      const level = this.levels[i]!;
      const plan = level.plan;
      const index = plan.fields[field]!;
      if (index !== ABSENT) {
        if (this.#take(level, index, plan.optional[field] === 1)) return true;
      } else if (field >= UNNAMED_FIRST && field <= UNNAMED_LAST && plan.unnamed.length > 0) {
        if (this.#takeUnnamed(level, plan, field - UNNAMED_FIRST)) return true;
      }
    }
    return false;
  }

  #take(level: Level, index: number, optional: boolean): boolean {
    if (index === EMPTY) {
      this.#type = TYPE.null;
      this.#size = 0;
      return true;
    }
    const type = level.type(index);
    if (type === TYPE.null) {
      this.#type = type;
      this.#size = 0;
      return !optional;
    }
    if (type === TYPE.binXml) return false;
    this.#type = type;
    this.#at = level.starts[index]!;
    this.#size = level.size(index);
    return true;
  }

  /** Unnamed values count by position: an array takes one for each item, an omitted element none. */
  #takeUnnamed(level: Level, plan: Plan, position: number): boolean {
    let left = position;
    for (const { value, optional } of plan.unnamed) {
      if (!this.#take(level, value, optional)) continue;
      let items = 1;
      if ((this.#type & TYPE.array) !== 0) items = Math.max(1, this.#items().length);
      if (left < items) {
        this.#item = left;
        return true;
      }
      left -= items;
    }
    return false;
  }

  #items(): string[] {
    const type = this.#type & ~TYPE.array;
    return arrayItems(this.bytes, this.view, type, this.#at, this.#size, MAX_VALUES * 16) ?? [];
  }

  /** Moves from an array of texts to one item of it, so that it is interned as a text of its own. */
  #narrowToItem(): boolean {
    if (this.#type !== (TYPE.array | TYPE.string)) return false;
    const end = this.#at + (this.#size & ~1);
    let at = this.#at;
    for (let left = this.#item; left > 0 && at < end; at += 2)
      if (this.view.getUint16(at, true) === 0) left--;
    let stop = at;
    while (stop < end && this.view.getUint16(stop, true) !== 0) stop += 2;
    this.#type = TYPE.string;
    this.#size = stop - at;
    this.#at = at;
    return true;
  }

  #plainText(): string {
    return oneText(this.bytes, this.view, this.#type, this.#at, this.#size, this.#item).trim();
  }

  /** Reads the located value as a 64-bit integer. */
  #integer(): boolean {
    const { view } = this;
    const at = this.#at;
    const size = this.#size;
    switch (this.#type) {
      case TYPE.uint8:
        return size === 1 && this.#set(this.bytes[at]!, 0);
      case TYPE.uint16:
        return size === 2 && this.#set(view.getUint16(at, true), 0);
      case TYPE.uint32:
      case TYPE.hex32:
        return size === 4 && this.#set(view.getUint32(at, true), 0);
      case TYPE.int32:
        return (
          size === 4 && this.#set(view.getUint32(at, true), view.getInt32(at, true) < 0 ? 0xffff_ffff : 0)
        );
      case TYPE.uint64:
      case TYPE.int64:
      case TYPE.hex64:
        return size === 8 && this.#set(view.getUint32(at, true), view.getUint32(at + 4, true));
      case TYPE.size:
        if (size === 4) return this.#set(view.getUint32(at, true), 0);
        return size === 8 && this.#set(view.getUint32(at, true), view.getUint32(at + 4, true));
      case TYPE.guid:
        return size === 16 && this.#set(view.getUint32(at, true), view.getUint32(at + 4, true));
      case TYPE.boolean:
        return size > 0 && this.#set(anyBit(this.bytes, at, size) ? 1 : 0, 0);
      case TYPE.string:
        return this.#digits() || parseInteger(this.#plainText(), this.#halves);
      case TYPE.null:
        return false;
      default:
        return parseInteger(this.#plainText(), this.#halves);
    }
  }

  #set(low: number, high: number): boolean {
    this.#halves.low = low;
    this.#halves.high = high;
    return true;
  }

  /** The commonest number in text, up to nine decimal digits, without making a string. */
  #digits(): boolean {
    let end = this.#at + (this.#size & ~1);
    if (end > this.#at && this.view.getUint16(end - 2, true) === 0) end -= 2;
    if (end === this.#at || end - this.#at > 18) return false;
    let value = 0;
    for (let p = this.#at; p < end; p += 2) {
      const digit = this.view.getUint16(p, true) - 48;
      if (digit < 0 || digit > 9) return false;
      value = value * 10 + digit;
    }
    return this.#set(value, 0);
  }
}

/** Text of a value; of an array that of one item. */
function oneText(
  bytes: Uint8Array,
  view: DataView,
  kind: number,
  at: number,
  size: number,
  item: number,
): string {
  if ((kind & TYPE.array) === 0) return valueText(bytes, view, kind, at, size) ?? "";
  return arrayItems(bytes, view, kind & ~TYPE.array, at, size, MAX_VALUES * 16)?.[item] ?? "";
}
