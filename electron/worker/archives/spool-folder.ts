import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A file being written into a spool. */
export interface SpoolFile {
  readonly path: string;
  readonly bytes: number;
  /** Throws the system's error when the disk is full. */
  write(bytes: Uint8Array): void;
  close(): void;
  /** Removes it again. */
  discard(): void;
}

/**
 * The private place of a job on disk, for the bytes of archives: logs are read at random, an archive can not be. The
 * folder (0700, files 0600) is made with its first file; the host removes it with the case.
 */
export class SpoolFolder {
  readonly #folder: string;
  #files = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Bytes that the disk has left; makes the folder. */
  freeBytes(): number {
    this.#make();
    const { bavail, bsize } = statfsSync(this.#folder);
    return bavail * bsize;
  }

  create(): SpoolFile {
    this.#make();
    // Numbers, as names out of an archive never become a path.
    const path = join(this.#folder, String(this.#files++));
    const file = openSync(path, "wx", 0o600);
    let bytes = 0;
    let open = true;
    const close = (): void => {
      if (open) closeSync(file);
      open = false;
    };
    return {
      path,
      get bytes() {
        return bytes;
      },
      write(piece) {
        for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
        bytes += piece.length;
      },
      close,
      discard() {
        close();
        rmSync(path, { force: true });
      },
    };
  }

  #made = false;

  #make(): void {
    // Not recursive: somebody else's folder of that name must be an error.
    if (!this.#made) mkdirSync(this.#folder, { mode: 0o700 });
    this.#made = true;
  }
}
