import { randomBytes } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { open, rm, statfs } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Where files land that a page uploads: one private folder per start (0700, files 0600), emptied at the end. What a
 * killed start left behind is removed by the next one, because logs hold personal data.
 */
export interface Spool {
  /** Streams a body into a file. The file is gone again unless this resolves with its path. */
  receive(request: IncomingMessage): Promise<Received | "tooLarge" | "broken">;
  /** Removes the folder and all in it. */
  remove(): void;
}

export interface Received {
  readonly path: string;
  readonly bytes: number;
}

export interface SpoolOptions {
  /** Largest file, whatever the disk has. */
  readonly maxBytes?: number;
  /** Where the folder is made; the system's own place for temporary files unless a test says otherwise. */
  readonly parent?: string;
  /** Without a byte for so long, an upload is given up. */
  readonly idleMs?: number;
}

const MAX_BYTES = 64 * 1024 ** 3;
/** An upload must leave this much of the disk. */
const SPARE_BYTES = 512 * 1024 ** 2;
const IDLE_MS = 60_000;
const PREFIX = "logonscope-spool-";

export function createSpool({
  maxBytes = MAX_BYTES,
  parent = tmpdir(),
  idleMs = IDLE_MS,
}: SpoolOptions = {}): Spool {
  removeLeftovers(parent);
  // The name tells the next start whether its owner still lives.
  const folder = mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
  return {
    async receive(request) {
      const { bavail, bsize } = await statfs(folder);
      const limit = Math.min(maxBytes, bavail * bsize - SPARE_BYTES);
      if (Number(request.headers["content-length"] ?? 0) > limit) return "tooLarge";
      const path = join(folder, randomBytes(16).toString("hex"));
      const result = await receiveInto(path, request, limit, idleMs);
      if (typeof result === "string") await rm(path, { force: true });
      return result;
    },
    remove() {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
    },
  };
}

async function receiveInto(
  path: string,
  request: IncomingMessage,
  limit: number,
  idleMs: number,
): Promise<Received | "tooLarge" | "broken"> {
  const file = await open(path, "wx", 0o600);
  const idle = setTimeout(() => request.destroy(), idleMs);
  let bytes = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      idle.refresh();
      bytes += piece.length;
      if (bytes > limit) return "tooLarge";
      for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
    }
    // A page that goes away in the middle ends the body without ending the message.
    return request.complete ? { path, bytes } : "broken";
  } catch {
    return "broken";
  } finally {
    clearTimeout(idle);
    await file.close();
  }
}

function removeLeftovers(parent: string): void {
  let names: string[] = [];
  try {
    names = readdirSync(parent).filter((name) => name.startsWith(PREFIX));
  } catch {
    return;
  }
  for (const name of names) {
    const owner = Number(name.slice(PREFIX.length).split("-")[0]);
    const path = join(parent, name);
    try {
      const stat = lstatSync(path);
      // Others may make such names in a shared folder: only what is ours and a real folder is touched.
      const isOurs = stat.isDirectory() && (process.getuid === undefined || stat.uid === process.getuid());
      if (isOurs && Number.isSafeInteger(owner) && owner > 0 && !isAlive(owner))
        rmSync(path, { recursive: true });
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
