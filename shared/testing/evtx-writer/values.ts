import type { Ticks } from "../../types/units.ts";
import { ByteWriter } from "./byte-writer.ts";

/**
 * The kinds of value that event fields have, named for what a writer hands in, each with its two type bytes: the one
 * that the template declares and the one that stands in the record. They differ for `pointer` alone: declared as
 * size_t (0x10), stored as 64-bit hexadecimal (0x15).
 */
export const FIELD_TYPES = {
  string: { declared: 0x01, stored: 0x01 },
  ansi: { declared: 0x02, stored: 0x02 },
  i8: { declared: 0x03, stored: 0x03 },
  u8: { declared: 0x04, stored: 0x04 },
  i16: { declared: 0x05, stored: 0x05 },
  u16: { declared: 0x06, stored: 0x06 },
  i32: { declared: 0x07, stored: 0x07 },
  u32: { declared: 0x08, stored: 0x08 },
  i64: { declared: 0x09, stored: 0x09 },
  u64: { declared: 0x0a, stored: 0x0a },
  f32: { declared: 0x0b, stored: 0x0b },
  f64: { declared: 0x0c, stored: 0x0c },
  boolean: { declared: 0x0d, stored: 0x0d },
  binary: { declared: 0x0e, stored: 0x0e },
  guid: { declared: 0x0f, stored: 0x0f },
  pointer: { declared: 0x10, stored: 0x15 },
  filetime: { declared: 0x11, stored: 0x11 },
  sid: { declared: 0x13, stored: 0x13 },
  hex32: { declared: 0x14, stored: 0x14 },
  hex64: { declared: 0x15, stored: 0x15 },
  binxml: { declared: 0x21, stored: 0x21 },
  strings: { declared: 0x81, stored: 0x81 },
} as const;
export type FieldType = keyof typeof FIELD_TYPES;

/** What a value of a field type is written from. */
export interface FieldValues {
  string: string;
  ansi: string;
  i8: number;
  u8: number;
  i16: number;
  u16: number;
  i32: number;
  u32: number;
  i64: bigint | number;
  u64: bigint | number;
  f32: number;
  f64: number;
  boolean: boolean;
  binary: Uint8Array;
  /** `{54849625-5478-4994-A5BA-3E3B0328C30D}`, braces and case as one likes. */
  guid: string;
  pointer: bigint | number;
  filetime: Ticks;
  /** `S-1-5-18` */
  sid: string;
  hex32: number;
  hex64: bigint | number;
  binxml: Uint8Array;
  strings: readonly string[];
}

/** A value with its type, or null for a value that is not there (type 0). */
export type TypedValue = { readonly [T in FieldType]: readonly [T, FieldValues[T]] }[FieldType] | null;

/** FILETIME of 2024-01-01T00:00:00Z, the origin of `Ticks`. */
const FILETIME_BASE = 133_485_408_000_000_000n;

/** FILETIME of a moment; the moment must be known. */
export function filetimeOf(time: Ticks): bigint {
  return BigInt(Math.round(time)) + FILETIME_BASE;
}

/** The bytes of a GUID text: three little-endian numbers, then eight bytes in order. */
export function guidBytes(text: string): Uint8Array {
  const hex = text.replace(/[{}-]/g, "");
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new RangeError(`not a GUID: ${text}`);
  const plain = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (i) => plain[i]!);
}

/** The bytes of a SID text: revision, count, 48-bit big-endian authority, then the sub-authorities. */
export function sidBytes(text: string): Uint8Array {
  if (!/^S-1-\d+(-\d+){1,15}$/.test(text)) throw new RangeError(`not a SID: ${text}`);
  const [authority, ...rest] = text.split("-").slice(2).map(Number);
  const out = new ByteWriter(8 + rest.length * 4).u8(1).u8(rest.length);
  for (let byte = 5; byte >= 0; byte--) out.u8(Math.floor(authority! / 256 ** byte) % 256);
  for (const part of rest) out.u32(part);
  return out.toBytes();
}

/** The bytes of one value as they stand in a record's value list. Texts end with a zero, as Windows writes them. */
export function encodeValue(value: NonNullable<TypedValue>): Uint8Array {
  const out = new ByteWriter(32);
  switch (value[0]) {
    case "string":
      return out.utf16(value[1]).u16(0).toBytes();
    case "strings":
      for (const text of value[1]) out.utf16(text).u16(0);
      return out.toBytes();
    case "ansi":
      return out.bytes(Array.from(value[1], (char) => char.charCodeAt(0) & 0xff)).toBytes();
    case "i8":
    case "u8":
      return out.u8(value[1]).toBytes();
    case "i16":
    case "u16":
      return out.u16(value[1]).toBytes();
    case "i32":
    case "u32":
    case "hex32":
      return out.u32(value[1]).toBytes();
    case "boolean":
      return out.u32(value[1] ? 1 : 0).toBytes();
    case "i64":
    case "u64":
    case "hex64":
    case "pointer":
      return out.u64(BigInt(value[1])).toBytes();
    case "f32":
      return new Uint8Array(Float32Array.of(value[1]).buffer);
    case "f64":
      return new Uint8Array(Float64Array.of(value[1]).buffer);
    case "filetime":
      return out.u64(filetimeOf(value[1])).toBytes();
    case "guid":
      return guidBytes(value[1]);
    case "sid":
      return sidBytes(value[1]);
    case "binary":
    case "binxml":
      return value[1];
  }
}
