/**
 * Records of any kind as the page lists them: where each stands and what it is, nothing of what it says. The record
 * itself is read again, by source and offset, when somebody looks at it.
 *
 * Times are raw `TimeCreated` ticks, `NaN` when the record has none. Texts are ids, 0 not given.
 */
export const EVENT_ROW_COLUMNS = {
  source: Uint16Array,
  offset: Float64Array,
  time: Float64Array,
  eventId: Uint16Array,
  level: Uint8Array,
  recordIdLow: Uint32Array,
  recordIdHigh: Uint32Array,
  provider: Uint32Array,
  channel: Uint32Array,
  computer: Uint32Array,
  /** The account it is about: the target of a logon, else who acted, else the account of the record. */
  user: Uint32Array,
  /** 1 for a deleted record found in unused space. */
  recovered: Uint8Array,
} as const;

/** Some rows of a list. Text ids count over all blocks of one list, from 1. */
export type EventBlock = {
  readonly [Name in keyof typeof EVENT_ROW_COLUMNS]: InstanceType<(typeof EVENT_ROW_COLUMNS)[Name]>;
} & {
  readonly length: number;
  /** Texts that no block before had; their ids go on where those ended. */
  readonly texts: readonly string[];
};
