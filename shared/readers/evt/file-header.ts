import { END_RECORD_SIZE, HEADER_SIZE, MAX_RECORD_SIZE, MIN_RECORD_SIZE } from "./limits.ts";
import { u32 } from "./little-endian.ts";

/*
 * Event log of Windows NT 4.0 to Server 2003. All numbers little-endian.
 *
 *     0        48                                                      end of the file
 *     | header | newest records | end record | rest | oldest records ... | filler |
 *              ^---------------- the records run round in here ----------------^
 *
 *     header       0 u32 48   4 "LfLe"   8 version 1, 1   16 offset of the oldest record   20 offset of the end record
 *                  24 number of the next record   28 number of the oldest   32 size   36 flags   40 retention   44 u32 48
 *     end record   0 u32 40   4 0x11111111 0x22222222 0x33333333 0x44444444   20 offset of the oldest record
 *                  24 own offset   28 number of the next record   32 number of the oldest   36 u32 40
 *
 * Windows writes the header when it closes the log and the end record with every event, so a log copied live has a
 * stale header (flag dirty) and a good end record. Source: Microsoft Learn, "Event Log File Format",
 * ELF_LOGFILE_HEADER and ELF_EOF_RECORD.
 */

const SIGNATURE = 0x654c664c;
const PATTERN = [0x28, 0x11111111, 0x22222222, 0x33333333, 0x44444444];
const DIRTY = 1;

export interface EvtHeader {
  /** Both sizes and the signature are right. What follows means nothing otherwise. */
  readonly valid: boolean;
  readonly oldestOffset: number;
  readonly endOffset: number;
  readonly dirty: boolean;
}

export interface EndRecord {
  readonly at: number;
  readonly oldestOffset: number;
  /** What the record says of its own place. */
  readonly ownOffset: number;
  readonly nextNumber: number;
  readonly oldestNumber: number;
}

/** The file header; never throws, `valid` tells whether it is one. */
export function readEvtHeader(head: Uint8Array): EvtHeader {
  const valid =
    head.length >= HEADER_SIZE &&
    u32(head, 0) === HEADER_SIZE &&
    u32(head, 4) === SIGNATURE &&
    u32(head, 44) === HEADER_SIZE;
  const flags = u32(head, 36);
  return {
    valid,
    oldestOffset: u32(head, 16),
    endOffset: u32(head, 20),
    dirty: (flags & DIRTY) !== 0,
  };
}

/** The end record at a position of some bytes that begin at an offset of the file; null when none stands there. */
export function endRecordAt(bytes: Uint8Array, at: number, base: number): EndRecord | null {
  if (at < 0 || at + END_RECORD_SIZE > bytes.length) return null;
  if (!PATTERN.every((word, index) => u32(bytes, at + index * 4) === word)) return null;
  return {
    at: base + at,
    oldestOffset: u32(bytes, at + 20),
    ownOffset: u32(bytes, at + 24),
    nextNumber: u32(bytes, at + 28),
    oldestNumber: u32(bytes, at + 32),
  };
}

/** Whether a record may begin at a position: signature and a length that a record can have. Its end is not looked at. */
export function mayBeRecord(bytes: Uint8Array, at: number): boolean {
  return u32(bytes, at + 4) === SIGNATURE && isRecordSize(u32(bytes, at));
}

export function isRecordSize(size: number): boolean {
  return size >= MIN_RECORD_SIZE && size <= MAX_RECORD_SIZE && size % 4 === 0;
}

/** Whether bytes hold a whole record: the length stands at both ends. */
export function isRecord(bytes: Uint8Array): boolean {
  const size = u32(bytes, 0);
  return size === bytes.length && mayBeRecord(bytes, 0) && u32(bytes, size - 4) === size;
}

/** So many whole records one after the other make a log of a file whose header is destroyed. */
const ENOUGH_RECORDS = 3;

/** Whether the first bytes of a file are those of a legacy log. */
export function looksLikeEvt(head: Uint8Array): boolean {
  if (u32(head, 0) === HEADER_SIZE && u32(head, 4) === SIGNATURE) return true;
  let at = HEADER_SIZE;
  for (let count = 0; count < ENOUGH_RECORDS; count++) {
    const size = u32(head, at);
    if (!isRecordSize(size) || at + size > head.length) return false;
    if (!isRecord(head.subarray(at, at + size))) return false;
    at += size;
  }
  return true;
}
