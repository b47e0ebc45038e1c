/*
 * All sizes and caps of the EVTX reader in one place. The sizes are those of the format. The caps bound what hostile
 * bytes can cost: real records stay far below each of them, and work per chunk is bounded whatever a chunk says, so
 * the cost of a file is linear in its length.
 */

/** The file header fills one block of this size. */
export const FILE_HEADER_SIZE = 4096;
/** Every chunk is this long; only the last one of a cut file can be shorter. */
export const CHUNK_SIZE = 65_536;
/** Records of a chunk begin here. */
export const CHUNK_HEADER_SIZE = 512;
/** Record signature, size, number and time. */
export const RECORD_HEADER_SIZE = 24;
/** Header, one token, and the copy of the size. */
export const MIN_RECORD_SIZE = RECORD_HEADER_SIZE + 1 + 4;
/** Records begin at multiples of this. */
export const RECORD_STEP = 8;

/** Chunks read at once: one MiB, small enough to stay in cache between reading, hashing and parsing. */
export const SLAB_CHUNKS = 16;

/** Elements inside elements; template instances and nested BinXML count as levels. Real events use 4 to 8. */
export const MAX_DEPTH = 40;
/** Steps (elements, attributes, values, and 16 characters of text each) one record may cost. */
export const MAX_RECORD_STEPS = 32_768;
/** Steps all records of one chunk may cost together in the general walk; full chunks of real logs cost a tenth. */
export const MAX_CHUNK_STEPS = 262_144;
/** Bytes of template definitions and names that may be compiled for one chunk. */
export const MAX_CHUNK_COMPILE_BYTES = 524_288;
/** Characters of an element or attribute name. */
export const MAX_NAME = 1024;
/** Different names and literal texts of all templates, and their characters together. */
export const MAX_TEMPLATE_TEXTS = 65_536;
export const MAX_TEMPLATE_CHARS = 8_388_608;
/** Substitution values of one template instance; real ones have up to about 60. */
export const MAX_VALUES = 2048;
/** Template instances inside each other that the fast path follows: Event, EventData or UserData, one inside it. */
export const MAX_LEVELS = 3;

/** Different compiled plans kept for reuse by later chunks and files. */
export const MAX_PLANS = 4096;
/** Bytes of names and texts kept in plans for writing lines; what comes after them is written by the general walk. */
export const MAX_LINE_LITERALS = 33_554_432;
/** Bytes of distinct texts kept for byte-wise interning before the table starts afresh. */
export const MAX_INTERN_BYTES = 67_108_864;
/** Deleted records remembered for counting; beyond this they are only counted, duplicates included. */
export const MAX_RECOVERED = 1_048_576;
