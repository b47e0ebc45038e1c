import { appError } from "../../shared/contract/errors.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import type { JobEnd } from "./job-runner.ts";

export type EndEvent = Extract<JobEvent, { type: "done" | "cancelled" | "failed" }>;

/** The last event of a case job. A case none of whose inputs could be read is a failure that names the first one. */
export function endEvent(end: JobEnd<"openCase">): EndEvent {
  if (end.ok === "cancelled") return { type: "cancelled", data: null };
  if (!end.ok) return { type: "failed", error: end.error };
  const { data, cancelled } = end.value;
  if (cancelled) return { type: "cancelled", data };
  const { sources } = data;
  const [first] = sources;
  if (first === undefined) return { type: "failed", error: appError("noInput") };
  if (sources.some((source) => source.failure === null)) return { type: "done", data };
  const params = { file: first.path, reason: first.failure ?? "notALog", files: sources.length };
  return { type: "failed", error: appError("noLog", params), sources };
}
