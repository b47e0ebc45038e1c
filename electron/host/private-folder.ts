import { randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/*
 * Folders for bytes that exist only as long as they are needed: uploads, unpacked archives, standard input, copies of
 * the live log, the profile of a private window. Only this user may enter them (0700). What a killed start left behind
 * is removed when the window or the browser host starts the next time, and when anybody makes such a folder, because logs
 * hold personal data.
 */

const PURPOSES = ["spool", "unpack", "stdin", "collect", "private"] as const;
/** What such a folder is for; it stands in its name. */
export type FolderPurpose = (typeof PURPOSES)[number];

const NAME = new RegExp(`^logonscope-(?:${PURPOSES.join("|")})-(\\d+)-`);

/** A path for a private folder that does not exist yet, for whoever makes it later, with `mkdir` and mode 0700. */
export function privateFolderName(purpose: FolderPurpose, parent: string = tmpdir()): string {
  removeLeftovers(parent);
  // The number tells the next start whether its owner still lives; the rest cannot be guessed.
  return join(parent, `logonscope-${purpose}-${process.pid}-${randomBytes(12).toString("hex")}`);
}

/** Makes a private folder. Throws the system's error. */
export function makePrivateFolder(purpose: FolderPurpose, parent?: string): string {
  const folder = privateFolderName(purpose, parent);
  // Not recursive: a folder that somebody else has put there must be an error.
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Removes a private folder and all in it, if it is there. */
export function removePrivateFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // Windows keeps a file that is being read; the next start removes it.
  }
}

/** Removes the private folders of starts that were killed. Never throws. */
export function removeLeftovers(parent: string = tmpdir()): void {
  let names: string[] = [];
  try {
    names = readdirSync(parent);
  } catch {
    return;
  }
  for (const name of names) {
    const owner = Number(NAME.exec(name)?.[1] ?? 0);
    if (!Number.isSafeInteger(owner) || owner <= 0) continue;
    const path = join(parent, name);
    try {
      const stat = lstatSync(path);
      // Others may make such names in a shared folder: only what is ours and a real folder is touched.
      const isOurs = stat.isDirectory() && (process.getuid === undefined || stat.uid === process.getuid());
      if (isOurs && !isAlive(owner)) rmSync(path, { recursive: true });
    } catch {
      // Gone meanwhile, or held open; the next start tries again.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure instanceof Error && "code" in failure && failure.code === "EPERM";
  }
}
