import type { ByteSource, CancelToken } from "../../types/ports.ts";
import type { TextEncoding } from "../text-encoding.ts";
import { MAX_LINE_BYTES } from "./limits.ts";

const SLAB_BYTES = 1024 * 1024;
const LF = 10;
const CR = 13;

export interface LineVisitor {
  /** A line without its end. The bytes are valid until the visitor returns. */
  line(bytes: Uint8Array, offset: number): void;
  /** A line that is longer than any script writes. */
  tooLong(offset: number): void;
}

export interface WalkOptions {
  readonly cancel: CancelToken;
  readonly onProgress?: (bytesDone: number) => void;
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
}

/**
 * Hands over the lines of a text one after another; memory does not grow with the text nor with the length of a line.
 * False when it was cancelled.
 */
export function walkLines(
  source: ByteSource,
  { unit, mark, name }: TextEncoding,
  options: WalkOptions,
  visitor: LineVisitor,
): boolean {
  const low = name === "utf-16be" ? 1 : 0;
  const slab = new Uint8Array(Math.min(SLAB_BYTES, Math.max(source.size, unit)) + MAX_LINE_BYTES * 2);
  /** Bytes in the slab, and the position of its first one in the source. */
  let used = 0;
  let base = 0;
  /** In the middle of a line that is too long. */
  let skipping = false;
  let from: number = mark;
  const emit = (start: number, end: number): void => {
    if (skipping) {
      skipping = false;
      return;
    }
    if (end - start > MAX_LINE_BYTES) visitor.tooLong(base + start);
    else visitor.line(slab.subarray(start, end), base + start);
  };
  for (;;) {
    if (options.cancel.cancelled) return false;
    const count = source.read(base + used, slab.subarray(used, Math.min(slab.length, used + SLAB_BYTES)));
    if (count > 0) options.onBytes?.(slab.subarray(used, used + count), base + used);
    used += Math.max(0, count);
    options.onProgress?.(base + used);
    const end = used - (used % unit);
    for (let at = nextLineFeed(from, end); at >= 0; at = nextLineFeed(from, end)) {
      const before = at - unit;
      emit(from, before >= from && isUnit(before, CR) ? before : at);
      from = at + unit;
    }
    if (count <= 0) break;
    if (skipping || end - from > MAX_LINE_BYTES) {
      if (!skipping) visitor.tooLong(base + from);
      skipping = true;
      from = end;
    }
    // What is left of a line moves to the front.
    slab.copyWithin(0, from, used);
    base += from;
    used -= from;
    from = 0;
  }
  if (used > from && !skipping) emit(from, used - ((used - from) % unit));
  return true;

  function isUnit(at: number, code: number): boolean {
    return unit === 1 ? slab[at] === code : slab[at + low] === code && slab[at + 1 - low] === 0;
  }

  function nextLineFeed(start: number, end: number): number {
    if (unit === 1) {
      const at = slab.indexOf(LF, start);
      return at >= end ? -1 : at;
    }
    for (let at = start; at < end; at += 2) if (isUnit(at, LF)) return at;
    return -1;
  }
}
