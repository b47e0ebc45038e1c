import type { CaseData } from "../types/case.ts";
import type { PairingSettings } from "../types/settings.ts";
import type { SourceFailure, SourceInfo } from "../types/source.ts";
import type { Result } from "./errors.ts";
import type { FileIdentity, RecordDetail } from "./host.ts";
import type { JobProgress } from "./job.ts";

/*
 * What a host asks of a worker, and what comes back. Host and worker are two threads of one program, so these
 * messages are plain objects and not guarded; what crosses them is bounded by the jobs themselves.
 */

/** One input of a job. */
export interface InputFile {
  readonly path: string;
  /** What the result calls it: the path as typed on the command line, the file's name for a page. */
  readonly name: string;
  /**
   * The folder it was found in, as the user named it; null when it was named itself. What is no log is left out
   * silently when it came out of a folder; a folder with nothing but that becomes one failed source.
   */
  readonly folder: string | null;
  /** Known before reading: such as a folder that holds no file at all. */
  readonly failure: SourceFailure | null;
}

export interface EventsOptions {
  /** Every record with every field; otherwise the session-relevant ones, normalised. */
  readonly all: boolean;
  /** Deleted records found in slack space are listed too, marked. */
  readonly recovered: boolean;
}

export type WorkerJob =
  | {
      readonly kind: "openCase";
      readonly files: readonly InputFile[];
      readonly settings: PairingSettings;
      /** Send final sessions before the end. The command line has no use for them. */
      readonly early: boolean;
    }
  | { readonly kind: "record"; readonly path: string; readonly offset: number }
  | { readonly kind: "events"; readonly files: readonly InputFile[]; readonly options: EventsOptions }
  | { readonly kind: "info"; readonly files: readonly InputFile[] }
  /** `full`: hash files of any size whole. */
  | { readonly kind: "identify"; readonly files: readonly InputFile[]; readonly full: boolean };

/** News of a running job. */
export type JobNews =
  | { readonly type: "progress"; readonly progress: JobProgress }
  | { readonly type: "partial"; readonly data: CaseData; readonly undecided: number }
  /** Whole JSON lines in UTF-8. The worker goes on when the host has taken enough of them. */
  | { readonly type: "lines"; readonly bytes: Uint8Array };

export interface CaseOutcome {
  readonly data: CaseData;
  /** Position in the list of inputs of each source, because inputs without a log may be left out. */
  readonly inputs: readonly number[];
  readonly cancelled: boolean;
}

export interface ReadOutcome {
  readonly sources: readonly SourceInfo[];
  readonly cancelled: boolean;
}

/** What each kind of job ends with. */
export interface JobOutcomes {
  readonly openCase: CaseOutcome;
  readonly record: RecordDetail;
  readonly events: ReadOutcome;
  readonly info: ReadOutcome;
  /** One for each file, null where it cannot be read. */
  readonly identify: readonly (FileIdentity | null)[];
}

/** Shared memory of a job: Int32 positions. */
export const FLAG_CANCEL = 0;
/** How many blocks of lines the host has taken. */
export const FLAG_TAKEN = 1;
export const FLAG_COUNT = 2;
/** Blocks of lines that may wait at the host. */
export const LINES_WINDOW = 8;

export interface RunMessage {
  readonly id: number;
  readonly job: WorkerJob;
  readonly flags: Int32Array<SharedArrayBuffer>;
}

export type WorkerMessage =
  | { readonly id: number; readonly news: JobNews }
  | { readonly id: number; readonly end: Result<JobOutcomes[keyof JobOutcomes]> };
