import type { InputFile } from "../../shared/contract/worker-job.ts";
import { expandPaths } from "./expand-paths.ts";
import type { SpoolFolders } from "./spool-folders.ts";
import { receiveStdin, STDIN } from "./stdin-input.ts";

/** Inputs that were named by paths, and the place where a job may unpack archives. */
export interface PathInputs {
  readonly files: readonly InputFile[];
  readonly spool: string;
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
  const spool = folders.name("unpack");
  const close = (): void => {
    for (const path of [spool, ...made]) folders.remove(path);
  };
  try {
    const at = stdin === undefined ? -1 : paths.indexOf(STDIN);
    if (stdin === undefined || at < 0) return { files: await expandPaths(paths), spool, close };
    const folder = folders.make("stdin");
    made.push(folder);
    const { path, failure } = await receiveStdin(stdin(), folder, signal);
    const files = [
      ...(await expandPaths(paths.slice(0, at))),
      { path, name: STDIN, folder: null, failure },
      ...(await expandPaths(paths.slice(at + 1))),
    ];
    return { files, spool, close };
  } catch (failure) {
    close();
    throw failure;
  }
}
