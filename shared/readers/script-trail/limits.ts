/** Bytes of one line; a line of a script has about a hundred. */
export const MAX_LINE_BYTES = 16_384;
/** Lines of one file: years of a large site; each takes some bytes of memory. */
export const MAX_LINES = 2_000_000;
/** Lines at the start of an input that tell whether it is a script trail. */
export const DETECT_LINES = 50;
/** Characters of one name; Windows allows 104 for an account and 15 for a computer. */
export const MAX_NAME = 256;
