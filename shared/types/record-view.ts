import type { FieldId } from "./fields.ts";
import type { StringId, Ticks } from "./units.ts";

/**
 * One record as a reader shows it to the extractor. The object is reused: it is valid until the reader moves on, and
 * nothing may keep it. Texts arrive interned, so no string is created for a text seen before.
 */
export interface RecordView {
  readonly eventId: number;
  readonly version: number;
  readonly level: number;
  readonly task: number;
  /** High half of Keywords; 0x00200000 audit success, 0x00100000 audit failure. */
  readonly keywordsHigh: number;
  /** `System/EventRecordID`, as two unsigned halves: it is 64 bits wide and never goes through a double. */
  readonly recordIdLow: number;
  readonly recordIdHigh: number;
  /** `TimeCreated`; `NaN` if the record has none. */
  readonly time: Ticks;
  readonly provider: StringId;
  readonly channel: StringId;
  readonly computer: StringId;
  /** `System/Security@UserID`. */
  readonly userSid: StringId;
  /** Byte position of the record in its file. */
  readonly offset: number;
  /** True for deleted records found in slack space; they never enter pairing. */
  readonly recovered: boolean;

  /** Whether the record carries the field at all, even empty. */
  has(field: FieldId): boolean;
  /** Trimmed text; `NO_STRING` when absent, empty or `-`. Numbers and SIDs come as Windows prints them. */
  text(field: FieldId): StringId;
  /** Unsigned 32-bit number from a number, `0x…` or decimal text, a boolean (1/0); -1 when absent or not a number. */
  number(field: FieldId): number;
  /** Low half of a 64-bit number; 0 when absent. */
  low(field: FieldId): number;
  /** High half of a 64-bit number; 0 when absent. */
  high(field: FieldId): number;
  /** A FILETIME, SYSTEMTIME or ISO text; `NaN` when absent or not a time. */
  moment(field: FieldId): Ticks;
  /** SYSTEMTIME (16 bytes, UTC) at a byte position inside a binary field; `NaN` when it does not fit. */
  systemTimeAt(field: FieldId, position: number): Ticks;
}

/** Where a reader delivers. */
export interface RecordSink {
  /**
   * 1 for every event id that some rule needs; a reader may skip the rest after reading the id. `WANTED_KEYWORDS`: the
   * record may be skipped, yet with its Keywords.
   */
  readonly wanted: Uint8Array;
  /** Takes one record whose id is wanted. */
  accept(record: RecordView): void;
  /**
   * Tells of one live record whose id is not wanted. No session needs its fields, but that it was written at all
   * proves that the log ran at that time: the bounds of E3, E4 and E6 are "the last record of any kind".
   */
  skip(
    time: Ticks,
    recordIdLow: number,
    recordIdHigh: number,
    computer: StringId,
    channel: StringId,
    offset: number,
    /** Left out by readers that do not know it; a kept record is then cited without a number. */
    eventId?: number,
    /** 0 where they are not known. */
    keywordsHigh?: number,
  ): void;
}

/** See `RecordSink.wanted`. */
export const WANTED_KEYWORDS = 2;

/** Bits of `RecordView.keywordsHigh`. */
export const AUDIT_SUCCESS = 0x0020_0000;
export const AUDIT_FAILURE = 0x0010_0000;
