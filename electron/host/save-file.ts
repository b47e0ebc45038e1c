import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { appError, HostError } from "../../shared/contract/errors.ts";

/**
 * A file on its way to its place: it grows beside it under a name that says so and is renamed when it is whole. Calls
 * are carried out one after another. They reject with `HostError`; nothing is left then.
 */
export interface FileSave {
  write(bytes: Uint8Array): Promise<void>;
  /** Puts the file in its place. */
  end(): Promise<void>;
  /** Removes what there is of it. Never rejects; after the end it does nothing. */
  drop(): Promise<void>;
}

export async function openFileSave(path: string): Promise<FileSave> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString("hex")}.part`);
  let file: FileHandle | null = await open(temporary, "wx").catch((failure: unknown) => {
    throw saveFailure(path, failure);
  });
  let turn: Promise<unknown> = Promise.resolve();

  const remove = async (): Promise<void> => {
    const own = file;
    file = null;
    if (own === null) return;
    await own.close().catch(() => {});
    await rm(temporary, { force: true }).catch(() => {});
  };
  /** After everything that was asked before. What fails once is removed, and fails from then on. */
  const inTurn = (work: (own: FileHandle) => Promise<void>): Promise<void> => {
    const mine = turn.then(async () => {
      if (file === null) throw saveFailure(path, null);
      try {
        await work(file);
      } catch (failure) {
        await remove();
        throw saveFailure(path, failure);
      }
    });
    turn = mine.catch(() => {});
    return mine;
  };

  return {
    write: (bytes) =>
      inTurn(async (own) => {
        for (let at = 0; at < bytes.length; ) at += (await own.write(bytes, at)).bytesWritten;
      }),
    end: () =>
      inTurn(async (own) => {
        // Some file systems tell only now that there was no room.
        await own.sync();
        await own.close();
        await rename(temporary, path);
        file = null;
      }),
    drop() {
      const mine = turn.then(remove);
      turn = mine;
      return mine;
    },
  };
}

/** Why an export was not saved: the file without its folder, and the code of the system. */
export function saveFailure(path: string, failure: unknown): HostError {
  const code = failure instanceof Error && "code" in failure ? String(failure.code) : "unknown";
  return new HostError(appError("saveFailed", { file: basename(path), reason: code }));
}
