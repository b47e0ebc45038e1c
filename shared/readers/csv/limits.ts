/** Characters of one row; a message of Windows has a few thousand. */
export const MAX_ROW_UNITS = 262_144;
/** Columns of one row that are looked at; an export has six or nine. */
export const MAX_COLUMNS = 32;
/** Rows of one export: far beyond what Event Viewer can save, and each takes some bytes of memory. */
export const MAX_ROWS = 5_000_000;
/** Start of a row in which its date, source and number must stand. */
export const ROW_HEAD_UNITS = 512;
