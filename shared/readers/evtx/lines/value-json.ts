import { filetimeToIso } from "../../time.ts";
import { TYPE } from "../binxml/tokens.ts";
import { anyBit, arrayItems, valueText } from "../binxml/values.ts";
import { MAX_VALUES } from "../limits.ts";
import type { Utf8Buffer } from "./utf8-buffer.ts";

/** Bytes of a GUID in the order in which they are printed; -1 stands for a dash. */
const GUID_ORDER = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15];
const QUOTE = '"';

/**
 * Writes one value of a record as a JSON string, with the text that `valueText` gives. False when it cannot be written
 * here: the value is damaged, too long, or of a kind that needs the general walk.
 */
export function writeValue(
  out: Utf8Buffer,
  bytes: Uint8Array,
  view: DataView,
  type: number,
  at: number,
  size: number,
): boolean {
  if (size === 0) return type <= TYPE.hex64 && out.ascii('""');
  switch (type) {
    case TYPE.null:
      return out.ascii('""');
    case TYPE.string:
      return out.quotedUtf16(bytes, at, size);
    case TYPE.uint8:
      return size === 1 && quotedDecimal(out, bytes[at]!);
    case TYPE.uint16:
      return size === 2 && quotedDecimal(out, view.getUint16(at, true));
    case TYPE.uint32:
      return size === 4 && quotedDecimal(out, view.getUint32(at, true));
    case TYPE.uint64:
      return size === 8 && writeLong(out, view, at);
    case TYPE.hex32:
      return size === 4 && writeHex(out, view.getUint32(at, true), 0);
    case TYPE.hex64:
      return size === 8 && writeHex(out, view.getUint32(at, true), view.getUint32(at + 4, true));
    case TYPE.boolean:
      return out.ascii(anyBit(bytes, at, size) ? '"true"' : '"false"');
    case TYPE.guid:
      return size === 16 && writeGuid(out, bytes, at);
    case TYPE.filetime:
      return size === 8 && writeFiletime(out, view, at);
    case TYPE.sid:
      return writeSid(out, bytes, view, at, size);
    case TYPE.binary:
      return writeBinary(out, bytes, at, size);
    default: {
      const text = valueText(bytes, view, type, at, size);
      return text !== null && out.text(JSON.stringify(text));
    }
  }
}

/** Writes the items of an array of texts as `"0":"…","1":"…"`, numbered from `first`; returns how many, -1 for failure. */
export function writeItems(
  out: Utf8Buffer,
  bytes: Uint8Array,
  view: DataView,
  type: number,
  at: number,
  size: number,
  first: number,
): number {
  const items = arrayItems(bytes, view, type & ~TYPE.array, at, size, MAX_VALUES * 16);
  if (items === null) return -1;
  // Without items the element is there once, and empty.
  const texts = items.length === 0 ? [""] : items;
  for (const [i, text] of texts.entries()) {
    const comma = first + i === 0 ? "" : ",";
    if (!out.text(`${comma}"${first + i}":${JSON.stringify(text)}`)) return -1;
  }
  return texts.length;
}

function quotedDecimal(out: Utf8Buffer, value: number): boolean {
  return out.ascii(QUOTE) && out.decimal(value) && out.ascii(QUOTE);
}

/** An unsigned 64-bit number. */
export function writeLong(out: Utf8Buffer, view: DataView, at: number): boolean {
  if (view.getUint32(at + 4, true) === 0) return quotedDecimal(out, view.getUint32(at, true));
  return out.ascii(`"${view.getBigUint64(at, true)}"`);
}

/** `0x` and digits without leading zeros. */
export function writeHex(out: Utf8Buffer, low: number, high: number): boolean {
  if (!out.ascii('"0x')) return false;
  const written =
    high === 0
      ? out.hex(low, digitsOf(low), false)
      : out.hex(high, digitsOf(high), false) && out.hex(low, 8, false);
  return written && out.ascii(QUOTE);
}

function digitsOf(value: number): number {
  return value === 0 ? 1 : Math.ceil((32 - Math.clz32(value)) / 4);
}

function writeGuid(out: Utf8Buffer, bytes: Uint8Array, at: number): boolean {
  if (!out.ascii('"{')) return false;
  for (const i of GUID_ORDER) if (!(i < 0 ? out.ascii("-") : out.hex(bytes[at + i]!, 2, true))) return false;
  return out.ascii('}"');
}

export function writeFiletime(out: Utf8Buffer, view: DataView, at: number): boolean {
  const text = filetimeToIso(view.getUint32(at, true), view.getUint32(at + 4, true));
  return out.ascii(QUOTE) && out.ascii(text) && out.ascii(QUOTE);
}

/** See `sidText`; authorities that do not fit 32 bits are left to it. */
export function writeSid(
  out: Utf8Buffer,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  size: number,
): boolean {
  const count = size >= 8 ? bytes[at + 1]! : -1;
  if (count < 0 || count > 15 || size < 8 + count * 4 || view.getUint16(at + 2, false) !== 0)
    return out.text(JSON.stringify(valueText(bytes, view, TYPE.sid, at, size) ?? ""));
  let fine = out.ascii('"S-') && out.decimal(bytes[at]!) && out.ascii("-");
  fine = fine && out.decimal(view.getUint32(at + 4, false));
  for (let i = 0; i < count && fine; i++)
    fine = out.ascii("-") && out.decimal(view.getUint32(at + 8 + i * 4, true));
  return fine && out.ascii(QUOTE);
}

function writeBinary(out: Utf8Buffer, bytes: Uint8Array, at: number, size: number): boolean {
  if (!out.ascii(QUOTE)) return false;
  for (let i = 0; i < size; i++) if (!out.hex(bytes[at + i]!, 2, true)) return false;
  return out.ascii(QUOTE);
}
