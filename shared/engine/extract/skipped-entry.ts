import type { StringId, Ticks } from "../../types/units.ts";

/** Records that no rule needs, as pairing wants to know of them: one that was kept, and for how many it stands. */
export interface SkippedEntry {
  readonly time: Ticks;
  readonly recordIdLow: number;
  readonly recordIdHigh: number;
  readonly computer: StringId;
  readonly channel: StringId;
  readonly eventId: number;
  /** `OUTCOME_UNKNOWN` and others. */
  readonly outcome: number;
  /** Itself included. */
  readonly records: number;
}
