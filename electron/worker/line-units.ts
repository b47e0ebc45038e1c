import type { ByteRange, EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { isChunkAt } from "../../shared/readers/evtx/file-header.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../shared/readers/evtx/limits.ts";
import type { EvtxPart } from "../../shared/readers/evtx/part-summary.ts";
import type { ByteSource, CancelToken } from "../../shared/types/ports.ts";
import type { StringTable } from "../../shared/types/string-table.ts";
import { fullHead, fullLine, type MakeHead, normalisedHead, normalisedLines } from "./event-line.ts";
import type { LineWriter } from "./line-writer.ts";
import { type LineOf, writeLines } from "./lines-in-order.ts";

/** Bytes of a log that one thread writes as lines at a time: a slab of the reader. */
const UNIT_BYTES = 16 * CHUNK_SIZE;

/** What became of one unit of a log. */
export interface UnitEnd {
  readonly part: EvtxPart;
  /** Why reading broke off, if it did. */
  readonly failure: unknown;
}

/** How lines of one source are made. */
export interface LineMakers {
  readonly head: MakeHead;
  readonly live: LineOf;
}

/**
 * How lines are made of records that stand in the file: all with every field, or the normalised ones. `strings` are those of
 * the reader.
 */
export function makersOf(
  all: boolean,
  source: number,
  strings: StringTable,
  cancel: CancelToken,
): LineMakers {
  const lineOf = all ? fullLine : normalisedLines(() => null);
  return {
    head: all ? fullHead(source) : normalisedHead(source, strings, null),
    live: (event) => (cancel.cancelled ? null : lineOf(source, event.tree, false)),
  };
}

/**
 * How many units a log is cut into; 0 for one that is no whole number of chunks behind its header: where bytes were lost or
 * inserted the next chunk is only found by going through all of them.
 */
export function lineUnits(file: ByteSource): number {
  const head = new Uint8Array(FILE_HEADER_SIZE + 8);
  if ((file.size - FILE_HEADER_SIZE) % CHUNK_SIZE !== 0 || file.read(0, head) !== head.length) return 0;
  if (!isChunkAt(head, FILE_HEADER_SIZE) || isChunkAt(head, 0)) return 0;
  return Math.ceil((file.size - FILE_HEADER_SIZE) / UNIT_BYTES);
}

/** The bytes of one unit of a log of a size. */
export function unitAt(unit: number, size: number): ByteRange {
  const from = FILE_HEADER_SIZE + unit * UNIT_BYTES;
  return { from, to: Math.min(size, from + UNIT_BYTES) };
}

/** Writes the lines of one unit of the log that a reader reads. */
export function writeUnit(
  log: EvtxReader,
  unit: ByteRange,
  { head, live }: LineMakers,
  writer: LineWriter,
): UnitEnd {
  const reader = log.readerOf(unit);
  let failure: unknown = null;
  try {
    writeLines(reader, head, live, writer);
  } catch (error) {
    failure = error ?? "unknown";
  }
  writer.flush();
  return { part: reader.partSummary, failure };
}
