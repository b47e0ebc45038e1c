import { statSync } from "node:fs";
import { join } from "node:path";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import { FOLDER_SIGNS, PACK_TYPE, SEAL_PREFIX, TYPE_FILE } from "../../../shared/pack/pack-names.ts";
import { type FileSource, openFile } from "../file-source.ts";

/** Bytes of the comment at the end of a pack: what begins it, and 64 hex digits. */
export const SEAL_BYTES = SEAL_PREFIX.length + 64;
const EVTX = "ElfFile";
/** Its first entry is stored, so its content stands behind a header of 30 bytes and its name. */
const TYPE_AT = 30 + TYPE_FILE.length;

/**
 * Whether something on disk is an evidence pack, by its beginning or by its end: one of them changed must not make it
 * something else.
 */
export function packKindOf(path: string): "zip" | "folder" | null {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return isPackFolder(path) ? "folder" : null;
    return found.isFile() && isPackZip(path) ? "zip" : null;
  } catch {
    // Whoever reads it next tells what is wrong with it.
    return null;
  }
}

export function isPack(file: InputFile): boolean {
  return file.failure === null && packKindOf(file.path) !== null;
}

/** The inputs of a job that reads records, which no pack holds. */
export function withoutPacks(files: readonly InputFile[]): readonly InputFile[] {
  return files.map((file) => (isPack(file) ? { ...file, failure: "packNoRecords" as const } : file));
}

function isPackZip(path: string): boolean {
  let source: FileSource | null = null;
  try {
    source = openFile(path);
    const head = Buffer.alloc(TYPE_AT + PACK_TYPE.length);
    const length = source.read(0, head);
    // What most inputs are.
    if (head.toString("latin1", 0, EVTX.length) === EVTX) return false;
    if (head.toString("latin1", TYPE_AT, length) === PACK_TYPE) return true;
    const tail = Buffer.alloc(SEAL_BYTES);
    if (source.size < SEAL_BYTES) return false;
    source.read(source.size - SEAL_BYTES, tail);
    return tail.toString("latin1").startsWith(SEAL_PREFIX);
  } finally {
    source?.close();
  }
}

function isPackFolder(path: string): boolean {
  return FOLDER_SIGNS.some(({ file, begins }) => {
    const place = join(path, file);
    // A pipe must not be opened: nobody may ever write to it.
    if (statSync(place, { throwIfNoEntry: false })?.isFile() !== true) return false;
    const source = openFile(place);
    try {
      const head = Buffer.alloc(begins.length);
      return head.toString("latin1", 0, source.read(0, head)) === begins;
    } finally {
      source.close();
    }
  });
}
