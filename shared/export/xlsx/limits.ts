/** Rows of one sheet, its heading included: all that Excel can hold. */
export const MAX_SHEET_ROWS = 1_048_576;
/** Characters of one cell, as in Excel. */
export const MAX_CELL_CHARS = 32_767;
/** Characters of the name of a sheet, as in Excel. */
export const MAX_SHEET_NAME = 31;
/** Bytes of XML of one sheet: the sizes of a zip archive without extensions end at 4 GiB. */
export const MAX_SHEET_BYTES = 3_500_000_000;
/** Bytes of the whole file, for the same reason. */
export const MAX_FILE_BYTES = 3_900_000_000;
/** Texts that cells share, and their characters together: they stay in memory to the end. */
export const MAX_SHARED_TEXTS = 100_000;
export const MAX_SHARED_CHARS = 16_777_216;
