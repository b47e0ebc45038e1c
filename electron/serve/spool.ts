import { randomBytes } from "node:crypto";
import { open, rm, statfs } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { makePrivateFolder, removePrivateFolder } from "../host/private-folder.ts";

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

export function createSpool({ maxBytes = MAX_BYTES, parent, idleMs = IDLE_MS }: SpoolOptions = {}): Spool {
  const folder = makePrivateFolder("spool", parent);
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
      removePrivateFolder(folder);
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
