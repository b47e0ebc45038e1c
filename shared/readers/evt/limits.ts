/** Header of the file; records begin behind it, and a log that went round goes on there. */
export const HEADER_SIZE = 48;
/** Fixed part of a record. Windows never splits it: where less is left before the end of the file, filler stands. */
export const RECORD_HEADER_SIZE = 56;
export const END_RECORD_SIZE = 40;
/** Fixed part and the length once more. */
export const MIN_RECORD_SIZE = 60;
/** Windows takes some 64 KB of texts and data for one event; four times that is still no record. */
export const MAX_RECORD_SIZE = 262_144;
/** Places that look like a record and are remembered, 8 bytes each; a log of 300 MB holds some 1.5 million. */
export const MAX_STARTS = 4_000_000;
/** Places that look like an end record and are remembered. A sound log has one. */
export const MAX_ENDS = 64;
