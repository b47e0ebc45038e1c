import { printable } from "../../event-text.ts";
import { rawUtf16 } from "../binxml/decode.ts";
import { TYPE } from "../binxml/tokens.ts";
import { fixedSize } from "../binxml/values.ts";
import type { CompiledRecordView } from "../compiled-view.ts";
import type { Level } from "../level.ts";
import { ABSENT, MEMBER, type Plan } from "../plan.ts";
import type { PlanCache } from "../plan-cache.ts";
import { CONSTANT, compileLine, type LineEntry, type LinePlan } from "./line-plan.ts";
import { shapeTree } from "./shape-tree.ts";
import { Utf8Buffer, utf8Of } from "./utf8-buffer.ts";
import { writeFiletime, writeHex, writeItems, writeLong, writeSid, writeValue } from "./value-json.ts";

const NULL = utf8Of("null");
const NAME = {
  recordId: utf8Of('"recordId":'),
  eventId: utf8Of(',"eventId":'),
  version: utf8Of(',"version":'),
  level: utf8Of(',"level":'),
  task: utf8Of(',"task":'),
  keywords: utf8Of(',"keywords":'),
  provider: utf8Of(',"provider":'),
  channel: utf8Of(',"channel":'),
  computer: utf8Of(',"computer":'),
  time: utf8Of(',"timeCreated":'),
  userSid: utf8Of(',"userSid":'),
} as const;
const DATA = utf8Of(',"data":{');
const USER_DATA = utf8Of('},"userData":{');
const END = utf8Of("}}");
/** Size of each type, 0 for any; see `fixedSize`. */
const SIZES = Uint8Array.from({ length: TYPE.hex64 + 1 }, (_, type) =>
  type === TYPE.boolean ? 0 : fixedSize(type),
);

/**
 * Writes records as the lines of JSON that a tree of the same record gives, straight from the bytes of the record:
 * no tree, no text. What it does not understand it leaves to the tree.
 */
export class LineRenderer {
  readonly #plans: PlanCache;
  readonly #lines = new Map<Plan, LinePlan>();
  readonly #out = new Utf8Buffer();

  constructor(plans: PlanCache) {
    this.#plans = plans;
  }

  /**
   * The line of a record whose System was read as wanted (see `readSystem`), without its end; overwritten by the next
   * one. `head` stands behind the opening brace. `null`: only a tree can tell.
   */
  line(record: CompiledRecordView, head: Uint8Array): Uint8Array | null {
    const out = this.#out;
    out.clear();
    let told: LinePlan | null = null;
    let at = -1;
    for (let i = 0; i < record.depth; i++) {
      const level = record.levels[i]!;
      const line = this.#lineOf(level.plan);
      if (!line.regular || !isSound(record, level, line)) return null;
      const own = line.data.length + line.userData.length;
      // Its one entry may be the place of the level below.
      if (
        own === 0 ||
        (own === 1 && level.nested >= 0 && (line.userData[0]?.value ?? CONSTANT) === level.nested)
      )
        continue;
      if (told !== null || level.nested >= 0) return null;
      told = line;
      at = i;
    }
    if (!this.#system(record, head)) return null;
    if (!out.raw(DATA)) return null;
    if (told !== null && !this.#data(record, record.levels[at]!, told.data)) return null;
    if (!out.raw(USER_DATA)) return null;
    if (told !== null && !this.#userData(record, record.levels[at]!, told.userData)) return null;
    return out.raw(END) ? out.taken() : null;
  }

  #lineOf(plan: Plan): LinePlan {
    const known = this.#lines.get(plan);
    if (known !== undefined) return known;
    const { shape, texts, place } = this.#plans.shapeOf(plan);
    const line = compileLine(shape === null ? null : shapeTree(shape, texts), place);
    this.#lines.set(plan, line);
    return line;
  }

  #system(record: CompiledRecordView, head: Uint8Array): boolean {
    const out = this.#out;
    const { view, bytes } = record;
    const level = record.levels[0]!;
    const { members } = level.plan;
    const line = this.#lineOf(level.plan);
    const keywords = members[MEMBER.keywords]!;
    const sid = members[MEMBER.userSid]!;
    return (
      out.ascii("{") &&
      out.raw(head) &&
      out.raw(NAME.recordId) &&
      writeLong(out, view, level.starts[members[MEMBER.recordId]!]!) &&
      out.raw(NAME.eventId) &&
      out.decimal(record.eventId) &&
      out.raw(NAME.version) &&
      out.decimal(record.version) &&
      out.raw(NAME.level) &&
      out.decimal(record.level) &&
      out.raw(NAME.task) &&
      out.decimal(record.task) &&
      out.raw(NAME.keywords) &&
      (isNull(level, bytes, keywords)
        ? out.ascii('""')
        : writeHex(
            out,
            view.getUint32(level.starts[keywords]!, true),
            view.getUint32(level.starts[keywords]! + 4, true),
          )) &&
      out.raw(NAME.provider) &&
      this.#member(record, level, members[MEMBER.provider]!, line.provider) &&
      out.raw(NAME.channel) &&
      this.#member(record, level, members[MEMBER.channel]!, line.channel) &&
      out.raw(NAME.computer) &&
      this.#member(record, level, members[MEMBER.computer]!, line.computer) &&
      out.raw(NAME.time) &&
      writeFiletime(out, view, level.starts[members[MEMBER.time]!]!) &&
      out.raw(NAME.userSid) &&
      (record.userSid === 0
        ? out.raw(NULL)
        : writeSid(out, bytes, view, level.starts[sid]!, level.size(view, sid)))
    );
  }

  /** A text of System: trimmed, null when nothing is left. */
  #member({ bytes, view }: CompiledRecordView, level: Level, index: number, constant: Uint8Array): boolean {
    const out = this.#out;
    if (index === ABSENT) return out.raw(constant);
    if (isNull(level, bytes, index)) return out.raw(NULL);
    const at = level.starts[index]!;
    const size = level.size(view, index) & ~1;
    if (size === 0) return out.raw(NULL);
    if (isInk(view.getUint16(at, true)) && isInk(view.getUint16(at + size - 2, true)))
      return out.quotedUtf16(bytes, at, size);
    const text = printable(rawUtf16(bytes, at, size)).trim();
    return text === "" ? out.raw(NULL) : out.text(JSON.stringify(text));
  }

  #data(record: CompiledRecordView, level: Level, entries: readonly LineEntry[]): boolean {
    const out = this.#out;
    const { bytes, view } = record;
    let isFirst = true;
    let position = 0;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      if (isLeftOut(level, bytes, entry)) continue;
      if (entry.key.length === 0) {
        const type = entry.value === CONSTANT ? 0 : level.type(bytes, entry.value);
        if ((type & TYPE.array) !== 0) {
          const at = level.starts[entry.value]!;
          const count = writeItems(out, bytes, view, type, at, level.size(view, entry.value), position);
          if (count < 0) return false;
          position += count;
          isFirst = false;
          continue;
        }
        if (!out.ascii(isFirst ? `"${position}":` : `,"${position}":`)) return false;
        position++;
      } else if (!(isFirst || out.ascii(",")) || !out.raw(entry.key)) return false;
      isFirst = false;
      if (!this.#value(record, level, entry)) return false;
    }
    return true;
  }

  #userData(record: CompiledRecordView, level: Level, entries: readonly LineEntry[]): boolean {
    const out = this.#out;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      // An element whose only child is left out counts as a leaf itself: the tree knows.
      if (isLeftOut(level, record.bytes, entry)) return false;
      if ((i > 0 && !out.ascii(",")) || !out.raw(entry.key) || !this.#value(record, level, entry))
        return false;
    }
    return true;
  }

  #value({ bytes, view }: CompiledRecordView, level: Level, entry: LineEntry): boolean {
    const { value } = entry;
    if (value === CONSTANT) return this.#out.raw(entry.text);
    const type = level.type(bytes, value);
    if (type === TYPE.null) return this.#out.ascii('""');
    return writeValue(this.#out, bytes, view, type, level.starts[value]!, level.size(view, value));
  }
}

/**
 * Whether every value of a template instance fits its type, so that the general walk would find no damage in it, and
 * arrays stand only where they multiply nothing but a value without a name.
 */
function isSound({ bytes, view }: CompiledRecordView, level: Level, line: LinePlan): boolean {
  for (let i = 0; i < level.count; i++) {
    const descriptor = level.descriptors + i * 4;
    const type = bytes[descriptor + 2]!;
    if (type === TYPE.binXml) continue;
    if (type > TYPE.hex64) {
      if ((type & TYPE.array) === 0 || line.arrays[i] !== 1) return false;
      continue;
    }
    const size = view.getUint16(descriptor, true);
    const fixed = SIZES[type]!;
    if (size !== 0 && fixed !== 0 && size !== fixed) return false;
    if (type === TYPE.size && size !== 0 && size !== 4 && size !== 8) return false;
  }
  return true;
}

function isLeftOut(level: Level, bytes: Uint8Array, { value, optional, dependencies }: LineEntry): boolean {
  if (optional && level.type(bytes, value) === TYPE.null) return true;
  for (let i = 0; i < dependencies.length; i++) {
    const dependency = dependencies[i]!;
    if (dependency < level.count && level.type(bytes, dependency) === TYPE.null) return true;
  }
  return false;
}

function isNull(level: Level, bytes: Uint8Array, index: number): boolean {
  return index === ABSENT || level.type(bytes, index) === TYPE.null;
}

/** A character that trimming leaves where it is and that needs no second look. */
function isInk(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}
