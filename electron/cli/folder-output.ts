import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CommandFailure, EXIT, usageFailure } from "./exit-codes.ts";
import { type Output, openFile, writeFailure } from "./output.ts";

/** A folder of files as the output of a command. */
export interface FolderOutput {
  /** A file below the folder; one at a time is written and finished. */
  file(path: readonly string[]): Promise<Output>;
  /** Puts the folder in its place. Without this call nothing of it remains. */
  finish(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * A new folder, or one that is empty: what somebody wrote before is never mixed with something else. It is filled
 * beside its place and renamed when it is whole. Throws `CommandFailure`.
 */
export async function openFolder(out: string | undefined, signal: AbortSignal): Promise<FolderOutput> {
  if (out === undefined) throw usageFailure("--partition writes a folder of files; --out FOLDER says where.");
  const target = resolve(out);
  const isThere = await checkPlace(out, target);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  let made = false;
  const make = async (folder: string): Promise<void> => {
    made = true;
    await mkdir(folder, { recursive: true }).catch((failure: unknown) => {
      throw writeFailure(failure, out);
    });
  };
  return {
    async file(path) {
      const place = join(temporary, ...path);
      await make(dirname(place));
      return openFile(place, signal);
    },
    async finish() {
      if (!made) await make(temporary);
      try {
        // Some systems rename onto an empty folder, others do not.
        if (isThere) await rmdir(target);
        await rename(temporary, target);
      } catch (failure) {
        throw writeFailure(failure, out);
      }
    },
    async discard() {
      if (made) await rm(temporary, { recursive: true, force: true });
    },
  };
}

/** Whether the folder is there already, and may be used. */
async function checkPlace(out: string, target: string): Promise<boolean> {
  const refuse = (why: string): CommandFailure => new CommandFailure(EXIT.notWritten, `--out ${out}: ${why}`);
  const parent = await stat(dirname(target)).catch(() => null);
  if (parent?.isDirectory() !== true) throw refuse("there is no such folder to write in.");
  const found = await stat(target).catch(() => null);
  if (found === null) return false;
  if (!found.isDirectory()) throw refuse("this is a file. --partition writes a folder.");
  const names = await readdir(target).catch((failure: unknown) => {
    throw writeFailure(failure, out);
  });
  if (names.length > 0) throw refuse("the folder is not empty. Choose another, or empty it first.");
  return true;
}
