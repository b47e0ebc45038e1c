/**
 * Units and ids as branded types, so that a tick never meets a millisecond and a string id never indexes rows.
 * Brands exist for the compiler only; at run time all of these are plain numbers or strings.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/**
 * A moment: 100 ns steps since 2024-01-01T00:00:00Z, `NaN` when not known.
 *
 * Windows stamps records in 100 ns steps since 1601, which no longer fit a double. Moving the origin to 2024 keeps
 * every step exact from 1995 to 2052 in one ordinary number; outside that span (a clock in 1601 or 2100) the value
 * is rounded by at most 6.4 µs. Text output of full records does not go through this type.
 */
export type Ticks = Brand<number, "Ticks">;

/** A span of time in 100 ns steps. */
export type TickSpan = Brand<number, "TickSpan">;

/** Milliseconds since 1970-01-01T00:00:00Z, as `Date` counts them. */
export type EpochMs = Brand<number, "EpochMs">;

/** Position of a text in a `StringTable`; 0 means "not given". */
export type StringId = Brand<number, "StringId">;

/** Row of the event table of one case. Lives in the workers only. */
export type EventRow = Brand<number, "EventRow">;

/** Row of a session table. */
export type SessionRow = Brand<number, "SessionRow">;

/** Position of an input in the list of sources of a case. */
export type SourceIndex = Brand<number, "SourceIndex">;

/** Names one opened case inside one host. */
export type CaseId = Brand<string, "CaseId">;

/** Opaque stand-in for a path; the page never sees a path it could forge. */
export type FileToken = Brand<string, "FileToken">;

/** Names one export that is being written inside one host. */
export type SaveId = Brand<string, "SaveId">;

/** Names one export of whole records inside one host. */
export type RecordsId = Brand<string, "RecordsId">;

/** "Not given" for text. */
export const NO_STRING = 0 as StringId;

/** "Not known" for a moment. */
export const NO_TIME = Number.NaN as Ticks;
