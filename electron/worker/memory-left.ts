import { readFileSync } from "node:fs";
import { freemem, totalmem } from "node:os";
import { nowMs } from "./clock.ts";

/*
 * Linux gives out more memory than there is and later kills who uses it; so do containers everywhere. A killed program
 * can say nothing, so reading stops before. Other systems answer with an error when there is no more, or slow down.
 */

/** What the rest of the program and the system need to go on. */
const SPARE_BYTES = 96 * 1024 * 1024;
/** What is hardly more than nothing is taken without a look: a small log can be read wherever the program runs. */
const LITTLE_BYTES = 16 * 1024 * 1024;
/** What is gone since a job began before it is stopped. */
const MUCH_BYTES = 48 * 1024 * 1024;
/** Looking takes about 50 microseconds. */
const LOOK_MS = 200;

export class OutOfMemory extends Error {
  readonly code = "ERR_MEMORY_ALLOCATION_FAILED";
}

/** Throws `OutOfMemory` when less than `bytes` and what must be spared is left. */
export function requireMemory(bytes: number, left: (() => number) | undefined = memoryLeft): void {
  if (bytes < LITTLE_BYTES) return;
  if (left() < bytes + SPARE_BYTES) throw new OutOfMemory("not enough memory");
}

/**
 * Looks now and then whether there is memory to go on with, first when some time has passed; cheap enough to be called
 * for every piece.
 */
export function memoryWatch(left: (() => number) | undefined = memoryLeft, now = nowMs): () => void {
  let looked = now();
  const atFirst = left();
  return () => {
    if (now() - looked < LOOK_MS) return;
    looked = now();
    // Where there was little from the start, a small log is read all the same.
    if (atFirst - left() >= MUCH_BYTES) requireMemory(LITTLE_BYTES, left);
  };
}

/** Bytes that this process can still get without being killed; infinite where that is not known. */
export function memoryLeft(): number {
  // Of a container or a service; without one it is 0, or far more than the machine has.
  const limit = process.constrainedMemory();
  const own = limit > 0 && limit < totalmem() ? limit - process.memoryUsage.rss() : Number.POSITIVE_INFINITY;
  return process.platform === "linux" ? Math.min(own, freemem() + swapLeft()) : own;
}

function swapLeft(): number {
  try {
    const found = /^SwapFree:\s+(\d+) kB$/m.exec(readFileSync("/proc/meminfo", "latin1"));
    return Number(found?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
