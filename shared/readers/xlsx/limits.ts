/** Rows of one sheet: all that Excel can hold. */
export const MAX_SHEET_ROWS = 1_048_576;
/** Columns that are looked at; an export has a handful, Excel allows 16,384. */
export const MAX_SHEET_COLUMNS = 256;
/** Characters of one cell, as in Excel. */
export const MAX_CELL_CHARS = 32_767;
/** Texts that cells share, and their characters together. */
export const MAX_SHARED_STRINGS = 4_194_304;
export const MAX_SHARED_CHARS = 268_435_456;
/** Sheets of one workbook that are looked at. */
export const MAX_SHEETS = 64;
/** Formats of cells; Excel stops at 65,490. */
export const MAX_CELL_FORMATS = 65_536;
/** Characters of a format that are looked at: as many as Excel allows. */
export const MAX_FORMAT_CHARS = 255;
/** Elements inside each other: a sheet needs seven. */
export const MAX_XML_DEPTH = 64;
/** Characters between two tags before a part is given up: no cell may hold as many. */
export const MAX_XML_TEXT = 1_048_576;
/** Faults of one part before it is given up. */
export const MAX_XML_FAULTS = 1000;
