/**
 * Versions that travel with data. Each has one reason to change:
 * CONTRACT the messages between page and host; ENGINE anything that can change a session, a count or a code.
 */
export const CONTRACT_VERSION = 1;
export const ENGINE_VERSION = "0.1.0";
