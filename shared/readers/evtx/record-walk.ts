import { CHUNK_HEADER_SIZE, MIN_RECORD_SIZE, RECORD_HEADER_SIZE, RECORD_STEP } from "./limits.ts";

/*
 * Record, little-endian:
 *
 *     0     4     8              16              24                    size-4
 *     2A2A  size  number in      FILETIME        BinXML ... padding    copy of
 *     0000        this file      written                               size
 *
 * Number and time are not those of the event in exported and filtered logs; the event's own stand in its BinXML.
 */
const SIGNATURE = 0x0000_2a2a;
/** First bytes of BinXML: a fragment header, or the oldest form, a processing instruction. */
const FRAGMENT_HEADER = 0x0001_010f;
const INSTRUCTION = 0x0a;

/** Size of a sound record at a position, 0 if there is none that ends by `end`. */
export function recordSizeAt(view: DataView, position: number, end: number): number {
  if (position + MIN_RECORD_SIZE > end || view.getUint32(position, true) !== SIGNATURE) return 0;
  const size = view.getUint32(position + 4, true);
  if (size < MIN_RECORD_SIZE || position + size > end) return 0;
  return view.getUint32(position + size - 4, true) === size ? size : 0;
}

/** Size that a record with a signature claims to have, cut at `end`; 0 where there is no signature. */
export function claimedSizeAt(view: DataView, position: number, end: number): number {
  if (position + MIN_RECORD_SIZE > end || view.getUint32(position, true) !== SIGNATURE) return 0;
  const size = view.getUint32(position + 4, true);
  return size < MIN_RECORD_SIZE ? 0 : Math.min(size, end - position);
}

/** Whether what follows the record header begins like BinXML. */
export function startsLikeBinXml(view: DataView, position: number): boolean {
  const at = position + RECORD_HEADER_SIZE;
  return view.getUint32(at, true) === FRAGMENT_HEADER || view.getUint8(at) === INSTRUCTION;
}

/** Finds sound records from a position on, one after the other, wherever they stand on the eight-byte grid. */
export function nextRecordFrom(view: DataView, position: number, end: number): number {
  const start = Math.max(
    CHUNK_HEADER_SIZE,
    position + ((RECORD_STEP - (position % RECORD_STEP)) % RECORD_STEP),
  );
  for (let at = start; at + MIN_RECORD_SIZE <= end; at += RECORD_STEP) {
    if (
      view.getUint32(at, true) === SIGNATURE &&
      recordSizeAt(view, at, end) !== 0 &&
      startsLikeBinXml(view, at)
    ) {
      return at;
    }
  }
  return -1;
}

/** Low half of the record number in the record header. */
export function numberLow(view: DataView, position: number): number {
  return view.getUint32(position + 8, true);
}

/** High half of the record number in the record header. */
export function numberHigh(view: DataView, position: number): number {
  return view.getUint32(position + 12, true);
}
