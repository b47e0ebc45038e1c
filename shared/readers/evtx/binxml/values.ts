import { filetimeToIso, systemTimeToIso } from "../../time.ts";
import { ansiText, guidText, hexText, sidText, utf16Text } from "./decode.ts";
import { TYPE } from "./tokens.ts";

/*
 * Values as Windows prints them: hex types as `0x` and lower-case digits without leading zeros, GUIDs in upper case
 * with braces, times as ISO 8601 with seven digits and Z, binary as upper-case hex, booleans as true and false.
 */

/** Bytes a number, GUID or time type must have; 0 for types of any size. */
export function fixedSize(type: number): number {
  switch (type) {
    case TYPE.int8:
    case TYPE.uint8:
      return 1;
    case TYPE.int16:
    case TYPE.uint16:
      return 2;
    case TYPE.int32:
    case TYPE.uint32:
    case TYPE.float:
    case TYPE.hex32:
    case TYPE.boolean:
      return 4;
    case TYPE.int64:
    case TYPE.uint64:
    case TYPE.double:
    case TYPE.hex64:
    case TYPE.filetime:
      return 8;
    case TYPE.guid:
    case TYPE.systemTime:
      return 16;
    default:
      return 0;
  }
}

/** Whether a type is one the format knows, arrays and nested BinXML left out. */
export function isScalar(type: number): boolean {
  return type <= TYPE.hex64;
}

/**
 * A single value as text; the empty text for null, for size 0 (which occurs with every type), and for SIDs that make
 * no sense. `null` when the size does not fit the type or the type is unknown: the value is damaged. A boolean may
 * have any size, a size_t is 4 or 8 bytes of hex.
 */
export function valueText(
  bytes: Uint8Array,
  view: DataView,
  type: number,
  at: number,
  size: number,
): string | null {
  if (size === 0) return isScalar(type) ? "" : null;
  const fixed = fixedSize(type);
  if (fixed !== 0 && size !== fixed && type !== TYPE.boolean) return null;
  switch (type) {
    case TYPE.null:
      return "";
    case TYPE.string:
      return utf16Text(bytes, at, size);
    case TYPE.ansi:
      return ansiText(bytes, at, size);
    case TYPE.int8:
      return String(view.getInt8(at));
    case TYPE.uint8:
      return String(bytes[at]);
    case TYPE.int16:
      return String(view.getInt16(at, true));
    case TYPE.uint16:
      return String(view.getUint16(at, true));
    case TYPE.int32:
      return String(view.getInt32(at, true));
    case TYPE.uint32:
      return String(view.getUint32(at, true));
    case TYPE.int64:
      return view.getBigInt64(at, true).toString();
    case TYPE.uint64:
      return view.getBigUint64(at, true).toString();
    case TYPE.float:
      return floatText(view.getFloat32(at, true));
    case TYPE.double:
      return floatText(view.getFloat64(at, true));
    case TYPE.boolean:
      return anyBit(bytes, at, size) ? "true" : "false";
    case TYPE.binary:
      return hexText(bytes, at, size);
    case TYPE.guid:
      return guidText(bytes, at);
    case TYPE.size:
      return sizeText(view, at, size);
    case TYPE.filetime:
      return filetimeToIso(view.getUint32(at, true), view.getUint32(at + 4, true));
    case TYPE.systemTime:
      return systemTimeToIso(systemTimeWords(view, at));
    case TYPE.sid:
      return sidText(bytes, at, size);
    case TYPE.hex32:
      return `0x${view.getUint32(at, true).toString(16)}`;
    case TYPE.hex64:
      return hex64Text(view, at);
    default:
      return null;
  }
}

/** The eight words of a SYSTEMTIME. */
export function systemTimeWords(view: DataView, at: number): number[] {
  const words: number[] = [];
  for (let i = 0; i < 16; i += 2) words.push(view.getUint16(at + i, true));
  return words;
}

/** Whether any byte of a boolean is set; sizes other than four do occur. */
export function anyBit(bytes: Uint8Array, at: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (bytes[at + i] !== 0) return true;
  return false;
}

function hex64Text(view: DataView, at: number): string {
  const high = view.getUint32(at + 4, true);
  const low = view.getUint32(at, true).toString(16);
  return high === 0 ? `0x${low}` : `0x${high.toString(16)}${low.padStart(8, "0")}`;
}

function sizeText(view: DataView, at: number, size: number): string | null {
  if (size === 8) return hex64Text(view, at);
  return size === 4 ? `0x${view.getUint32(at, true).toString(16)}` : null;
}

function floatText(value: number): string {
  return Number.isFinite(value) ? value.toFixed(6) : String(value);
}

/**
 * The items of an array value: texts end in NUL (the last one may lack it), other types lie side by side. `null`
 * when the bytes do not divide into items. At most `limit` items are cut out.
 */
export function arrayItems(
  bytes: Uint8Array,
  view: DataView,
  type: number,
  at: number,
  size: number,
  limit: number,
): string[] | null {
  if (type === TYPE.string || type === TYPE.ansi) return textItems(bytes, type, at, size, limit);
  const items: string[] = [];
  for (let p = at; p < at + size; ) {
    const step = itemSize(bytes, type, p, at + size, size);
    const text = step > 0 && p + step <= at + size ? valueText(bytes, view, type, p, step) : null;
    if (text === null || items.length >= limit) return null;
    items.push(text);
    p += step;
  }
  return items;
}

/** Bytes the item at a position takes; 0 when the type has no items. */
function itemSize(bytes: Uint8Array, type: number, at: number, end: number, size: number): number {
  if (type === TYPE.sid) return at + 2 <= end ? 8 + bytes[at + 1]! * 4 : 0;
  // The width of an array of size_t is not written down; eight bytes are what 64-bit Windows writes.
  if (type === TYPE.size) return size % 8 === 0 ? 8 : 4;
  return fixedSize(type);
}

function textItems(
  bytes: Uint8Array,
  type: number,
  at: number,
  size: number,
  limit: number,
): string[] | null {
  const width = type === TYPE.string ? 2 : 1;
  const items: string[] = [];
  const end = at + size - (size % width);
  let start = at;
  for (let p = at; p < end; p += width) {
    if (bytes[p] !== 0 || (width === 2 && bytes[p + 1] !== 0)) continue;
    if (items.length >= limit) return null;
    items.push(itemText(bytes, type, start, p));
    start = p + width;
  }
  if (start < end) items.push(itemText(bytes, type, start, end));
  return items;
}

function itemText(bytes: Uint8Array, type: number, from: number, to: number): string {
  return type === TYPE.string ? utf16Text(bytes, from, to - from) : ansiText(bytes, from, to - from);
}
