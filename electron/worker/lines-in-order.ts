import type { FullEvent } from "../../shared/readers/evtx/chunk-reader.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { XmlEventReader } from "../../shared/readers/xml/xml-reader.ts";
import type { ByteSource, CancelToken } from "../../shared/types/ports.ts";
import type { StringTable } from "../../shared/types/string-table.ts";
import { chunksInOrder } from "./chunk-order.ts";
import { makeDecoder } from "./code-pages.ts";
import type { MakeHead } from "./event-line.ts";
import type { LineWriter } from "./line-writer.ts";
import { type LogReader, recordsAt } from "./log-reader.ts";
import { crc32 } from "./ports.ts";
import { type RecordOrder, recordIdOf, sortedRows } from "./record-order.ts";

/** Line of a live record; null for one that is not asked for. */
export type LineOf = (event: Pick<FullEvent, "tree">) => string | null;

interface Options {
  readonly strings: StringTable;
  readonly cancel: CancelToken;
  readonly head: MakeHead;
}

/** Writes the lines of all live records of an .evtx log in the order of the file. */
export function writeLines(
  reader: Pick<EvtxReader, "lines">,
  head: MakeHead,
  lineOf: LineOf,
  out: LineWriter,
): void {
  reader.lines({
    head,
    space: out,
    tree(event) {
      const line = event.unreadable ? null : lineOf(event);
      if (line !== null) out.line(line);
    },
  });
}

/** XML is sorted in pieces of this size in memory. */
const PIECE_BYTES = 32 * 1024 * 1024;
/** Largest log that is sorted in memory as a whole; a larger one is read record by record, which is slow. */
const WHOLE_BYTES = 512 * 1024 * 1024;
/** Declaration and root element in front of the first event. */
const HEAD_BYTES = 65_536;

/**
 * Writes the lines of a log whose records stand out of order:
 *
 *   a live .evtx that has gone round     its chunks are read in their true order; nothing is kept
 *   XML saved newest first               pieces from the end to the beginning, each sorted in memory
 *   anything else                        sorted in memory as a whole, or, if too large, record by record
 */
export function linesInOrder(
  reader: LogReader,
  file: ByteSource,
  order: RecordOrder,
  options: Options,
  lineOf: LineOf,
  out: LineWriter,
): void {
  if (reader instanceof EvtxReader) {
    const sorted = chunksInOrder(file, order.sortedOffsets());
    if (sorted !== null) {
      writeLines(new EvtxReader(sorted, { ...options, crc32 }), options.head, lineOf, out);
      return;
    }
  } else if (reader instanceof XmlEventReader) {
    const pieces = piecesInOrder(order, file.size, PIECE_BYTES);
    if (pieces !== null) {
      for (const piece of pieces) {
        const source = pieceOf(file, Math.min(order.offsets[0] ?? 0, HEAD_BYTES), piece);
        sortedLines(new XmlEventReader(source, { ...options, makeDecoder }), lineOf, out);
      }
      return;
    }
  }
  if (file.size <= WHOLE_BYTES) {
    sortedLines(reader, lineOf, out);
    return;
  }
  const at = recordsAt(file);
  for (const offset of order.sortedOffsets()) {
    if (options.cancel.cancelled) return;
    const tree = at(offset);
    const line = tree === null ? null : lineOf({ tree });
    if (line !== null) out.line(line);
  }
}

/** Reads all live records and writes their lines by id. */
function sortedLines(reader: LogReader, lineOf: LineOf, out: LineWriter): void {
  const ids: number[] = [];
  const lines: string[] = [];
  reader.records((event) => {
    const line = event.unreadable || event.recovered ? null : lineOf(event);
    if (line === null) return;
    ids.push(recordIdOf(event));
    lines.push(line);
  });
  for (const row of sortedRows(ids)) out.line(lines[row]!);
}

export interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a log between records into pieces of about a size and puts them in the order of their ids; null when the ids
 * of two pieces overlap, so that sorting inside pieces is not enough.
 */
export function piecesInOrder(
  { ids, offsets }: RecordOrder,
  size: number,
  bytes: number,
): readonly Piece[] | null {
  const pieces: (Piece & { readonly least: number; readonly most: number })[] = [];
  for (let row = 0; row < ids.length; ) {
    const from = offsets[row]!;
    let least = ids[row]!;
    let most = least;
    for (; row < ids.length && offsets[row]! - from < bytes; row++) {
      least = Math.min(least, ids[row]!);
      most = Math.max(most, ids[row]!);
    }
    pieces.push({ from, to: row < ids.length ? offsets[row]! : size, least, most });
  }
  pieces.sort((a, b) => a.least - b.least || a.from - b.from);
  return pieces.every((piece, at) => at === 0 || piece.least >= pieces[at - 1]!.most) ? pieces : null;
}

/** The beginning of a file and one piece of it, as if nothing stood between them. */
function pieceOf(file: ByteSource, head: number, { from, to }: Piece): ByteSource {
  return {
    size: head + to - from,
    read(position, target) {
      if (position < head) return file.read(position, target.subarray(0, head - position));
      const at = from + position - head;
      return at >= to ? 0 : file.read(at, target.subarray(0, to - at));
    },
  };
}
