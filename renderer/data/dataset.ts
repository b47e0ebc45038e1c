import type { AppError } from "../../shared/contract/errors.ts";
import type { JobEvent, JobProgress } from "../../shared/contract/job.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { CaseId } from "../../shared/types/units.ts";

/** The case on screen. A new snapshot replaces the old one; nothing in it ever changes. */
export interface Dataset {
  readonly generation: number;
  readonly data: CaseData | null;
  /** Sessions seen that may still change, while reading goes on. */
  readonly undecided: number;
}

/** How far reading is, as the host last told. */
export type Progress = JobProgress;

export type JobState =
  | { readonly phase: "idle" }
  | { readonly phase: "running"; readonly caseId: CaseId | null; readonly progress: JobProgress | null }
  | {
      readonly phase: "done";
      readonly caseId: CaseId | null;
      readonly elapsedMs: number;
      /** `kept`: it was read before and came out of the cache; `checking`: its large files are still being compared. */
      readonly from: "read" | "kept" | "checking";
    }
  | { readonly phase: "cancelled"; readonly caseId: CaseId | null; readonly elapsedMs: number }
  | { readonly phase: "failed"; readonly error: AppError; readonly sources: readonly SourceInfo[] };

export const NO_DATASET: Dataset = { generation: 0, data: null, undecided: 0 };

/** The snapshot after one event of a job. */
export function nextDataset(old: Dataset, event: JobEvent): Dataset {
  switch (event.type) {
    case "partial":
      return { generation: old.generation + 1, data: event.data, undecided: event.undecided };
    case "done":
      return { generation: old.generation + 1, data: event.data, undecided: 0 };
    case "cancelled":
      return event.data === null
        ? { ...old, undecided: 0 }
        : { generation: old.generation + 1, data: event.data, undecided: old.undecided };
    case "started":
    case "progress":
    case "failed":
      return old;
  }
}

/** The state of the job after one of its events. */
export function nextJob(old: JobState, event: JobEvent): JobState {
  const caseId = "caseId" in old ? old.caseId : null;
  const elapsedMs = old.phase === "running" ? (old.progress?.elapsedMs ?? 0) : 0;
  switch (event.type) {
    case "started":
      return { phase: "running", caseId: event.caseId, progress: null };
    case "progress":
      return { phase: "running", caseId, progress: event.progress };
    case "partial":
      return old;
    case "done":
      return { phase: "done", caseId, elapsedMs, from: "read" };
    case "cancelled":
      return { phase: "cancelled", caseId, elapsedMs };
    case "failed":
      return { phase: "failed", error: event.error, sources: event.sources ?? [] };
  }
}

/**
 * Row of a session in another snapshot of the same case: rows may move when the last ones are decided. A session is
 * known by the place of its first proving record; -1 when it is not there.
 */
export function sameSession(before: CaseData, row: number, after: CaseData): number {
  const first = before.sessions.proofStart[row];
  if (first === undefined || first === before.sessions.proofStart[row + 1]) return -1;
  const source = before.sessions.proofs.source[first];
  const offset = before.sessions.proofs.offset[first];
  const { proofStart, proofs } = after.sessions;
  for (let at = 0; at < after.sessions.length; at++) {
    const proof = proofStart[at]!;
    if (proof < proofStart[at + 1]! && proofs.offset[proof] === offset && proofs.source[proof] === source)
      return at;
  }
  return -1;
}

/** The same for a failed sign-in, which is known by the place of its record. */
export function sameFailure(before: CaseData, row: number, after: CaseData): number {
  const source = before.failures.source[row];
  const offset = before.failures.offset[row];
  const { failures } = after;
  for (let at = 0; at < failures.length; at++) {
    if (failures.offset[at] === offset && failures.source[at] === source) return at;
  }
  return -1;
}
