/**
 * Versions that travel with data. Each has one reason to change:
 * CONTRACT the messages between page and host; ENGINE anything that can change a session, a count or a code; PROGRAM is
 * the version of package.json.
 */
export const CONTRACT_VERSION = 1;
export const ENGINE_VERSION = "0.1.0";
export const PROGRAM_VERSION = "0.1.0";
