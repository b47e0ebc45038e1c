/** Characters of one row; an export has some hundred. */
export const MAX_ROW_UNITS = 1_048_576;
/** Logins of one file. */
export const MAX_LOGINS = 5_000_000;
/** Users of one list. */
export const MAX_USERS = 1_000_000;
/** Rows at the top among which the header is looked for: titles may stand above it. */
export const HEADER_ROWS = 20;
/** Characters of an id, a name or an address that are kept. */
export const MAX_ID_CHARS = 256;
/** Ids of one user. */
export const MAX_IDENTITIES = 8;
