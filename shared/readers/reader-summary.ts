import type { AuditPolicy } from "../types/policy.ts";
import type { Damage, SourceNote } from "../types/source.ts";
import type { TextImport } from "../types/text-import.ts";
import type { Ticks } from "../types/units.ts";

/** What every reader knows about an input once it has been read; readers may know more. */
export interface ReaderSummary {
  /** Whether anything in the input is an event log at all. */
  readonly isLog: boolean;
  /** Live records that could be read. */
  readonly records: number;
  /** Deleted records found. */
  readonly recovered: number;
  /** Earliest and latest `TimeCreated` of all live records; `NaN` if there is none. */
  readonly oldest: Ticks;
  readonly newest: Ticks;
  /** In order of first sight. */
  readonly computers: readonly string[];
  readonly channels: readonly string[];
  readonly damage: readonly Damage[];
  readonly notes: readonly SourceNote[];
  /** Reading stopped before the end of the input because it was cancelled. */
  readonly cancelled: boolean;
  /** Of a text export: how it was read. */
  readonly text?: TextImport;
  /** Of an audit policy: what it says. */
  readonly policy?: AuditPolicy;
}
