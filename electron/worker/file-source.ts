import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../../shared/types/ports.ts";

/** An open file as a source of bytes. Its size is that of the moment of opening: a live log may grow meanwhile. */
export interface FileSource extends ByteSource {
  readonly path: string;
  /** The same for another opening only if that found the same file. */
  readonly identity: string;
  close(): void;
}

/** A pipe that took the place of a file must not be waited for. Windows has neither the flag nor the trouble. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Opens a file for reading. Throws the system's error, also for a folder (`EISDIR`) and for what is no file (`ENXIO`). */
export function openFile(path: string): FileSource {
  const file = openSync(path, READ);
  let size: number;
  let identity: string;
  try {
    const stat = fstatSync(file, { bigint: true });
    if (!stat.isFile())
      throw Object.assign(new Error("is no file"), { code: stat.isDirectory() ? "EISDIR" : "ENXIO" });
    size = Number(stat.size);
    identity = `${stat.dev}:${stat.ino}`;
  } catch (failure) {
    closeSync(file);
    throw failure;
  }
  return {
    path,
    identity,
    size,
    read(position, target) {
      const length = Math.min(target.length, size - position);
      return length <= 0 ? 0 : readSync(file, target, 0, length, position);
    },
    close: () => closeSync(file),
  };
}
