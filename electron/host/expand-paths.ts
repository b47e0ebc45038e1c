import { type Dirent, type Stats, stat, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileFailureOf } from "../../shared/contract/file-failure.ts";
import { MAX_FILES } from "../../shared/contract/guard-basics.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import type { SourceFailure } from "../../shared/types/source.ts";
import { isPackFolder } from "./pack-folder.ts";

/** Folders inside folders that are entered. */
const MAX_LEVELS = 32;

/** An input and its size; 0 when it could not be looked at. */
export interface ExpandedInput extends InputFile {
  readonly bytes: number;
}

/**
 * What the named paths stand for, in their order: a file for itself, a folder for the files directly in and below it,
 * in byte order of their paths. A link that is named is followed, one inside a folder is not, so nothing goes round.
 * Pipes and devices are never opened. Never rejects: what cannot be looked at comes back as an input with its failure.
 */
export async function expandPaths(
  paths: readonly string[],
  limit: number = MAX_FILES,
): Promise<readonly ExpandedInput[]> {
  const inputs: ExpandedInput[] = [];
  for (const path of paths) {
    const one = (failure: SourceFailure | null, bytes = 0): ExpandedInput => ({
      path,
      name: path,
      folder: null,
      failure,
      bytes,
    });
    if (inputs.length >= limit) {
      inputs.push(one("tooManyFiles"));
      break;
    }
    try {
      const found = await lookAt(path);
      // An evidence pack that lies unpacked is one input.
      if (found.isDirectory() && isPackFolder(path)) inputs.push(one(null));
      else if (found.isDirectory()) {
        const below = await inputsBelow(path, limit - inputs.length);
        inputs.push(...(below.length === 0 ? [one("emptyFolder")] : below));
      } else inputs.push(found.isFile() ? one(null, found.size) : one("special"));
    } catch (failure) {
      inputs.push(one(fileFailureOf(failure)));
    }
  }
  return inputs;
}

/** Never at once: a share that does not answer must not hold up a window. `node:fs/promises` is slower to load than this. */
function lookAt(path: string): Promise<Stats> {
  return new Promise((resolve, reject) =>
    stat(path, (failure, found) => (failure === null ? resolve(found) : reject(failure))),
  );
}

/** Everything at and below a folder, in byte order of the paths; at most `limit` files, and then what says so. */
async function inputsBelow(folder: string, limit: number): Promise<readonly ExpandedInput[]> {
  const inputs: ExpandedInput[] = [];
  const add = (path: string, failure: SourceFailure | null): void => {
    inputs.push({ path, name: path, folder, failure, bytes: failure === null ? sizeOf(path) : 0 });
  };
  let isFull = false;
  const visit = async (path: string, level: number): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (failure) {
      // A folder below that may not be entered hides its own files and no others.
      if (level === 0) throw failure;
      add(path, fileFailureOf(failure));
      return;
    }
    for (const entry of inByteOrder(entries)) {
      if (inputs.length >= limit) {
        isFull = true;
        return;
      }
      const own = join(path, entry.name);
      if (entry.isDirectory()) {
        if (level < MAX_LEVELS) await visit(own, level + 1);
        else add(own, "tooManyFiles");
      } else if (entry.isFile()) add(own, null);
      else add(own, entry.isSymbolicLink() ? "link" : "special");
    }
  };
  await visit(folder, 0);
  if (isFull) inputs.push({ path: folder, name: folder, folder: null, failure: "tooManyFiles", bytes: 0 });
  return inputs;
}

/** Entries of a folder so that what is below them comes in byte order of the whole paths. */
function inByteOrder(entries: readonly Dirent[]): readonly Dirent[] {
  return entries
    .map((entry) => ({ entry, key: Buffer.from(entry.isDirectory() ? entry.name + sep : entry.name) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
