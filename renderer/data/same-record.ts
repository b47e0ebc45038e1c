import { parseUserTime } from "../../shared/engine/time/user-time.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import type { FullRecord } from "../../shared/types/full-record.ts";

/** What was known of a record when its log was read. */
export interface KnownRecord {
  /** 0 for a line of a script or a row of an export, which have no number of their own. */
  readonly eventId: number;
  readonly plainId: string;
  readonly time: number;
}

/**
 * Whether a record that was read again is the one that was meant. Records are found by their place in the file, and
 * another record may stand there by now: a log that was cleared, or another one under the same name.
 */
export function isSameRecord(known: KnownRecord, { recordId, timeCreated }: FullRecord): boolean {
  if (known.eventId === 0) return true;
  if (recordId !== null && recordId !== known.plainId) return false;
  return timeCreated === null || parseUserTime(timeCreated, UTC) === known.time;
}
