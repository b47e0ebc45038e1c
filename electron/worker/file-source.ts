import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../../shared/types/ports.ts";

/** An open file as a source of bytes. Its size is that of the moment of opening: a live log may grow meanwhile. */
export interface FileSource extends ByteSource {
  close(): void;
}

/** Opens a file for reading. Throws the system's error, also for a folder (`EISDIR`). */
export function openFile(path: string): FileSource {
  const file = openSync(path, "r");
  let size: number;
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
    size = stat.size;
  } catch (failure) {
    closeSync(file);
    throw failure;
  }
  return {
    size,
    read(position, target) {
      const length = Math.min(target.length, size - position);
      return length <= 0 ? 0 : readSync(file, target, 0, length, position);
    },
    close: () => closeSync(file),
  };
}
