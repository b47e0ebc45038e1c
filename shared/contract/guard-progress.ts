import { JOB_PHASES, type JobProgress } from "./job.ts";
import { isCount, isObject, isOneOf, isText, isTime } from "./shapes.ts";

/** How far a job is. */
export function isProgress(value: unknown): value is JobProgress {
  return (
    isObject(value) &&
    isOneOf(JOB_PHASES, value.phase) &&
    isText(value.file) &&
    [value.bytesDone, value.bytesTotal, value.records, value.used, value.damaged].every(isCount) &&
    isTime(value.elapsedMs)
  );
}
