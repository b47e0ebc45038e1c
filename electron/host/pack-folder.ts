import { closeSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { FOLDER_SIGNS } from "../../shared/pack/pack-names.ts";

/**
 * Whether an evidence pack lies unpacked in a folder, which then is one input. Whether all in it is as it was made is for
 * the worker to find out.
 */
export function isPackFolder(path: string): boolean {
  return FOLDER_SIGNS.some(({ file, begins }) => headOf(join(path, file), begins.length) === begins);
}

function headOf(path: string, bytes: number): string | null {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(bytes);
      return head.toString("latin1", 0, readSync(file, head, 0, bytes, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
