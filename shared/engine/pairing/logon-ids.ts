import { NOT_FOUND } from "./pair-table.ts";

/*
 * What the table of the LogonIds of a boot holds: the row of a session times two plus the member (0, 1), or one of
 * these.
 */

/** An id that the table does not hold. */
export const UNKNOWN_LOGON = NOT_FOUND;
/** An id that belongs to no session and whose end is nothing to look for (unlock, credential refresh). */
export const IGNORED_LOGON = -2;
/** An id that only a 4672 has named so far. */
export const PRIVILEGED_LOGON = -3;
