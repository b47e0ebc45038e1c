import type { CaseData } from "../types/case.ts";
import type { SourceInfo } from "../types/source.ts";
import type { CaseId } from "../types/units.ts";
import type { AppError } from "./errors.ts";

export const JOB_PHASES = ["opening", "reading", "pairing", "handingOver"] as const;
export type JobPhase = (typeof JOB_PHASES)[number];

/** How far a job is. Sent at most ten times a second. */
export interface JobProgress {
  readonly phase: JobPhase;
  readonly bytesDone: number;
  /** 0 when not known: then there is no percentage. */
  readonly bytesTotal: number;
  /** Live records seen so far, and those that some rule needed. */
  readonly records: number;
  readonly used: number;
  readonly damaged: number;
  /** Since the job began. */
  readonly elapsedMs: number;
  /** Name of the input being read. */
  readonly file: string;
}

/**
 * What happens to a job, in order: `started`, any number of `progress` and `partial`, then exactly one of `done`,
 * `cancelled`, `failed`.
 */
export type JobEvent =
  | { readonly type: "started"; readonly caseId: CaseId }
  | { readonly type: "progress"; readonly progress: JobProgress }
  /**
   * Sessions whose start and end are both final, all of those known so far (a later one replaces it; rows keep their
   * order, new ones are appended). `undecided` counts the sessions seen that may still change.
   */
  | { readonly type: "partial"; readonly data: CaseData; readonly undecided: number }
  | { readonly type: "done"; readonly data: CaseData }
  /** `data` holds what was read until then, marked partial; null if nothing was. */
  | { readonly type: "cancelled"; readonly data: CaseData | null }
  /** With `noLog`, `sources` says why of each input. */
  | { readonly type: "failed"; readonly error: AppError; readonly sources?: readonly SourceInfo[] };
