import { Deflate, deflateSync, strToU8 } from "fflate";
import { joinBytes } from "../types/join-bytes.ts";
import { crc32 } from "./crc32.ts";
import { SEAL_PREFIX, TYPE_FILE } from "./pack-names.ts";
import type { NewHash } from "./sha256.ts";

/** One file on its way into a zip. `large`: it may pass 4 GB, which has to be known before its first byte. */
export interface ZipInput {
  readonly name: string;
  readonly large: boolean;
  readonly pieces: Iterable<Uint8Array>;
}

/*
 * The same files give the same bytes, on every machine and in every time zone: entries in the order in which they come,
 * all of 1980-01-01 00:00, no owner, no mode, packed in pieces of one fixed size by one library whose output depends on
 * nothing else. Sizes stand behind each entry (flag 8), because they are not known before.
 *
 *   PK 3 4 header | bytes | PK 7 8 crc packed size | ... | PK 1 2 list of contents | PK 5 6 end | comment: the seal
 */
const FLAGS_SIZES_BEHIND = 8;
const STORED = 0;
const DEFLATED = 8;
/** 1 January 1980, the first day that zip files know. */
const DOS_DATE = 0x0021;
const VERSION = 20;
const VERSION_64 = 45;
const MAX_32 = 0xffff_ffff;
/** Files up to this size are packed at once. */
const BLOCK_BYTES = 1_048_576;
const PIECE_BYTES = 65_536;
/** How far back a packed byte may refer. */
const WINDOW_BYTES = 32_768;
/** Measured on sessions as JSON lines: higher levels take twice as long for a twentieth less. */
const LEVEL = 3;

interface Written {
  readonly name: Uint8Array;
  readonly large: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** Files as one zip, sealed: its comment holds the SHA-256 of all bytes before that number. */
export function* zipBytes(files: Iterable<ZipInput>, newHash: NewHash): Generator<Uint8Array> {
  const seal = newHash();
  const written: Written[] = [];
  let at = 0;
  const out = (bytes: Uint8Array): Uint8Array => {
    seal.update(bytes);
    at += bytes.length;
    return bytes;
  };
  for (const file of files) {
    const name = strToU8(file.name);
    const start = at;
    // Stored with its sizes in front, so that its content stands at a fixed place.
    if (file.name === TYPE_FILE) {
      const bytes = joinBytes([...file.pieces]);
      const entry = { crc: crc32(bytes), packed: bytes.length, size: bytes.length, method: STORED };
      yield out(localHeader(name, { ...entry, flags: 0, large: false }));
      yield out(bytes);
      written.push({ name, large: false, at: start, ...entry });
      continue;
    }
    yield out(
      localHeader(name, {
        crc: 0,
        packed: 0,
        size: 0,
        method: DEFLATED,
        flags: FLAGS_SIZES_BEHIND,
        large: file.large,
      }),
    );
    const body = at;
    const sums = { crc: 0, size: 0 };
    for (const bytes of deflated(file.pieces, sums)) yield out(bytes);
    const packed = at - body;
    if (!file.large && (packed > MAX_32 || sums.size > MAX_32))
      throw new RangeError(`${file.name} is too large`);
    yield out(sizesBehind(sums.crc, packed, sums.size, file.large));
    written.push({ name, large: file.large, method: DEFLATED, packed, at: start, ...sums });
  }
  const list = at;
  for (const entry of written) yield out(listEntry(entry));
  const end = strToU8(SEAL_PREFIX);
  yield out(endOfZip(written.length, list, at - list, end.length + 64));
  yield out(end);
  yield strToU8(seal.digest());
}

function* deflated(pieces: Iterable<Uint8Array>, sums: { crc: number; size: number }): Generator<Uint8Array> {
  const counted = function* (): Generator<Uint8Array> {
    for (const piece of pieces) {
      sums.crc = crc32(piece, sums.crc);
      sums.size += piece.length;
      yield piece;
    }
  };
  // What comes out depends on how it is handed in, so it is handed in by one measure.
  const blocks = inBlocks(counted(), BLOCK_BYTES);
  const first = blocks.next();
  const block = first.done === true ? new Uint8Array() : first.value;
  if (block.length < BLOCK_BYTES) {
    yield deflateSync(block, { level: LEVEL });
    return;
  }
  yield* streamed(block, blocks);
}

/**
 * Packs more than one block. As a stream the library looks back into a window that is full of zeros before the first
 * byte, and would refer to them as if they were data; so the first window goes out as it is, and is what it looks into.
 */
function* streamed(first: Uint8Array, rest: Iterable<Uint8Array>): Generator<Uint8Array> {
  const head = first.slice(0, WINDOW_BYTES);
  yield Uint8Array.of(
    0,
    WINDOW_BYTES & 0xff,
    WINDOW_BYTES >> 8,
    ~WINDOW_BYTES & 0xff,
    (~WINDOW_BYTES >> 8) & 0xff,
  );
  yield head;
  let ready: Uint8Array[] = [];
  const deflate = new Deflate({ level: LEVEL, dictionary: head }, (bytes) => {
    if (bytes.length > 0) ready.push(bytes);
  });
  const push = function* (bytes: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      deflate.push(bytes.subarray(at, at + PIECE_BYTES), false);
      yield* ready;
      ready = [];
    }
  };
  yield* push(first.subarray(WINDOW_BYTES));
  for (const block of rest) yield* push(block);
  deflate.push(new Uint8Array(), true);
  yield* ready;
}

/** The same bytes in blocks of one size, the last one shorter. A block is valid until the next is asked for. */
function* inBlocks(pieces: Iterable<Uint8Array>, size: number): Generator<Uint8Array> {
  const block = new Uint8Array(size);
  let filled = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const taken = Math.min(piece.length - at, size - filled);
      block.set(piece.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < size) continue;
      yield block;
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

interface HeaderFields {
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly large: boolean;
}

function localHeader(name: Uint8Array, fields: HeaderFields): Uint8Array {
  const extra = fields.large ? extra64([0, 0]) : new Uint8Array();
  const bytes = new Uint8Array(30 + name.length + extra.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0403_4b50, true);
  view.setUint16(4, fields.large ? VERSION_64 : VERSION, true);
  view.setUint16(6, fields.flags, true);
  view.setUint16(8, fields.method, true);
  view.setUint16(12, DOS_DATE, true);
  view.setUint32(14, fields.crc, true);
  view.setUint32(18, fields.large ? MAX_32 : fields.packed, true);
  view.setUint32(22, fields.large ? MAX_32 : fields.size, true);
  view.setUint16(26, name.length, true);
  view.setUint16(28, extra.length, true);
  bytes.set(name, 30);
  bytes.set(extra, 30 + name.length);
  return bytes;
}

function sizesBehind(crc: number, packed: number, size: number, large: boolean): Uint8Array {
  const bytes = new Uint8Array(large ? 24 : 16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x0807_4b50, true);
  view.setUint32(4, crc, true);
  if (large) {
    view.setBigUint64(8, BigInt(packed), true);
    view.setBigUint64(16, BigInt(size), true);
  } else {
    view.setUint32(8, packed, true);
    view.setUint32(12, size, true);
  }
  return bytes;
}

function listEntry({ name, large, method, crc, packed, size, at }: Written): Uint8Array {
  const far = at >= MAX_32;
  const long = [...(large ? [size, packed] : []), ...(far ? [at] : [])];
  const extra = long.length > 0 ? extra64(long) : new Uint8Array();
  const bytes = new Uint8Array(46 + name.length + extra.length);
  const view = new DataView(bytes.buffer);
  const version = long.length > 0 ? VERSION_64 : VERSION;
  view.setUint32(0, 0x0201_4b50, true);
  view.setUint16(4, version, true);
  view.setUint16(6, version, true);
  view.setUint16(8, method === STORED ? 0 : FLAGS_SIZES_BEHIND, true);
  view.setUint16(10, method, true);
  view.setUint16(14, DOS_DATE, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, large ? MAX_32 : packed, true);
  view.setUint32(24, large ? MAX_32 : size, true);
  view.setUint16(28, name.length, true);
  view.setUint16(30, extra.length, true);
  view.setUint32(42, far ? MAX_32 : at, true);
  bytes.set(name, 46);
  bytes.set(extra, 46 + name.length);
  return bytes;
}

/** Sizes and places of 64 bits, in the extra field made for them. */
function extra64(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 8 * values.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 1, true);
  view.setUint16(2, 8 * values.length, true);
  for (const [index, value] of values.entries()) view.setBigUint64(4 + 8 * index, BigInt(value), true);
  return bytes;
}

/** The end, with the records for archives beyond 4 GB in front where they are needed. */
function endOfZip(count: number, list: number, listBytes: number, commentBytes: number): Uint8Array {
  const far = list >= MAX_32;
  const bytes = new Uint8Array((far ? 56 + 20 : 0) + 22);
  const view = new DataView(bytes.buffer);
  let at = 0;
  if (far) {
    view.setUint32(0, 0x0606_4b50, true);
    view.setBigUint64(4, 44n, true);
    view.setUint16(12, VERSION_64, true);
    view.setUint16(14, VERSION_64, true);
    view.setBigUint64(24, BigInt(count), true);
    view.setBigUint64(32, BigInt(count), true);
    view.setBigUint64(40, BigInt(listBytes), true);
    view.setBigUint64(48, BigInt(list), true);
    view.setUint32(56, 0x0706_4b50, true);
    view.setBigUint64(64, BigInt(list + listBytes), true);
    view.setUint32(72, 1, true);
    at = 76;
  }
  view.setUint32(at, 0x0605_4b50, true);
  view.setUint16(at + 8, count, true);
  view.setUint16(at + 10, count, true);
  view.setUint32(at + 12, listBytes, true);
  view.setUint32(at + 16, far ? MAX_32 : list, true);
  view.setUint16(at + 20, commentBytes, true);
  return bytes;
}
