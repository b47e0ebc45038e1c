import type { ActTable } from "./act-table.ts";
import type { AuditEvidence } from "./coverage.ts";
import type { ClockStepKind, HoleCause, LogonClass } from "./names.ts";
import type { PackOrigin } from "./pack.ts";
import type { FailureTable, SessionTable } from "./session-table.ts";
import type { PairingSettings } from "./settings.ts";
import type { LeftOut, SourceInfo } from "./source.ts";
import type { CaseTrails } from "./trail.ts";
import type { Ticks } from "./units.ts";

/** Where one record stands: enough to show it, to cite it, and to read it again. */
export interface RecordRef {
  readonly source: number;
  readonly channel: string;
  readonly recordId: string;
  readonly eventId: number;
  /** Raw TimeCreated. */
  readonly time: Ticks;
  readonly offset: number;
}

/** One run of one computer between two starts. */
export interface Boot {
  readonly computer: string;
  /** Counts per computer from 0. The first may have begun before the log (`start` NaN). */
  readonly index: number;
  /** Corrected time of its earliest marker; `NaN` when the marker is not in the log. */
  readonly start: Ticks;
  /** Shutdown time, or the last record when the end is not recorded; `NaN` for a boot still running at the log's end. */
  readonly end: Ticks;
  /** true ended by a shutdown, false died, null not known or still running. */
  readonly clean: boolean | null;
  /** A stop error was recorded (Kernel-Power 41 with a bugcheck code). */
  readonly bugcheck: number | null;
  readonly startRecord: RecordRef | null;
  readonly endRecord: RecordRef | null;
  /** Last record of the boot in any channel, corrected. */
  readonly lastRecord: Ticks;
}

/** A span in which evidence is known to be missing. */
export interface LogHole {
  readonly computer: string;
  readonly channel: string;
  readonly from: Ticks;
  readonly to: Ticks;
  readonly cause: HoleCause;
  /** Who cleared the log, where that is the cause and recorded. */
  readonly by: string | null;
}

/** The spans that the evidence of one channel of one computer covers. */
export interface Coverage {
  readonly computer: string;
  readonly channel: string;
  readonly spans: readonly (readonly [from: Ticks, to: Ticks])[];
  readonly records: number;
  /** True when what is missing in the records proves nothing: `doubt` says why. */
  readonly filtered: boolean;
  /**
   * Left out where the numbers themselves tell: they jump so often that it must be a filtered export, or the log is
   * that of a collector.
   */
  readonly doubt?: CoverageDoubt;
}

/**
 * Why what is missing in a log proves nothing although its numbers run on, or jump but rarely: an export that says itself
 * that it left records out; one that numbered them anew, so that no gap shows; one that has no numbers at all.
 */
export const COVERAGE_DOUBTS = ["leftOut", "renumbered", "unnumbered"] as const;
export type CoverageDoubt = (typeof COVERAGE_DOUBTS)[number];

/** A computer of the case and what is known of it beyond its sessions. */
export interface ComputerInfo {
  /** R15 key: lower-case name. */
  readonly key: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly oldest: Ticks;
  readonly newest: Ticks;
  /** Windows name of its zone from System 6013, if seen. */
  readonly windowsZone: string | null;
}

/** A user lockout (4740). */
export interface Lockout {
  readonly time: Ticks;
  readonly computer: string;
  readonly user: string;
  readonly sid: string;
  /** Computer that caused it: 4740 calls it TargetDomainName. */
  readonly caller: string;
  readonly record: RecordRef;
}

/** A change of a computer's clock (R11); changes below the setting `clockSlew` are none. */
export interface ClockStep {
  readonly computer: string;
  /** Corrected time of its record. */
  readonly time: Ticks;
  /** New time minus old time, in ticks. */
  readonly delta: number;
  readonly kind: ClockStepKind;
  /** Account that set the clock; null where Windows did it itself. */
  readonly byUser: string | null;
  readonly record: RecordRef;
}

/** Most clock steps that a case tells; times are corrected by all of them. */
export const MAX_CLOCK_STEPS = 1_000_000;

/** Every logon of the case, so that numbers add up: read = used + the sum of `byClass`. */
export interface LogonCounts {
  readonly read: number;
  /** Logons that are members of a desktop session. */
  readonly used: number;
  /** Logons set aside, by class of R5. */
  readonly byClass: Readonly<Partial<Record<LogonClass, number>>>;
}

export interface CaseCounts {
  readonly records: number;
  readonly events: number;
  readonly logons: LogonCounts;
  readonly duplicates: number;
  readonly failures: number;
  /** Desktop logons dropped as reconnect stubs (R8); they count as used. */
  readonly stubs: number;
  /** Ends without a beginning that make no session: 4634 of network and service logons (R10). */
  readonly orphanLogoffs: number;
}

/** What pairing gives: everything a view, report or export builds on. Plain data; its columns can be transferred. */
export interface CaseTables {
  readonly sessions: SessionTable;
  readonly failures: FailureTable;
  readonly boots: readonly Boot[];
  readonly holes: readonly LogHole[];
  readonly coverage: readonly Coverage[];
  readonly computers: readonly ComputerInfo[];
  readonly lockouts: readonly Lockout[];
  /** By time, then computer. */
  readonly clockSteps: readonly ClockStep[];
  readonly acts: ActTable;
  readonly counts: CaseCounts;
  readonly settings: PairingSettings;
}

/** A whole case as the page, the command line and the exporters get it. */
export interface CaseData extends CaseTables {
  /** Version of the engine that made it. */
  readonly engine: string;
  readonly strings: readonly string[];
  readonly sources: readonly SourceInfo[];
  /** What was found in folders and archives and is no log. */
  readonly leftOut?: readonly LeftOut[];
  /** What the logs tell of what was being recorded; missing while reading goes on. */
  readonly audit?: AuditEvidence;
  /** What is known of sessions of script and cloud trails beyond their rows; missing when there are none. */
  readonly trails?: CaseTrails;
  /** Oldest and newest record time of all sources. */
  readonly oldest: Ticks;
  readonly newest: Ticks;
  /** True when reading was cancelled or an input failed part-way: never cached, exports say "partial". */
  readonly partial: boolean;
  /** The evidence pack it was opened from; missing for a case that was read from logs. */
  readonly pack?: PackOrigin;
}
