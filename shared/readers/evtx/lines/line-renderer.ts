import { printable } from "../../event-text.ts";
import { rawUtf16 } from "../binxml/decode.ts";
import { TYPE } from "../binxml/tokens.ts";
import { fixedSize } from "../binxml/values.ts";
import type { CompiledRecordView } from "../compiled-view.ts";
import type { Level } from "../level.ts";
import { MAX_LINE_LITERALS } from "../limits.ts";
import { ABSENT, MEMBER, type Plan } from "../plan.ts";
import type { PlanCache } from "../plan-cache.ts";
import { CONSTANT, compileLine, ENTRY, type LineEntries, type LinePlan } from "./line-plan.ts";
import type { LineSpace } from "./line-space.ts";
import { type Literal, literalOf, putLiteral, putWords, SLACK } from "./literal.ts";
import { putDecimal, putFiletime, putHex, putLong } from "./put-number.ts";
import { putBytes, putUtf16 } from "./put-text.ts";
import { shapeTree } from "./shape-tree.ts";
import { SystemMemo } from "./system-memo.ts";
import { putItems, putJson, putValue, roomOf } from "./value-json.ts";

/** Longest line that is written here; a record that may ask for more is read as a tree, whose limits then decide. */
const MAX_LINE = 1_048_576;
/** Room for all of System but its values. */
const SYSTEM_BYTES = 512;
const QUOTE = 0x22;
const COMMA = 0x2c;
/** Both as one number to be written. */
const QUOTE_COMMA = QUOTE | (COMMA << 8);
const COLON = 0x3a;
const NULL = literalOf("null");
const NAME = {
  recordId: literalOf('"recordId":"'),
  eventId: literalOf('","eventId":'),
  version: literalOf(',"version":'),
  level: literalOf(',"level":'),
  task: literalOf(',"task":'),
  keywords: literalOf(',"keywords":"'),
  provider: literalOf('","provider":'),
  channel: literalOf(',"channel":'),
  computer: literalOf(',"computer":'),
  time: literalOf(',"timeCreated":"'),
  userSid: literalOf('","userSid":'),
} as const;
const DATA = literalOf(',"data":{');
const USER_DATA = literalOf('},"userData":{');
const END = literalOf("}}");
/** Size of each type, 0 for any; see `fixedSize`. */
const SIZES = Uint8Array.from({ length: TYPE.hex64 + 1 }, (_, type) =>
  type === TYPE.boolean ? 0 : fixedSize(type),
);

/**
 * Writes records as the lines of JSON that a tree of the same record gives, straight from the bytes of the record into
 * those of the line: no tree, no text. What it does not understand it leaves to the tree.
 */
export class LineRenderer {
  readonly #plans: PlanCache;
  readonly #mostLiterals: number;
  /** By the number of the plan. */
  readonly #lines: (LinePlan | undefined)[] = [];
  readonly #memos: (SystemMemo | undefined)[] = [];
  #literals = 0;

  constructor(plans: PlanCache, mostLiterals = MAX_LINE_LITERALS) {
    this.#plans = plans;
    this.#mostLiterals = mostLiterals;
  }

  /**
   * Writes the line of a record whose System was read as wanted (see `readSystem`). `head` stands behind the opening
   * brace. False: only a tree can tell, and nothing is taken.
   */
  line(record: CompiledRecordView, head: Uint8Array, space: LineSpace): boolean {
    let told: LinePlan | null = null;
    let from: Level | null = null;
    let room = SYSTEM_BYTES + head.length;
    for (let i = 0; i < record.depth; i++) {
      const level = record.levels[i]!;
      const line = this.#lineOf(level.plan);
      if (!line.regular) return false;
      const most = mostRoom(level, line);
      if (most < 0) return false;
      room += most;
      const own = line.data.count + line.userData.count;
      // Its one entry may be the place of the level below.
      if (own === 0 || (own === 1 && level.nested >= 0 && line.userData.values[0] === level.nested)) continue;
      if (told !== null || level.nested >= 0) return false;
      told = line;
      from = level;
    }
    if (room > MAX_LINE) return false;
    space.room(room + SLACK);
    try {
      const end = this.#write(record, head, space, told, from);
      if (end < 0 || end > space.length + room) return false;
      space.take(end);
      return true;
    } catch (error) {
      // Room was reckoned by types and sizes; were it ever too little, nothing is lost but time.
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  /** `told` writes the members of `from`. Gives the end of the line, -1 where only a tree can tell. */
  #write(
    record: CompiledRecordView,
    head: Uint8Array,
    { bytes: out, wide, length: start }: LineSpace,
    told: LinePlan | null,
    from: Level | null,
  ): number {
    out[start] = 0x7b;
    let at = putBytes(out, start + 1, head, 0, head.length);
    at = this.#system(out, wide, at, record);
    if (at < 0) return -1;
    at = putLiteral(wide, at, DATA);
    if (told !== null && from !== null) {
      at = putData(out, wide, at, record, from, told.data);
      if (at < 0) return -1;
      at = putLiteral(wide, at, USER_DATA);
      at = putUserData(out, wide, at, record, from, told.userData);
      if (at < 0) return -1;
    } else at = putLiteral(wide, at, USER_DATA);
    return putLiteral(wide, at, END);
  }

  #lineOf(plan: Plan): LinePlan {
    return this.#lines[plan.number] ?? this.#compile(plan);
  }

  #compile(plan: Plan): LinePlan {
    const { shape, texts, place } = this.#plans.shapeOf(plan);
    let line = compileLine(shape === null ? null : shapeTree(shape, texts), place);
    this.#literals += line.fixedBytes;
    if (this.#literals > this.#mostLiterals) {
      this.#literals -= line.fixedBytes;
      line = compileLine(null, place);
    }
    this.#lines[plan.number] = line;
    return line;
  }

  #system(out: Uint8Array, wide: DataView, from: number, record: CompiledRecordView): number {
    const { view, bytes } = record;
    const level = record.levels[0]!;
    const { starts } = level;
    const { members } = level.plan;
    let at = putLiteral(wide, from, NAME.recordId);
    at = putLong(out, at, view, starts[members[MEMBER.recordId]!]!);
    const keywords = members[MEMBER.keywords]!;
    const keywordsLow = isNull(level, keywords) ? -1 : view.getUint32(starts[keywords]!, true);
    // The lowest level is that of the event; the first one may be shared by all of a log.
    const memo = this.#memoOf(record.levels[record.depth - 1]!.plan);
    const known = memo.put(out, at, record, keywordsLow);
    if (known < 0) {
      const first = at;
      at = this.#middle(out, wide, first, record, keywordsLow);
      if (at < 0) return at;
      memo.keep(out, first, at, record, keywordsLow);
    } else at = known;
    at = putLiteral(wide, at, NAME.time);
    const time = starts[members[MEMBER.time]!]!;
    at = putFiletime(out, wide, at, view.getUint32(time, true), view.getUint32(time + 4, true));
    at = putLiteral(wide, at, NAME.userSid);
    if (record.userSid === 0) return putLiteral(wide, at, NULL);
    const sid = members[MEMBER.userSid]!;
    out[at] = QUOTE;
    at = putValue(out, wide, at + 1, bytes, view, TYPE.sid, starts[sid]!, level.size(sid));
    if (at >= 0) out[at++] = QUOTE;
    return at;
  }

  #memoOf({ number }: Plan): SystemMemo {
    const known = this.#memos[number];
    if (known !== undefined) return known;
    const memo = new SystemMemo();
    this.#memos[number] = memo;
    return memo;
  }

  /** What stands between the record's number and its time. */
  #middle(
    out: Uint8Array,
    wide: DataView,
    from: number,
    record: CompiledRecordView,
    keywordsLow: number,
  ): number {
    const level = record.levels[0]!;
    const { members } = level.plan;
    const line = this.#lineOf(level.plan);
    let at = putLiteral(wide, from, NAME.eventId);
    at = putDecimal(out, at, record.eventId);
    at = putLiteral(wide, at, NAME.version);
    at = putDecimal(out, at, record.version);
    at = putLiteral(wide, at, NAME.level);
    at = putDecimal(out, at, record.level);
    at = putLiteral(wide, at, NAME.task);
    at = putDecimal(out, at, record.task);
    at = putLiteral(wide, at, NAME.keywords);
    if (keywordsLow >= 0) at = putHex(out, at, keywordsLow, record.keywordsHigh);
    at = putLiteral(wide, at, NAME.provider);
    at = putMember(out, wide, at, record, level, members[MEMBER.provider]!, line.provider);
    if (at < 0) return at;
    at = putLiteral(wide, at, NAME.channel);
    at = putMember(out, wide, at, record, level, members[MEMBER.channel]!, line.channel);
    if (at < 0) return at;
    at = putLiteral(wide, at, NAME.computer);
    return putMember(out, wide, at, record, level, members[MEMBER.computer]!, line.computer);
  }
}

/** A text of System: trimmed, null when nothing is left. */
function putMember(
  out: Uint8Array,
  wide: DataView,
  from: number,
  { bytes, view }: CompiledRecordView,
  level: Level,
  index: number,
  constant: Literal,
): number {
  if (index === ABSENT) return putLiteral(wide, from, constant);
  const size = isNull(level, index) ? 0 : level.size(index) & ~1;
  if (size === 0) return putLiteral(wide, from, NULL);
  const first = level.starts[index]!;
  // Most writers of logs end a text with NUL, which is dropped.
  const end = first + size - (size > 2 && view.getUint16(first + size - 2, true) === 0 ? 2 : 0);
  if (isInk(view.getUint16(first, true)) && isInk(view.getUint16(end - 2, true))) {
    out[from] = QUOTE;
    const at = putUtf16(out, wide, from + 1, view, first, end);
    if (at >= 0) out[at] = QUOTE;
    return at < 0 ? at : at + 1;
  }
  const text = printable(rawUtf16(bytes, first, size)).trim();
  if (text === "") return putLiteral(wide, from, NULL);
  out[from] = QUOTE;
  const at = putJson(out, from + 1, text);
  if (at >= 0) out[at] = QUOTE;
  return at < 0 ? at : at + 1;
}

/** A comma stands behind each entry, and that of the last one is taken back. */
function putData(
  out: Uint8Array,
  wide: DataView,
  from: number,
  { bytes, view }: CompiledRecordView,
  level: Level,
  entries: LineEntries,
): number {
  const { count, values, bits, literals, firsts, sizes } = entries;
  const { words, starts } = level;
  let at = from;
  let position = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const bit = bits[i]!;
    if (bit !== 0) {
      if (isLeftOut(level, value, bit, entries.dependencies[i]!)) continue;
      if ((bit & ENTRY.unnamed) !== 0) {
        const type = value === CONSTANT ? 0 : level.type(value);
        if ((type & TYPE.array) !== 0) {
          const items = putItems(out, at, bytes, view, type, starts[value]!, level.size(value), position);
          if (items === null) return -1;
          at = items.end;
          position += items.count;
          continue;
        }
        out[at++] = QUOTE;
        at = putDecimal(out, at, position++);
        out[at++] = QUOTE;
        out[at++] = COLON;
        if (value !== CONSTANT) out[at++] = QUOTE;
      }
    }
    at = putWords(wide, at, literals, firsts[i]!, sizes[i]!);
    if (value === CONSTANT) {
      out[at++] = COMMA;
      continue;
    }
    if (value < level.count) {
      const word = words[value]!;
      const type = (word >>> 16) & 0xff;
      const first = starts[value]!;
      at =
        type === TYPE.string
          ? putUtf16(out, wide, at, view, first, first + (word & 0xfffe))
          : putValue(out, wide, at, bytes, view, type, first, word & 0xffff);
      if (at < 0) return -1;
    }
    wide.setInt16(at, QUOTE_COMMA, true);
    at += 2;
  }
  return at === from ? at : at - 1;
}

/** As `putData`. */
function putUserData(
  out: Uint8Array,
  wide: DataView,
  from: number,
  { bytes, view }: CompiledRecordView,
  level: Level,
  { count, values, bits, dependencies, literals, firsts, sizes }: LineEntries,
): number {
  let at = from;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    // An element whose only child is left out counts as a leaf itself: the tree knows.
    if (bits[i] !== 0 && isLeftOut(level, value, bits[i]!, dependencies[i]!)) return -1;
    at = putWords(wide, at, literals, firsts[i]!, sizes[i]!);
    if (value !== CONSTANT) {
      const type = level.type(value);
      if (type !== TYPE.null) {
        at = putValue(out, wide, at, bytes, view, type, level.starts[value]!, level.size(value));
        if (at < 0) return -1;
      }
      out[at++] = QUOTE;
    }
    out[at++] = COMMA;
  }
  return at === from ? at : at - 1;
}

/**
 * The most bytes that a template instance takes in a line; -1 unless every value fits its type, so that the general walk
 * would find no damage in it, and arrays stand only where they multiply nothing but a value without a name.
 */
function mostRoom(level: Level, line: LinePlan): number {
  const { words, count } = level;
  let room = 0;
  for (let i = 0; i < count; i++) {
    const word = words[i]!;
    const type = (word >>> 16) & 0xff;
    const size = word & 0xffff;
    room += roomOf(type, size);
    if (type > TYPE.hex64) {
      if (type === TYPE.binXml) continue;
      if ((type & TYPE.array) === 0 || line.arrays[i] !== 1) return -1;
      continue;
    }
    if (size === 0) continue;
    const fixed = SIZES[type]!;
    if (fixed !== 0 && size !== fixed) return -1;
    if (type === TYPE.size && size !== 4 && size !== 8) return -1;
  }
  return room * line.mostUses + line.fixedBytes + (line.data.count + line.userData.count) * ENTRY_BYTES;
}

/** Room for the number of a value without a name, and quotes. */
const ENTRY_BYTES = 16;

function isLeftOut(level: Level, value: number, bits: number, dependencies: readonly number[]): boolean {
  if ((bits & ENTRY.optional) !== 0 && level.type(value) === TYPE.null) return true;
  if ((bits & ENTRY.depends) === 0) return false;
  for (let i = 0; i < dependencies.length; i++) {
    const dependency = dependencies[i]!;
    if (dependency < level.count && level.type(dependency) === TYPE.null) return true;
  }
  return false;
}

function isNull(level: Level, index: number): boolean {
  return index === ABSENT || level.type(index) === TYPE.null;
}

/** A character that trimming leaves where it is and that needs no second look. */
function isInk(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}
