import { statSync } from "node:fs";
import type { JobProgress } from "../../shared/contract/job.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import type { CancelToken } from "../../shared/types/ports.ts";
import type { StringTable } from "../../shared/types/string-table.ts";
import { ReaderFactory } from "./log-reader.ts";
import { ProgressReporter } from "./progress.ts";
import { type InputPass, readFile } from "./reading/read-file.ts";
import { type ListedSources, SourceList } from "./reading/source-list.ts";

export interface ReadOptions {
  readonly files: readonly InputFile[];
  readonly strings: StringTable;
  readonly cancel: CancelToken;
  readonly recovered?: boolean;
  /** Hashed while they are read unless this is false. */
  readonly hash?: boolean;
  /** How often each input is read. */
  readonly passes?: number;
  readonly send: (progress: JobProgress) => void;
}

export interface ReadInputs extends ListedSources {
  readonly cancelled: boolean;
}

/**
 * Reads inputs one after another on this thread, for jobs that write as they read; no failure of one stops the others.
 */
export function readInputs(options: ReadOptions, pass: InputPass): ReadInputs {
  const { files, cancel, recovered = false, hash = true, passes = 1 } = options;
  const factory = new ReaderFactory(options.strings);
  const sizes = sizesOf(files);
  const progress = new ProgressReporter(sizes.reduce((sum, size) => sum + size, 0) * passes, options.send);
  const list = new SourceList();
  progress.phase("opening");
  for (const [index, file] of files.entries()) {
    if (cancel.cancelled) break;
    const { info } = readFile(file, list.length, { cancel, recovered, hash, factory, progress }, pass);
    progress.endFile((sizes[index] ?? 0) * passes);
    list.add(index, file, info);
  }
  return { ...list.finish(cancel.cancelled), cancelled: cancel.cancelled };
}

/** Sizes of all inputs, 0 for what is not there. */
export function sizesOf(files: readonly InputFile[]): readonly number[] {
  return files.map(({ path, failure }) =>
    failure === null ? (statSync(path, { throwIfNoEntry: false })?.size ?? 0) : 0,
  );
}
