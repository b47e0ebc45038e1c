import type { AppError } from "../../shared/contract/errors.ts";
import type { ChannelProgress, HostProgress, LiveLog } from "../../shared/contract/live-log.ts";
import type { ArchiveJoin } from "../../shared/types/archive.ts";
import type { LiveChannelId } from "../../shared/types/live-channels.ts";

/** The newest record of a saved log: what is saved later begins behind it. */
export interface LogMark {
  readonly channel: LiveChannelId;
  readonly recordId: bigint;
  /** As the record says it: UTC with a `Z`. */
  readonly time: string;
}

/** A log that was saved as a file, which now belongs to whoever asked for it. */
export interface SavedLog {
  readonly channel: LiveChannelId;
  readonly path: string;
  /** What to call it: the path has a meaningless name. */
  readonly name: string;
  readonly bytes: number;
  /** Null when the file holds no record. */
  readonly mark: LogMark | null;
}

export interface CollectJob {
  readonly channels: readonly LiveChannelId[];
  /** Every record instead of those about sessions only. */
  readonly whole: boolean;
  /** Where earlier copies end. */
  readonly after: readonly LogMark[];
  readonly onChannel?: (progress: ChannelProgress) => void;
  readonly signal?: AbortSignal;
}

export type CollectEnd =
  | { readonly type: "done"; readonly saved: readonly SavedLog[]; readonly asOf: number }
  | { readonly type: "cancelled" }
  | { readonly type: "failed"; readonly error: AppError };

/** How what is collected joins what was there before, see `ArchiveJoin`. */
export interface PulledLog {
  /** As asked. */
  readonly host: string;
  /** Name that its records give. */
  readonly computer: string;
  readonly channel: LiveChannelId;
  /** A file that now belongs to whoever takes it. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly first: RecordMark;
  readonly last: RecordMark;
  /** Epoch milliseconds: when the log was asked, and when the last record had come. */
  readonly began: number;
  readonly ended: number;
  readonly whole: boolean;
  /** The connection broke off after these records. */
  readonly partial: boolean;
  readonly join: ArchiveJoin;
}

export interface RecordMark {
  readonly recordId: bigint;
  /** As the record says it: UTC with a `Z`. */
  readonly time: string;
}

/** Where logs of other computers are put, and what is there already. Its functions reject with the system's error. */
export interface HostStore {
  /** A folder for files on their way. */
  readonly folder: string;
  /** The newest record taken earlier of a log, and the computer that it is of. */
  mark(host: string, channel: LiveChannelId): (RecordMark & { readonly computer: string }) | null;
  /** Puts a file in its place. */
  take(log: PulledLog): Promise<void>;
  /** The log was asked and holds nothing new. */
  looked(host: string, channel: LiveChannelId, at: number): Promise<void>;
  missed(host: string, channel: LiveChannelId | null, error: AppError, at: number): Promise<void>;
}

/** An account other than the one the program runs under. Its password is never written anywhere. */
export interface HostAccount {
  readonly user: string;
  /** Null: Windows itself asks for it, at the console. */
  readonly password: string | null;
}

export interface HostsJob {
  /** Empty text: this machine itself. */
  readonly hosts: readonly string[];
  readonly channels: readonly LiveChannelId[];
  readonly whole: boolean;
  /** Computers that are asked at the same time. */
  readonly atOnce: number;
  /** Further tries of what may pass. */
  readonly retries: number;
  readonly account: HostAccount | null;
  readonly store: HostStore;
  readonly onHost?: (progress: HostProgress) => void;
  readonly signal?: AbortSignal;
}

export type HostsEnd =
  | { readonly type: "done"; readonly hosts: readonly HostProgress[] }
  | { readonly type: "cancelled"; readonly hosts: readonly HostProgress[] }
  | { readonly type: "failed"; readonly error: AppError }
  /** A file could not be put in its place. */
  | { readonly type: "notWritten"; readonly problem: unknown; readonly hosts: readonly HostProgress[] };

/** Reads the logs of this machine: a port, because the host itself starts no programs. */
export interface LiveCollector {
  /** Whether this is a Windows at all. */
  readonly supported: boolean;
  /** Never rejects. */
  status(): Promise<LiveLog>;
  /** Never rejects. Files of a job that did not end as done are removed. */
  collect(job: CollectJob): Promise<CollectEnd>;
  /** Reads the logs of other computers. Never rejects. */
  collectHosts(job: HostsJob): Promise<HostsEnd>;
  /** A private folder for files on their way; null when there is none to be had. Removed with the collector. */
  privateFolder(): Promise<string | null>;
  /** Stops what runs and removes what is left of it. */
  close(): Promise<void>;
}
