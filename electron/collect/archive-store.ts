import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  ARCHIVE_HEADER,
  ARCHIVE_INDEX,
  type ArchiveEntry,
  type ArchiveFile,
  type ArchiveIndex,
  MAX_ARCHIVE_BYTES,
  parseArchiveIndex,
} from "../../shared/types/archive.ts";
import type { LiveChannelId } from "../../shared/types/live-channels.ts";
import type { HostStore, PulledLog } from "../host/live-collector.ts";
import { type LockHolder, lockArchive } from "./archive-lock.ts";
import { logName, stamp } from "./collector-names.ts";
import { folderOf } from "./hosts.ts";
import { takeFile } from "./take-file.ts";

/** Less than this holds no event. */
const MIN_UNFINISHED = 100;

/** A store whose index and files stay, see `shared/types/archive.ts`. */
export interface ArchiveStore extends HostStore {
  close(): Promise<void>;
}

export type ArchiveOpened =
  | { readonly type: "opened"; readonly store: ArchiveStore }
  | { readonly type: "held"; readonly by: LockHolder | null }
  /** A file of that name that is no index, or one too large. */
  | { readonly type: "notAnArchive" };

/**
 * Opens an archive folder for one run, or makes it. Every file stands in its place, on the disk, before the index names
 * it, and a line of the index is on the disk before the next file is asked for. Rejects with the system's error.
 */
export async function openArchive(
  folder: string,
  now: () => number,
  onTaken: (path: string, entry: ArchiveFile) => Promise<void>,
): Promise<ArchiveOpened> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const locked = await lockArchive(folder);
  if (locked.type === "held") return locked;
  const { lock } = locked;
  try {
    const index = await readIndex(folder);
    if (index === "other") {
      await lock.release();
      return { type: "notAnArchive" };
    }
    const way = join(folder, ".incoming");
    await keepUnfinished(folder, way);
    await mkdir(way, { recursive: true, mode: 0o700 });
    const store = archiveStore(folder, way, index, now, onTaken);
    const close = async (): Promise<void> => {
      await rm(way, { recursive: true, force: true }).catch(() => {});
      await lock.release();
    };
    return { type: "opened", store: { ...store, close } };
  } catch (failure) {
    await lock.release();
    throw failure;
  }
}

/**
 * What a run that was killed had read so far. Its records are asked for again, yet by then the log may have lost them; the
 * file has no end, which opening it tells.
 */
async function keepUnfinished(folder: string, way: string): Promise<void> {
  const names = await readdir(way).catch(() => []);
  for (const name of names) {
    const { size } = await stat(join(way, name));
    if (size < MIN_UNFINISHED) await rm(join(way, name), { force: true });
    else {
      await mkdir(join(folder, "unfinished"), { recursive: true, mode: 0o700 });
      await rename(join(way, name), join(folder, "unfinished", name.replace(/\.part$/, ".xml")));
    }
  }
}

/** The index of a folder; null where there is none yet. */
export async function readIndex(folder: string): Promise<ArchiveIndex | "other" | null> {
  const path = join(folder, ARCHIVE_INDEX);
  const size = await stat(path).then(
    (found) => found.size,
    (failure: unknown) => {
      if (failure instanceof Error && "code" in failure && failure.code === "ENOENT") return null;
      throw failure;
    },
  );
  if (size === null) return null;
  if (size > MAX_ARCHIVE_BYTES) return "other";
  return parseArchiveIndex(await readFile(path, "utf8")) ?? "other";
}

function archiveStore(
  folder: string,
  way: string,
  index: ArchiveIndex | null,
  now: () => number,
  onTaken: (path: string, entry: ArchiveFile) => Promise<void>,
): HostStore {
  const run = `${stamp(now())}-${randomBytes(3).toString("hex")}`;
  const path = join(folder, ARCHIVE_INDEX);
  const newest = new Map<string, ArchiveFile>();
  for (const entry of index?.entries ?? []) if (entry.type === "file") newest.set(keyOf(entry), entry);
  let isBegun = index !== null;
  /** One line after the other, whichever computer it is of. */
  let last: Promise<void> = Promise.resolve();

  const write = async (entry: ArchiveEntry): Promise<void> => {
    const file = await open(path, "a", 0o600);
    try {
      // The line break comes first: a line cut off by a power failure then spoils itself only.
      const head = isBegun ? "" : ARCHIVE_HEADER;
      await file.appendFile(`${head}\n${JSON.stringify(entry)}`);
      await file.sync();
      isBegun = true;
    } finally {
      await file.close();
    }
  };
  const append = (entry: ArchiveEntry): Promise<void> => {
    const turn = last.then(() => write(entry));
    last = turn.catch(() => {});
    return turn;
  };

  return {
    folder: way,
    mark(host, channel) {
      const known = newest.get(keyOf({ asked: host, channel }));
      if (known === undefined) return null;
      return { recordId: BigInt(known.lastRecord), time: known.to, computer: known.computer };
    },
    async take(log) {
      const own = folderOf(log.computer);
      await mkdir(join(folder, own), { recursive: true, mode: 0o700 });
      const name = `${logName(log.channel)}-${stamp(log.began)}-${randomBytes(2).toString("hex")}.xml`;
      await takeFile(log.path, join(folder, own, name));
      const entry = fileEntry(run, log, `${own}/${name}`);
      await append(entry);
      newest.set(keyOf(entry), entry);
      await onTaken(join(folder, own, name), entry);
    },
    async looked(host, channel, at) {
      const known = newest.get(keyOf({ asked: host, channel }));
      if (known === undefined) return;
      const { computer, lastRecord } = known;
      await append({ type: "nothingNew", run, asked: host, computer, channel, lastRecord, at: iso(at) });
    },
    async missed(host, channel, { code, params }, at) {
      const exit = typeof params.exit === "number" ? params.exit : null;
      await append({ type: "failed", run, asked: host, channel, at: iso(at), code, exit });
    },
  };
}

function fileEntry(run: string, log: PulledLog, file: string): ArchiveFile {
  return {
    type: "file",
    run,
    asked: log.host,
    computer: log.computer,
    channel: log.channel,
    file,
    bytes: log.bytes,
    sha256: log.sha256,
    records: log.records,
    firstRecord: String(log.first.recordId),
    lastRecord: String(log.last.recordId),
    from: log.first.time,
    to: log.last.time,
    began: iso(log.began),
    ended: iso(log.ended),
    whole: log.whole,
    partial: log.partial,
    join: log.join,
  };
}

function keyOf({ asked, channel }: { readonly asked: string; readonly channel: LiveChannelId }): string {
  return `${channel} ${asked.toLowerCase()}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
