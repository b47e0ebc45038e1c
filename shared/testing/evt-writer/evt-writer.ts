import { ByteWriter } from "../evtx-writer/byte-writer.ts";

/** One legacy record, tersely. */
export interface LegacyEntry {
  readonly id: number;
  readonly strings?: readonly string[];
  /** Unix seconds; one second after the record before where left out. */
  readonly time?: number;
  /** 8 audit success (default), 16 audit failure, 1 error, 2 warning, 4 information. */
  readonly type?: number;
  readonly category?: number;
  readonly source?: string;
  readonly computer?: string;
  /** `S-1-5-…` with an authority below 256. */
  readonly sid?: string;
  readonly data?: Uint8Array;
  /** High half of the event id field. */
  readonly qualifiers?: number;
}

export interface LogShape {
  /** Number of the first record; 1 where left out. */
  readonly first?: number;
  /** Bytes of the file; as many as are needed where left out. A ring must be large enough for all records. */
  readonly size?: number;
  /** Offset of the first record, 48 where left out. Records that reach the end go on behind the header. */
  readonly from?: number;
  /** Writes the header as a log copied live has it: flag dirty, places of an empty log. */
  readonly dirty?: boolean;
}

const HEADER = 48;
const FIXED = 56;
const START = 1_241_164_800;
const DIRTY = 1;
const WRAPPED = 2;

/** One record as Windows writes it. */
export function recordBytes(entry: LegacyEntry, number: number, time: number): Uint8Array {
  const w = new ByteWriter();
  const strings = entry.strings ?? [];
  w.u32(0).u32(0x654c664c).u32(number).u32(time).u32(time);
  w.u16(entry.id)
    .u16(entry.qualifiers ?? 0)
    .u16(entry.type ?? 8)
    .u16(strings.length);
  w.u16(entry.category ?? 0)
    .u16(0)
    .u32(0)
    .zeros(20);
  w.utf16(`${entry.source ?? "Security"}\0${entry.computer ?? "PC1"}\0`);
  while (w.length % 4 !== 0) w.u8(0);
  const sid = entry.sid === undefined ? new Uint8Array(0) : sidBytes(entry.sid);
  w.patchU32(40, sid.length);
  w.patchU32(44, w.length);
  w.bytes(sid);
  w.patchU32(36, w.length);
  for (const text of strings) w.utf16(`${text}\0`);
  const data = entry.data ?? new Uint8Array(0);
  w.patchU32(48, data.length);
  w.patchU32(52, w.length);
  w.bytes(data);
  while (w.length % 4 !== 0) w.u8(0);
  w.u32(w.length + 4);
  w.patchU32(0, w.length);
  return w.toBytes();
}

/** A legacy log: header, records, end record, zeros. Throws a RangeError when a ring is too small. */
export function evtFile(entries: readonly LegacyEntry[], shape: LogShape = {}): Uint8Array {
  const first = shape.first ?? 1;
  let time = START;
  const records = entries.map((entry, index) => {
    time = entry.time ?? time + 1;
    return recordBytes(entry, first + index, time);
  });
  const from = shape.from ?? HEADER;
  const length = records.reduce((sum, record) => sum + record.length, 0);
  const size = shape.size ?? from + length + 40;
  if (HEADER + length + 40 + FIXED > size && shape.size !== undefined) throw new RangeError("ring too small");
  const file = new Uint8Array(size);
  let at = from;
  const put = (bytes: Uint8Array): number => {
    if (size - at < FIXED && bytes.length > 40) {
      for (; at < size; at += 4) file.set([0x27, 0, 0, 0], at);
      at = HEADER;
    }
    const start = at;
    for (const byte of bytes) {
      if (at === size) at = HEADER;
      file[at++] = byte;
    }
    if (at === size) at = HEADER;
    return start;
  };
  const starts = records.map(put);
  const oldest = starts[0] ?? at;
  const next = first + records.length;
  const end = at;
  put(words([40, 0x11111111, 0x22222222, 0x33333333, 0x44444444, oldest, end, next, first, 40]));
  const wrapped = end < oldest ? WRAPPED : 0;
  const header = shape.dirty
    ? [48, 0x654c664c, 1, 1, 48, 48, 1, 0, size, DIRTY | wrapped, 0, 48]
    : [48, 0x654c664c, 1, 1, oldest, end, next, records.length === 0 ? 0 : first, size, wrapped, 0, 48];
  file.set(words(header), 0);
  return file;
}

function words(values: readonly number[]): Uint8Array {
  const w = new ByteWriter();
  for (const value of values) w.u32(value);
  return w.toBytes();
}

function sidBytes(sid: string): Uint8Array {
  const [, , authority, ...parts] = sid.split("-").map(Number);
  const w = new ByteWriter();
  w.u8(1).u8(parts.length).zeros(5).u8(authority!);
  for (const part of parts) w.u32(part);
  return w.toBytes();
}
