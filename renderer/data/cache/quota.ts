import type { CachedCase } from "./cache-database.ts";

/** Room of this origin as the browser sees it, in bytes. */
export interface StorageRoom {
  readonly quota: number;
  readonly usage: number;
}
export type StorageEstimate = () => Promise<StorageRoom>;

/** Never more than this, and never more than a fifth of what the browser offers. */
const MOST_BYTES = 2 * 1_073_741_824;
const SHARE = 0.2;
const OLDEST_MS = 30 * 86_400_000;
/** An entry that is unfinished for longer is what a closed window left behind; a younger one may be at work elsewhere. */
const WRITING_MS = 10 * 60_000;

export function cacheLimit({ quota }: StorageRoom): number {
  return Math.min(MOST_BYTES, quota * SHARE);
}

/** Keys of the entries that have to go: unfinished ones, old ones, and the least recently used above the limit. */
export function surplus(entries: readonly CachedCase[], now: number, limit: number): readonly string[] {
  const gone: string[] = [];
  let left = limit;
  const newestFirst = [...entries].sort((a, b) => b.usedAt - a.usedAt);
  for (const { key, complete, usedAt, bytes } of newestFirst) {
    left -= bytes;
    const longest = complete === 1 ? OLDEST_MS : WRITING_MS;
    if (now - usedAt > longest || left < 0) gone.push(key);
  }
  return gone;
}

/** Whether a failure of the database means that there is no more room. Dexie wraps the browser's own error. */
export function isFull(failure: unknown): boolean {
  for (let each: unknown = failure, depth = 0; each instanceof Object && depth < 4; depth++) {
    if ("name" in each && each.name === "QuotaExceededError") return true;
    each = "inner" in each ? each.inner : null;
  }
  return false;
}

/** What the browser tells about room; where it does not, 1 GB is assumed. */
export async function browserEstimate(): Promise<StorageRoom> {
  const room = await navigator.storage.estimate().catch(() => null);
  return { quota: room?.quota ?? 1_073_741_824, usage: room?.usage ?? 0 };
}
