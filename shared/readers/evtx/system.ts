import { WANTED_KEYWORDS } from "../../types/record-view.ts";
import { NO_STRING, type StringId } from "../../types/units.ts";
import { filetimeToTicks } from "../time.ts";
import { FRAGMENT_SIZE, TOKEN, TYPE } from "./binxml/tokens.ts";
import type { CompiledRecordView } from "./compiled-view.ts";
import type { Level } from "./level.ts";
import { MAX_LEVELS, RECORD_HEADER_SIZE } from "./limits.ts";
import { ABSENT, MEMBER, PLACE, type Place } from "./plan.ts";
import type { PlanCache } from "./plan-cache.ts";

const FRAGMENT_HEADER = 0x0001_010f;
const EVENT_ID = MEMBER.eventId;
const VERSION = MEMBER.version;
const LEVEL = MEMBER.level;
const TASK = MEMBER.task;
const KEYWORDS = MEMBER.keywords;
const TIME = MEMBER.time;
const RECORD_ID = MEMBER.recordId;
const PROVIDER = MEMBER.provider;
const CHANNEL = MEMBER.channel;
const COMPUTER = MEMBER.computer;
const USER_SID = MEMBER.userSid;

/**
 * Opens the template instances of a record, from the Event element down to its data. False when the record is not a
 * plain template instance with regular plans throughout: then only the general walk can read it.
 */
export function openCompiled(view: CompiledRecordView, plans: PlanCache, at: number, size: number): boolean {
  const end = at + size - 4;
  const first = view.levels[0]!;
  view.depth = 0;
  if (!openFragment(view, first, plans, at + RECORD_HEADER_SIZE, end, PLACE.document, false)) return false;
  view.depth = 1;
  return first.plan.hasSystem;
}

function openFragment(
  view: CompiledRecordView,
  level: Level,
  plans: PlanCache,
  at: number,
  end: number,
  place: Place,
  idsOnly: boolean,
): boolean {
  // Nested BinXML comes with and without a fragment header; most Security events leave it out.
  if (at + FRAGMENT_SIZE + 1 > end) return false;
  const token = view.view.getUint32(at, true) === FRAGMENT_HEADER ? at + FRAGMENT_SIZE : at;
  if (view.bytes[token] !== TOKEN.template) return false;
  return level.open(view.bytes, view.view, token, end, place, plans, idsOnly);
}

/** Opens the levels below the first one. */
function openRest(view: CompiledRecordView, plans: PlanCache): boolean {
  for (let i = 0; ; i++) {
    const level = view.levels[i]!;
    if (!level.complete()) return false;
    if (level.nested < 0) {
      view.opened();
      return true;
    }
    const next = view.levels[i + 1];
    if (next === undefined || i + 1 >= MAX_LEVELS) return false;
    const at = level.starts[level.nested]!;
    const end = at + level.size(level.nested);
    if (!openFragment(view, next, plans, at, end, level.nestedPlace, false)) return false;
    view.depth = i + 2;
  }
}

/**
 * Reads System into the view. `"no"`: the id is not wanted and only what a summary needs was read; `"unsure"`: a
 * member has a type plans do not expect, or the data below is not regular.
 */
export function readSystem(
  view: CompiledRecordView,
  wanted: Uint8Array,
  plans: PlanCache,
): "yes" | "no" | "unsure" {
  const level = view.levels[0]!;
  const members = level.plan.members;
  const data = view.view;
  const id = position(level, members[EVENT_ID]!, TYPE.uint16, 2);
  const time = position(level, members[TIME]!, TYPE.filetime, 8);
  const record = position(level, members[RECORD_ID]!, TYPE.uint64, 8);
  if (id < 0 || time < 0 || record < 0) return "unsure";
  view.recordIdLow = data.getUint32(record, true);
  view.recordIdHigh = data.getUint32(record + 4, true);
  if (view.recordIdLow === 0 && view.recordIdHigh === 0) return "unsure";
  view.eventId = data.getUint16(id, true);
  view.time = filetimeToTicks(data.getUint32(time, true), data.getUint32(time + 4, true));
  const channel = text(view, level, CHANNEL, TYPE.string);
  const computer = text(view, level, COMPUTER, TYPE.string);
  if (channel < 0 || computer < 0) return "unsure";
  view.channel = channel as StringId;
  view.computer = computer as StringId;
  if (wanted[view.eventId] !== 1) {
    view.keywordsHigh = 0;
    if (wanted[view.eventId] !== WANTED_KEYWORDS) return "no";
    const found = position(level, members[KEYWORDS]!, TYPE.hex64, 8);
    if (found >= 0) view.keywordsHigh = data.getUint32(found + 4, true);
    return "no";
  }

  const version = number(view, level, VERSION, TYPE.uint8, 1);
  const severity = number(view, level, LEVEL, TYPE.uint8, 1);
  const task = number(view, level, TASK, TYPE.uint16, 2);
  const keywords = position(level, members[KEYWORDS]!, TYPE.hex64, 8);
  const provider = text(view, level, PROVIDER, TYPE.string);
  const sid = text(view, level, USER_SID, TYPE.sid);
  if (version < 0 || severity < 0 || task < 0 || keywords === UNSURE || provider < 0 || sid < 0)
    return "unsure";
  view.version = version;
  view.level = severity;
  view.task = task;
  view.keywordsHigh = keywords < 0 ? 0 : data.getUint32(keywords + 4, true);
  view.provider = provider as StringId;
  view.userSid = sid as StringId;
  return openRest(view, plans) ? "yes" : "unsure";
}

/** Reads event id and EventRecordID alone into the view; false where only a tree can tell them. */
export function readIds(view: CompiledRecordView, plans: PlanCache, at: number, size: number): boolean {
  const end = at + size - 4;
  const level = view.levels[0]!;
  if (!openFragment(view, level, plans, at + RECORD_HEADER_SIZE, end, PLACE.document, true)) return false;
  if (!level.plan.hasSystem) return false;
  const { members } = level.plan;
  const id = position(level, members[EVENT_ID]!, TYPE.uint16, 2);
  const record = position(level, members[RECORD_ID]!, TYPE.uint64, 8);
  if (id < 0 || record < 0) return false;
  view.eventId = view.view.getUint16(id, true);
  view.recordIdLow = view.view.getUint32(record, true);
  view.recordIdHigh = view.view.getUint32(record + 4, true);
  return view.recordIdLow !== 0 || view.recordIdHigh !== 0;
}

const MISSING = -1;
const UNSURE = -2;

/** Position of a member's value; `MISSING` when it is not given, `UNSURE` when it has another type or size. */
function position(level: Level, index: number, type: number, size: number): number {
  if (index === ABSENT) return MISSING;
  const found = level.type(index);
  if (found === TYPE.null) return MISSING;
  return found === type && level.size(index) === size ? level.starts[index]! : UNSURE;
}

/** A small number, 0 when it is not given. */
function number(view: CompiledRecordView, level: Level, member: number, type: number, size: number): number {
  const at = position(level, level.plan.members[member]!, type, size);
  if (at < 0) return at === MISSING ? 0 : UNSURE;
  return size === 1 ? view.bytes[at]! : view.view.getUint16(at, true);
}

/** Id of a text or SID, from the record or from the template. */
function text(view: CompiledRecordView, level: Level, member: number, type: number): number {
  const index = level.plan.members[member]!;
  if (index === ABSENT) return level.plan.constants[member]!;
  const found = level.type(index);
  if (found === TYPE.null) return NO_STRING;
  if (found !== type) return UNSURE;
  const size = level.size(index);
  if (size === 0) return NO_STRING;
  const { interner, guesses } = view;
  const entry = interner.entry(view.bytes, view.view, type, level.starts[index]!, size, guesses[member]!);
  guesses[member] = entry;
  return interner.idOf(entry);
}
