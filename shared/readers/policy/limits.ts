/** Bytes of one policy file that are looked at; one of Windows has some ten thousand. */
export const MAX_POLICY_BYTES = 4 * 1024 * 1024;
/** Bytes of one line; a row has some two hundred. */
export const MAX_LINE_BYTES = 16_384;
/** Columns of one row that are looked at; there are six or seven. */
export const MAX_COLUMNS = 16;
