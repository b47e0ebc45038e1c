import type { ArchiveIndex } from "../types/archive.ts";
import type { CloudImport, CloudRows, CloudUserRows } from "../types/cloud.ts";
import type { AuditPolicy } from "../types/policy.ts";
import type { Damage, SourceNote } from "../types/source.ts";
import type { TextImport } from "../types/text-import.ts";
import type { TrailRows, TrailSource } from "../types/trail.ts";
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
  /** Bytes of the file that were laid out for records to come and hold none. */
  readonly unusedBytes?: number;
  /** Of a text export: how it was read. */
  readonly text?: TextImport;
  /** Of an audit policy: what it says. */
  readonly policy?: AuditPolicy;
  /** Of a file of a trail: what its source tells of it, and its rows, which only the case needs. */
  readonly trail?: { readonly source: TrailSource; readonly rows: TrailRows };
  /** Of a table of Dynamics 365: how it was read, and its rows, which only the case needs. */
  readonly cloud?: { readonly source: CloudImport; readonly rows: CloudRows | CloudUserRows | null };
  /** Of the index of an archive folder. */
  readonly archive?: ArchiveIndex;
}
