import type { InputFile, ReadOutcome } from "../../shared/contract/worker-job.ts";
import type { JobContext } from "./job-context.ts";
import { readCase } from "./reading/read-case.ts";

/** Tells what each input is: format, hash, records, span, computers, damage. Duplicates between inputs need pairing. */
export function readInfo(files: readonly InputFile[], context: JobContext): ReadOutcome {
  const { sources, cancelled } = readCase({ files, rows: false }, context);
  return { sources, cancelled };
}
