import type { InputFile } from "../../shared/contract/worker-job.ts";
import { evtxSize } from "./evtx-file.ts";
import { expandPaths } from "./expand-paths.ts";
import type { SpoolFolders } from "./spool-folders.ts";
import { receiveStdin, STDIN } from "./stdin-input.ts";

/** Inputs that were named by paths, and the place where a job may unpack archives. */
export interface PathInputs {
  readonly files: readonly InputFile[];
  /** Left out where no input can be an archive. */
  readonly spool?: string | undefined;
  /** Removes what was put on disk for them. */
  close(): void;
}

/** Makes inputs of paths as they were typed. `stdin`: what `-` stands for; without it that is a file like any other. */
export async function openPathInputs(
  paths: readonly string[],
  folders: SpoolFolders,
  stdin?: () => NodeJS.ReadableStream,
  signal?: AbortSignal,
): Promise<PathInputs> {
  const made: string[] = [];
  const close = (): void => {
    for (const path of made) folders.remove(path);
  };
  const inputs = (files: readonly InputFile[]): PathInputs => {
    if (areLogs(files)) return { files, close };
    const spool = folders.name("unpack");
    made.push(spool);
    return { files, spool, close };
  };
  try {
    const at = stdin === undefined ? -1 : paths.indexOf(STDIN);
    if (stdin === undefined || at < 0) return inputs(await expandPaths(paths));
    const folder = folders.make("stdin");
    made.push(folder);
    const { path, failure } = await receiveStdin(stdin(), folder, signal);
    return inputs([
      ...(await expandPaths(paths.slice(0, at))),
      { path, name: STDIN, folder: null, failure },
      ...(await expandPaths(paths.slice(at + 1))),
    ]);
  } catch (failure) {
    close();
    throw failure;
  }
}

/** More inputs than these are not looked at one by one. */
const FEW = 64;

/**
 * Whether all inputs are .evtx logs, so that nothing is there to unpack: a name that nobody can guess takes cryptography,
 * which takes as long to load as a megabyte of log to read.
 */
function areLogs(files: readonly InputFile[]): boolean {
  return files.length <= FEW && files.every(({ path, failure }) => failure !== null || evtxSize(path) >= 0);
}
