import { type Dirent, statSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileFailureOf } from "../../shared/contract/file-failure.ts";
import { MAX_FILES } from "../../shared/contract/guards.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import type { SourceFailure } from "../../shared/types/source.ts";

/** Folders inside folders that are followed. */
const MAX_LEVELS = 32;

/** An input and its size; 0 when it could not be looked at. */
export interface ExpandedInput extends InputFile {
  readonly bytes: number;
}

/**
 * What the named paths stand for, in their order: a file for itself, a folder for the files directly in and below it,
 * in byte order of their paths. Links are not followed inside folders, so nothing goes round. Never rejects: what
 * cannot be looked at comes back as an input with its failure.
 */
export async function expandPaths(paths: readonly string[]): Promise<readonly ExpandedInput[]> {
  const inputs: ExpandedInput[] = [];
  for (const path of paths) {
    const one = (failure: SourceFailure | null, bytes = 0): ExpandedInput => ({
      path,
      name: path,
      folder: null,
      failure,
      bytes,
    });
    try {
      const found = await stat(path);
      if (!found.isDirectory()) {
        inputs.push(found.isFile() ? one(null, found.size) : one("unreadable"));
        continue;
      }
      const files = await filesBelow(path, MAX_FILES - inputs.length);
      if (files.length === 0) inputs.push(one("emptyFolder"));
      for (const file of files) {
        inputs.push({ path: file, name: file, folder: path, failure: null, bytes: sizeOf(file) });
      }
    } catch (failure) {
      inputs.push(one(fileFailureOf(failure)));
    }
    if (inputs.length >= MAX_FILES) break;
  }
  return inputs;
}

/** Regular files at and below a folder, at most `limit`, in byte order of their paths. */
async function filesBelow(folder: string, limit: number): Promise<readonly string[]> {
  const files: { path: string; key: Buffer }[] = [];
  const visit = async (path: string, level: number): Promise<void> => {
    let entries: Dirent[];
    try {
      entries = await readdir(path, { withFileTypes: true });
    } catch (failure) {
      // A folder below that may not be entered hides its files and no others.
      if (level > 0) return;
      throw failure;
    }
    for (const entry of entries) {
      if (files.length >= limit) return;
      const own = join(path, entry.name);
      if (entry.isFile()) files.push({ path: own, key: Buffer.from(own) });
      else if (entry.isDirectory() && level < MAX_LEVELS) await visit(own, level + 1);
    }
  };
  await visit(folder, 0);
  return files.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ path }) => path);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
