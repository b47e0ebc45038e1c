import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

const NAME = "logonscope-archive.lock";
/** A run shows every so often that it lives; after the longer time it is taken for dead. */
const BEAT_MS = 20_000;
const DEAD_MS = 3 * 60_000;

export interface ArchiveLock {
  release(): Promise<void>;
}

/** Who holds an archive, as told to others. */
export interface LockHolder {
  readonly process: number;
  readonly machine: string;
  readonly since: string;
}

export type LockEnd =
  | { readonly type: "locked"; readonly lock: ArchiveLock }
  | { readonly type: "held"; readonly by: LockHolder | null };

/**
 * Takes an archive for one run: two at once would take the same records twice. A lock of a run that died is broken: its
 * process is gone (where that can be told, on this machine) or it has not shown itself for minutes. Rejects with the
 * system's error.
 */
export async function lockArchive(folder: string): Promise<LockEnd> {
  const path = join(folder, NAME);
  const own: LockHolder & { readonly id: string } = {
    process: process.pid,
    machine: hostname(),
    since: new Date().toISOString(),
    id: randomBytes(8).toString("hex"),
  };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = await open(path, "wx", 0o600);
      await file.writeFile(`${JSON.stringify(own)}\n`);
      await file.close();
      const beat = setInterval(() => {
        const now = new Date();
        utimes(path, now, now).catch(() => {});
      }, BEAT_MS);
      beat.unref();
      return {
        type: "locked",
        lock: {
          async release() {
            clearInterval(beat);
            if ((await readHolder(path))?.id === own.id) await rm(path, { force: true }).catch(() => {});
          },
        },
      };
    } catch (failure) {
      if (!(failure instanceof Error && "code" in failure && failure.code === "EEXIST")) throw failure;
    }
    const holder = await readHolder(path);
    if (!(await isDead(path, holder))) return { type: "held", by: holder };
    // Moved aside first: of two that break it only one succeeds, and neither removes the other's new lock.
    const aside = join(folder, `.${NAME}.${own.id}`);
    await rename(path, aside).catch(() => {});
    await rm(aside, { force: true }).catch(() => {});
  }
  return { type: "held", by: await readHolder(path) };
}

async function readHolder(path: string): Promise<(LockHolder & { readonly id: string }) | null> {
  try {
    const value: unknown = JSON.parse((await readFile(path, "utf8")).slice(0, 4096));
    if (typeof value !== "object" || value === null) return null;
    const { process: pid, machine, since, id } = value as Readonly<Record<string, unknown>>;
    const isHolder =
      Number.isSafeInteger(pid) &&
      typeof machine === "string" &&
      typeof since === "string" &&
      typeof id === "string";
    return isHolder
      ? { process: pid as number, machine: machine as string, since: since as string, id: id as string }
      : null;
  } catch {
    return null;
  }
}

async function isDead(path: string, holder: LockHolder | null): Promise<boolean> {
  if (holder !== null && holder.machine === hostname()) {
    try {
      process.kill(holder.process, 0);
    } catch (failure) {
      return failure instanceof Error && "code" in failure && failure.code === "ESRCH";
    }
  }
  const touched = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  return Date.now() - touched > DEAD_MS;
}
