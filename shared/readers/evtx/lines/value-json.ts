import { TYPE } from "../binxml/tokens.ts";
import { anyBit, arrayItems, valueText } from "../binxml/values.ts";
import { MAX_VALUES } from "../limits.ts";
import { putBinary, putDecimal, putFiletime, putGuid, putHex, putLong, putSid } from "./put-number.ts";
import { putText, putUtf16 } from "./put-text.ts";
import { keepSid, putKnownSid, sidSlot } from "./sid-memo.ts";

const TRUE = "true";
const FALSE = "false";

/**
 * Writes one value of a record as the inside of a JSON string, with the text that `valueText` gives. -1 when it cannot be
 * written here: the value is damaged, too long, or of a kind that needs the general walk.
 */
export function putValue(
  out: Uint8Array,
  wide: DataView,
  at: number,
  bytes: Uint8Array,
  view: DataView,
  type: number,
  position: number,
  size: number,
): number {
  if (size === 0) return type <= TYPE.hex64 ? at : -1;
  switch (type) {
    case TYPE.string:
      return putUtf16(out, wide, at, view, position, position + (size & ~1));
    case TYPE.null:
      return at;
    case TYPE.uint8:
      return size === 1 ? putDecimal(out, at, bytes[position]!) : -1;
    case TYPE.uint16:
      return size === 2 ? putDecimal(out, at, view.getUint16(position, true)) : -1;
    case TYPE.uint32:
      return size === 4 ? putDecimal(out, at, view.getUint32(position, true)) : -1;
    case TYPE.uint64:
      return size === 8 ? putLong(out, at, view, position) : -1;
    case TYPE.hex32:
      return size === 4 ? putHex(out, at, view.getUint32(position, true), 0) : -1;
    case TYPE.hex64:
      return size === 8
        ? putHex(out, at, view.getUint32(position, true), view.getUint32(position + 4, true))
        : -1;
    case TYPE.boolean:
      return putText(out, at, anyBit(bytes, position, size) ? TRUE : FALSE);
    case TYPE.guid:
      return size === 16 ? putGuid(out, wide, at, view, position) : -1;
    case TYPE.filetime:
      return size === 8
        ? putFiletime(out, wide, at, view.getUint32(position, true), view.getUint32(position + 4, true))
        : -1;
    case TYPE.sid: {
      const slot = sidSlot(view, position, size);
      const known = slot < 0 ? -1 : putKnownSid(wide, at, slot, view, position, size);
      if (known >= 0) return known;
      const end = putSid(out, at, bytes, view, position, size);
      if (end < 0) return putJson(out, at, valueText(bytes, view, type, position, size) ?? "");
      if (slot >= 0) keepSid(out, at, end, slot, view, position, size);
      return end;
    }
    case TYPE.binary:
      return putBinary(wide, at, bytes, position, size);
    default: {
      const text = valueText(bytes, view, type, position, size);
      return text === null ? -1 : putJson(out, at, text);
    }
  }
}

/** Any text as the inside of a JSON string. */
export function putJson(out: Uint8Array, at: number, text: string): number {
  const json = JSON.stringify(text).slice(1, -1);
  return at + json.length * 3 > out.length ? -1 : putText(out, at, json);
}

/** Writes the items of an array of texts as `"0":"…","1":"…",`, numbered from `first`; null where they cannot be. */
export function putItems(
  out: Uint8Array,
  from: number,
  bytes: Uint8Array,
  view: DataView,
  type: number,
  position: number,
  size: number,
  first: number,
): { readonly end: number; readonly count: number } | null {
  const items = arrayItems(bytes, view, type & ~TYPE.array, position, size, MAX_VALUES * 16);
  if (items === null) return null;
  // Without items the element is there once, and empty.
  const texts = items.length === 0 ? [""] : items;
  let at = from;
  for (const [i, text] of texts.entries()) {
    const item = `"${first + i}":${JSON.stringify(text)},`;
    if (at + item.length * 3 > out.length) return null;
    at = putText(out, at, item);
  }
  return { end: at, count: texts.length };
}

/** Room that a value of each type takes for each of its bytes; more is refused where it is written. */
const ROOM_A_BYTE = 3;
const ROOM_AN_ITEM_BYTE = 24;
/** Room that any value takes beside that. */
const ROOM_A_VALUE = 48;

/** Most bytes that a value of a type and size takes in a line. */
export function roomOf(type: number, size: number): number {
  return size * ((type & TYPE.array) === 0 ? ROOM_A_BYTE : ROOM_AN_ITEM_BYTE) + ROOM_A_VALUE;
}
