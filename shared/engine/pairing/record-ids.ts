import { type EventTable, KIND, NO_NUMBER } from "../../types/event-table.ts";

/** What one unit of the upper half of a record id stands for. */
export const TWO_32 = 4_294_967_296;

/**
 * EventRecordID of a row as one number. Exact up to 2^53; no log reaches that, and a hostile id above it only loses
 * its last bits in distances, while `compareRecordIds` stays exact.
 */
export function recordIdOf(events: EventTable, row: number): number {
  return events.recordIdHigh[row]! * TWO_32 + events.recordIdLow[row]!;
}

/** Order of two rows by EventRecordID. */
export function compareRecordIds(events: EventTable, a: number, b: number): number {
  return events.recordIdHigh[a]! - events.recordIdHigh[b]! || events.recordIdLow[a]! - events.recordIdLow[b]!;
}

/** EventRecordID as decimal text, exact for all 64 bits. */
export function recordIdText(low: number, high: number): string {
  return ((BigInt(high) << 32n) | BigInt(low)).toString();
}

/**
 * How many records a row stands for: 1, or for a kept skipped record its whole run. The run is unbroken: it ends at
 * this record and holds, besides the skipped ones, the rows that stand between them.
 */
export function foldedRecords(events: EventTable, row: number): number {
  if (events.kind[row] !== KIND.other) return 1;
  const count = events.number[row]!;
  return count === NO_NUMBER || count === 0 ? 1 : count;
}
