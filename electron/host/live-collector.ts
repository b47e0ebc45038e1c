import type { AppError } from "../../shared/contract/errors.ts";
import type { ChannelProgress, LiveLog } from "../../shared/contract/live-log.ts";
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

/** Reads the logs of this machine: a port, because the host itself starts no programs. */
export interface LiveCollector {
  /** Whether this is a Windows at all. */
  readonly supported: boolean;
  /** Never rejects. */
  status(): Promise<LiveLog>;
  /** Never rejects. Files of a job that did not end as done are removed. */
  collect(job: CollectJob): Promise<CollectEnd>;
  /** Stops what runs and removes what is left of it. */
  close(): Promise<void>;
}
