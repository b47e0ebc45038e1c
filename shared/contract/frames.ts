import { joinBytes } from "../types/join-bytes.ts";
import { PieceCursor } from "./piece-cursor.ts";
import {
  FrameError,
  type NumberArray,
  PART_TYPES,
  packValue,
  partTypeOf,
  unpackValue,
} from "./plain-value.ts";
import { type SameBytes, samePart } from "./same-parts.ts";
import { readUtf8, utf8Length, writeUtf8 } from "./utf8.ts";

/*
 * One message as bytes: a JSON header and, behind it, the typed arrays it refers to. Numbers are little-endian, as
 * on every machine this program runs on; everything begins at a multiple of 8, so that columns can be used where
 * they lie.
 *
 *    0  u32  "LSF1"
 *    4  u32  length of the whole frame
 *    8  u32  length of the header without padding
 *   12  u32  number of parts
 *   16  JSON header [value, [type, byteLength, type, byteLength, ...]], zero padding to 8
 *    .  parts in order, each with zero padding to 8
 *
 * A part that is the same as an earlier one has -1 minus the position of that one for its length, and no bytes: both
 * are one typed array for whoever receives them.
 *
 * An empty frame (header length 0, no parts) carries nothing; a wire sends it to keep a connection awake.
 */
export const FRAME_PREFIX = 16;
const MAGIC = 0x3146_534c;

/** No frame is longer, whoever sends it: five million sessions with their columns stay well below. */
export const MAX_FRAME = 0x7fff_fff8;
/** No message of ours has more parts; a case has about a hundred columns. */
const MAX_PARTS = 4096;
/** Text headers hold names and strings of a case; engines end at about 512 M characters. */
const MAX_HEADER = 0x1800_0000;

/** A frame as it lies in memory: one after another these bytes are the frame. No piece is empty. */
export type FramePieces = readonly Uint8Array[];

export interface FrameOptions {
  /** Limit to the bytes of the header. */
  readonly longestHeader?: number;
  /** Compares bytes in place of a loop, where the machine has something quicker. */
  readonly sameBytes?: SameBytes;
}

/**
 * A message as one frame whose columns stay where they are: only the head is written, and every other piece is a view
 * of a typed array of the message, which must not change before the frame is sent. Throws `FrameError` for a value that
 * is not plain.
 */
export function framePieces(value: unknown, options: FrameOptions = {}): FramePieces {
  const { longestHeader = MAX_HEADER, sameBytes } = options;
  const parts: NumberArray[] = [];
  const packed = packValue(value, parts);
  if (parts.length > MAX_PARTS) throw new FrameError("too many parts");
  const first = samePart(parts, sameBytes);
  const list = parts.flatMap((part, at) => [
    partTypeOf(part),
    first[at] === at ? part.byteLength : -1 - first[at]!,
  ]);
  const header = JSON.stringify([packed, list]);
  const headerLength = utf8Length(header);
  if (headerLength > longestHeader) throw new FrameError("message too long");
  const head = new Uint8Array(FRAME_PREFIX + padded(headerLength));
  writeUtf8(header, head, FRAME_PREFIX);
  const pieces = [head];
  let total = head.length;
  for (const [at, part] of parts.entries()) {
    const { byteLength } = part;
    if (first[at] !== at || byteLength === 0) continue;
    pieces.push(new Uint8Array(part.buffer as ArrayBuffer, part.byteOffset, byteLength));
    const padding = padded(byteLength) - byteLength;
    if (padding > 0) pieces.push(new Uint8Array(padding));
    total += byteLength + padding;
  }
  if (total > MAX_FRAME) throw new FrameError("message too long");
  writePrefix(head, total, headerLength, parts.length);
  return pieces;
}

/** As `framePieces`, in one buffer of exactly its size. */
export function encodeFrame(value: unknown, options: FrameOptions = {}): Uint8Array {
  return joinBytes(framePieces(value, options));
}

/** The frame that carries nothing. */
export function emptyFrame(): Uint8Array {
  const frame = new Uint8Array(FRAME_PREFIX);
  writePrefix(frame, FRAME_PREFIX, 0, 0);
  return frame;
}

/** As `decodePieces`, of a frame that lies in one piece. */
export function decodeFrame(frame: Uint8Array): unknown {
  return decodePieces([frame]);
}

/**
 * The message of a frame, `undefined` for an empty one. A typed array that lies in one piece, aligned, is a view of that
 * piece: whoever keeps it alone keeps the whole piece with it, and nothing of the other ones. A typed array that lies in
 * several pieces, or not aligned, is a copy. Throws `FrameError` for everything that is not exactly one well-formed frame.
 */
export function decodePieces(pieces: FramePieces): unknown {
  const bytes = new PieceCursor(pieces);
  const length = bytes.left;
  if (length < FRAME_PREFIX) throw new FrameError("bad length");
  const prefix = bytes.take(FRAME_PREFIX);
  if (frameLength(prefix) !== length) throw new FrameError("bad length");
  const view = new DataView(prefix.buffer, prefix.byteOffset, FRAME_PREFIX);
  const headerLength = view.getUint32(8, true);
  const partCount = view.getUint32(12, true);
  if (headerLength === 0 && partCount === 0 && bytes.left === 0) return undefined;
  if (headerLength > bytes.left || partCount > MAX_PARTS) throw new FrameError("bad header");

  const text = readUtf8(bytes.take(headerLength));
  if (text === null) throw new FrameError("bad text");
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw new FrameError("bad header");
  }
  if (!Array.isArray(header) || header.length !== 2) throw new FrameError("bad header");
  bytes.skip(padded(headerLength) - headerLength);
  const parts = readParts(bytes, header[1], partCount);
  return unpackValue(header[0], parts);
}

/**
 * Length of the frame that begins with these bytes (at least `FRAME_PREFIX` of them). Throws `FrameError` when no
 * frame begins here or it is longer than `limit`.
 */
export function frameLength(prefix: Uint8Array, limit = MAX_FRAME): number {
  const view = new DataView(prefix.buffer, prefix.byteOffset, FRAME_PREFIX);
  if (view.getUint32(0, true) !== MAGIC) throw new FrameError("not a frame");
  const length = view.getUint32(4, true);
  if (length < FRAME_PREFIX || length % 8 !== 0 || length > limit) throw new FrameError("bad length");
  return length;
}

function writePrefix(frame: Uint8Array, total: number, headerLength: number, parts: number): void {
  const view = new DataView(frame.buffer, frame.byteOffset, FRAME_PREFIX);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, total, true);
  view.setUint32(8, headerLength, true);
  view.setUint32(12, parts, true);
}

/** The parts of a frame. Its length is a multiple of 8 and so is what is left of it: padding never goes beyond. */
function readParts(from: PieceCursor, list: unknown, count: number): NumberArray[] {
  if (!Array.isArray(list) || list.length !== count * 2) throw new FrameError("bad part list");
  const parts: NumberArray[] = [];
  for (let i = 0; i < list.length; i += 2) {
    const code: unknown = list[i];
    const type = PART_TYPES[code as number];
    const bytes: unknown = list[i + 1];
    if (type === undefined || typeof bytes !== "number" || !Number.isSafeInteger(bytes)) {
      throw new FrameError("bad part");
    }
    if (bytes < 0) {
      const same = parts[-1 - bytes];
      if (same === undefined || !(same instanceof type)) throw new FrameError("bad part");
      parts.push(same);
      continue;
    }
    if (bytes % type.BYTES_PER_ELEMENT !== 0 || bytes > from.left) throw new FrameError("bad part length");
    parts.push(from.takePart(type, bytes));
    from.skip(padded(bytes) - bytes);
  }
  if (from.left !== 0) throw new FrameError("bad length");
  return parts;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
