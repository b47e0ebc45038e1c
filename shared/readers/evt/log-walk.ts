import type { DamageCode } from "../../types/names.ts";
import { type EndRecord, type EvtHeader, endRecordAt } from "./file-header.ts";
import { END_RECORD_SIZE, HEADER_SIZE, RECORD_HEADER_SIZE } from "./limits.ts";
import { u32 } from "./little-endian.ts";
import type { RingBytes } from "./ring.ts";
import type { Scan } from "./scan.ts";

export interface LogVisitor {
  /** One whole record; the bytes are valid until the visitor returns. False stops the walk. */
  record(bytes: Uint8Array, offset: number): boolean;
  damage(code: DamageCode, offset: number): void;
}

/** Where the live records stand: from the oldest one round to the end record. */
interface Extent {
  readonly begin: number;
  /** Place of the end record; the end of the file where none is left. */
  readonly end: number;
  readonly wraps: boolean;
}

/** How the walk found its way, for the notes about a file. */
export interface WalkFacts {
  /** The header points elsewhere than the end record. */
  readonly stale: boolean;
}

/**
 * Visits the live records from the oldest to the newest.
 *
 *     clean         header -> oldest record -> ... -> end record
 *     dirty         end record (found by its pattern) -> oldest record -> ... -> end record
 *     no way        every place with a sound record, in the order of the record numbers
 *
 * Where the chain breaks, one damage is counted and the walk goes on at the next sound record. Each place is tried
 * once, so the cost is linear in the size of the file whatever it holds.
 */
export function walkLog(ring: RingBytes, header: EvtHeader, scan: Scan, visitor: LogVisitor): WalkFacts {
  if (scan.overfull) visitor.damage("limit", scan.starts.at(-1) ?? 0);
  if (!header.valid) visitor.damage("fileHeader", 0);
  const end = chooseEnd(ring, header, scan);
  if (end === null) visitor.damage("truncated", ring.size);
  const stale =
    header.valid && end !== null && (header.endOffset !== end.at || header.oldestOffset !== end.oldestOffset);
  if (end !== null && end.oldestOffset === end.at) return { stale };
  const extent = extentOf(ring, header, end);
  if (extent !== null) followCounted(ring, extent, scan.starts, end, visitor);
  else {
    if (end !== null)
      visitor.damage(end.oldestOffset >= ring.size ? "truncated" : "recordBad", lost(end, ring));
    collect(ring, scan.starts, visitor);
  }
  return { stale };
}

/** A log that went round and was cut may look whole; the numbers of its end record tell that records are missing. */
function followCounted(
  ring: RingBytes,
  extent: Extent,
  starts: Float64Array,
  end: EndRecord | null,
  visitor: LogVisitor,
): void {
  let seen = 0;
  let told = false;
  follow(ring, extent, starts, {
    record(bytes, offset) {
      seen++;
      const more = visitor.record(bytes, offset);
      told ||= !more;
      return more;
    },
    damage(code, offset) {
      told = true;
      visitor.damage(code, offset);
    },
  });
  const expected = end === null ? 0 : (end.nextNumber - end.oldestNumber) >>> 0;
  if (!told && seen < expected) visitor.damage("truncated", ring.size);
}

function lost(end: EndRecord, ring: RingBytes): number {
  return Math.min(end.oldestOffset, ring.size);
}

/**
 * The end record that counts: the one a clean header names, else one that names its own place, the newest if there
 * are several (an old one may be left over).
 */
function chooseEnd(ring: RingBytes, header: EvtHeader, scan: Scan): EndRecord | null {
  const all = [...scan.ends, ...splitEnds(ring)];
  if (header.valid && !header.dirty) {
    const named = all.find(({ at }) => at === header.endOffset);
    if (named !== undefined) return named;
  }
  const own = all.filter(({ at, ownOffset }) => at === ownOffset);
  let best: EndRecord | null = null;
  for (const end of own.length > 0 ? own : all) {
    if (best === null || end.nextNumber >= best.nextNumber) best = end;
  }
  return best;
}

/** An end record that runs past the end of the file and goes on behind the header. */
function splitEnds(ring: RingBytes): EndRecord[] {
  const found: EndRecord[] = [];
  for (let at = ring.size - END_RECORD_SIZE + 1; at < ring.size; at++) {
    const bytes = at < HEADER_SIZE ? null : ring.read(at, END_RECORD_SIZE);
    const end = bytes === null ? null : endRecordAt(bytes, 0, at);
    if (end !== null) found.push(end);
  }
  return found;
}

function extentOf(ring: RingBytes, header: EvtHeader, end: EndRecord | null): Extent | null {
  const begins = end === null ? [] : [end.oldestOffset];
  if (header.valid && !header.dirty) begins.push(header.oldestOffset);
  for (const begin of begins) {
    ring.restart();
    if (begin < HEADER_SIZE || ring.record(begin) === null) continue;
    if (end !== null) return { begin, end: end.at, wraps: end.at < begin };
    return { begin, end: ring.size, wraps: false };
  }
  return null;
}

function follow(
  ring: RingBytes,
  { begin, end, wraps }: Extent,
  starts: Float64Array,
  visitor: LogVisitor,
): void {
  const { size } = ring;
  let position = begin;
  let left = wraps ? size - begin + end - HEADER_SIZE : end - begin;
  const step = (count: number): void => {
    left -= count;
    position += count;
    if (wraps && position >= size) {
      position += HEADER_SIZE - size;
      ring.restart();
    }
  };
  ring.restart();
  while (left > 0 && position < size) {
    if (wraps && size - position < RECORD_HEADER_SIZE) {
      step(size - position);
      continue;
    }
    const bytes = ring.record(position, left);
    if (bytes !== null) {
      if (!visitor.record(bytes, position)) return;
      step(bytes.length);
      continue;
    }
    // Without an end record the cut is known already.
    if (end < size || !ring.runsOver(position)) visitor.damage("recordBad", position);
    const next = nextStart(ring, starts, position, left, wraps);
    if (next < 0) return;
    step(next >= position ? next - position : size - position + next - HEADER_SIZE);
  }
}

/** The next place with a sound record, at most `left` bytes on; -1 when there is none. */
function nextStart(
  ring: RingBytes,
  starts: Float64Array,
  position: number,
  left: number,
  wraps: boolean,
): number {
  const { size } = ring;
  const until = Math.min(size, position + left);
  for (let at = firstAbove(starts, position); at < starts.length && starts[at]! < until; at++) {
    if (ring.record(starts[at]!, left - (starts[at]! - position)) !== null) return starts[at]!;
  }
  if (!wraps || position + left <= size) return -1;
  ring.restart();
  const rest = position + left - size + HEADER_SIZE;
  for (let at = 0; at < starts.length && starts[at]! < rest; at++) {
    if (ring.record(starts[at]!, rest - starts[at]!) !== null) return starts[at]!;
  }
  return -1;
}

/** Position of the first number above a bound in a rising list. */
function firstAbove(numbers: Float64Array, bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Without a way through the log: all sound records, by number; those of one number in the order of the file. */
function collect(ring: RingBytes, starts: Float64Array, visitor: LogVisitor): void {
  ring.restart();
  const found: number[] = [];
  const numbers: number[] = [];
  let free = 0;
  for (const start of starts) {
    if (start < free) continue;
    const bytes = ring.record(start);
    if (bytes === null) continue;
    found.push(start);
    numbers.push(u32(bytes, 8));
    free = start + bytes.length;
  }
  const order = Uint32Array.from(found, (_, index) => index);
  order.sort((a, b) => numbers[a]! - numbers[b]! || a - b);
  ring.restart();
  for (const index of order) {
    const bytes = ring.record(found[index]!);
    if (bytes !== null && !visitor.record(bytes, found[index]!)) return;
  }
}
