import type { InputFile } from "../../shared/contract/worker-job.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";

/** The inputs of a job together with what was said of text exports. */
export function answered<T extends InputFile>(
  files: readonly T[],
  answers: readonly ImportAnswers[] = [],
): readonly T[] {
  return answers.length === 0 ? files : files.map((file) => ({ ...file, answers }));
}
