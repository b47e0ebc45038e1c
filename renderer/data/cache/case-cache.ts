import { decodeFrame, type FramePieces, framePieces } from "../../../shared/contract/frames.ts";
import { isCaseData } from "../../../shared/contract/guard-case.ts";
import type { FileIdentity } from "../../../shared/contract/host.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { bytesOf } from "../../../shared/types/join-bytes.ts";
import type { ChosenRoles } from "../role-choice.ts";
import type { CacheDatabase, CachedCase } from "./cache-database.ts";
import type { CaseIdentity } from "./case-identity.ts";
import { cacheLimit, isFull, type StorageEstimate, surplus } from "./quota.ts";

/** A case found in the cache. */
export interface KnownCase {
  readonly entry: CachedCase;
  readonly data: CaseData;
}

/** What is to be kept of a case that was read to its end. */
export interface FinishedCase {
  readonly identity: CaseIdentity & { readonly key: string };
  readonly files: readonly FileIdentity[];
  readonly sourceFiles: readonly number[];
  readonly data: CaseData;
  readonly zone: string | null;
  readonly roles: ChosenRoles;
}

/** `full`: this machine gives no more room. `failed`: the cache cannot be used at all. */
export type KeepResult = "kept" | "full" | "failed";

/**
 * Results of cases in IndexedDB, so that a case that was read before is on screen at once. Every failure is a miss:
 * nothing in here ever stops a case from being read.
 */
export interface CaseCache {
  /** What a later version of this program had kept was dropped when the cache was opened. */
  readonly renewed: boolean;
  /** Whether a case with files of these sizes may be known; spares a look at the files of a new one. */
  mayKnow(inputs: number, inputBytes: number): Promise<boolean>;
  find(probeKey: string): Promise<KnownCase | null>;
  keep(finished: FinishedCase): Promise<KeepResult>;
  /** Remembers the zone chosen for a case that is kept. */
  setZone(key: string, zone: string | null): Promise<void>;
  /** Remembers what the computers of a case that is kept are said to be. */
  setRoles(key: string, roles: ChosenRoles): Promise<void>;
  forget(probeKey: string): Promise<void>;
  /** Removes everything; false when that failed. */
  forgetAll(): Promise<boolean>;
  /** Removes what is unfinished, old, or above the limit. */
  sweep(): Promise<void>;
}

/** Versions of Dexie stand in the database times this. */
const DEXIE_STEP = 10;
/** Large enough to be quick, small enough that handing one to the browser does not hold the page for long. */
const PIECE_BYTES = 8 * 1_048_576;

export interface CacheOptions {
  readonly now?: () => number;
  readonly pieceBytes?: number;
  readonly renewed?: boolean;
}

export function createCaseCache(
  database: CacheDatabase,
  estimate: StorageEstimate,
  { now = Date.now, pieceBytes = PIECE_BYTES, renewed = false }: CacheOptions = {},
): CaseCache {
  const remove = (key: string) =>
    database.transaction("rw", database.cases, database.frames, async () => {
      await database.cases.delete(key);
      await database.frames.delete(key);
    });
  const sweep = async (room: number): Promise<void> => {
    const limit = cacheLimit(await estimate());
    for (const key of surplus(await database.cases.toArray(), now(), limit - room)) await remove(key);
  };
  const write = async (finished: FinishedCase, frame: FramePieces): Promise<void> => {
    const { identity, files } = finished;
    const bytes = bytesOf(frame);
    await sweep(bytes);
    await remove(identity.key);
    const entry: CachedCase = {
      key: identity.key,
      probeKey: identity.probeKey,
      complete: 0,
      usedAt: now(),
      savedAt: now(),
      bytes,
      inputBytes: files.reduce((sum, file) => sum + file.bytes, 0),
      inputs: files.length,
      files,
      sourceFiles: finished.sourceFiles,
      zone: finished.zone,
      roles: finished.roles,
    };
    await database.cases.put(entry);
    await database.frames.put({ key: entry.key, bytes: await inPieces(frame, pieceBytes) });
    // Forgotten meanwhile, maybe by another window: what was written must not stay behind.
    if ((await database.cases.update(entry.key, { complete: 1 })) === 0) await remove(entry.key);
  };

  return {
    renewed,
    async mayKnow(inputs, inputBytes) {
      try {
        const found = await database.cases.toArray();
        return found.some((entry) => entry.inputs === inputs && entry.inputBytes === inputBytes);
      } catch {
        return false;
      }
    },
    async find(probeKey) {
      try {
        const found = await database.cases.where("probeKey").equals(probeKey).toArray();
        const entry = found.find((each) => each.complete === 1);
        if (entry === undefined) return null;
        const data = await readTables(database, entry);
        if (data === null) {
          await remove(entry.key);
          return null;
        }
        // Nobody who waits for the case waits for that.
        void database.cases.update(entry.key, { usedAt: now() }).catch(() => 0);
        return { entry, data };
      } catch {
        return null;
      }
    },
    async keep(finished) {
      try {
        // What is written are the columns where they lie: nobody changes them, and a copy of a case takes as much again.
        const frame = framePieces(finished.data);
        const bytes = bytesOf(frame);
        if (bytes > cacheLimit(await estimate())) return "full";
        try {
          await write(finished, frame);
        } catch (failure) {
          if (!isFull(failure)) throw failure;
          // One more try with the oldest half gone: the browser's own estimate may have promised too much.
          const { usage } = await estimate();
          await sweep(Math.max(bytes, usage / 2));
          await write(finished, frame);
        }
        return "kept";
      } catch (failure) {
        await remove(finished.identity.key).catch(() => undefined);
        return isFull(failure) ? "full" : "failed";
      }
    },
    async setZone(key, zone) {
      await database.cases.update(key, { zone }).catch(() => 0);
    },
    async setRoles(key, roles) {
      await database.cases.update(key, { roles }).catch(() => 0);
    },
    async forget(probeKey) {
      const keys = await database.cases
        .where("probeKey")
        .equals(probeKey)
        .primaryKeys()
        .catch(() => []);
      for (const key of keys) await remove(key).catch(() => undefined);
    },
    async forgetAll() {
      try {
        await database.transaction("rw", database.cases, database.frames, async () => {
          await database.cases.clear();
          await database.frames.clear();
        });
        return true;
      } catch {
        return false;
      }
    },
    sweep: () => sweep(0).catch(() => undefined),
  };
}

/** A frame as a blob, handed over piece by piece with a pause after each, because the page stands still meanwhile. */
async function inPieces(frame: FramePieces, pieceBytes: number): Promise<Blob> {
  const pieces: Blob[] = [];
  let views: Uint8Array<ArrayBuffer>[] = [];
  let room = pieceBytes;
  for (const part of frame) {
    for (let at = 0; at < part.length; ) {
      const view = part.subarray(at, at + room) as Uint8Array<ArrayBuffer>;
      views.push(view);
      at += view.length;
      room -= view.length;
      if (room > 0) continue;
      pieces.push(new Blob(views));
      views = [];
      room = pieceBytes;
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return new Blob([...pieces, ...views]);
}

/** The tables of an entry; null when they are missing or do not have the shape of a case any more. */
async function readTables(database: CacheDatabase, entry: CachedCase): Promise<CaseData | null> {
  const kept = await database.frames.get(entry.key);
  if (kept === undefined || kept.bytes.size !== entry.bytes) return null;
  const frame = new Uint8Array(await kept.bytes.arrayBuffer());
  try {
    const data = decodeFrame(frame);
    return isCaseData(data) ? data : null;
  } catch {
    return null;
  }
}

/**
 * Opens the cache of this origin; null where the browser refuses one. A database of a later version of this program
 * is dropped and made anew, because all of it can be read from the logs again.
 */
export async function openCaseCache(
  database: CacheDatabase,
  estimate: StorageEstimate,
): Promise<CaseCache | null> {
  let renewed = false;
  try {
    await database.open();
    // Dexie opens a later version as well and only mends what it misses; what it holds may mean something else there.
    if (database.backendDB().version > database.verno * DEXIE_STEP) {
      await database.delete();
      await database.open();
      renewed = true;
    }
  } catch {
    return null;
  }
  const cache = createCaseCache(database, estimate, { renewed });
  void cache.sweep();
  return cache;
}
