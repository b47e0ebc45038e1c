// The blobs of the simulated page cannot be stored; those of Node can.
// @vitest-environment node
import { Dexie } from "dexie";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import type { FileIdentity } from "../../../shared/contract/host.ts";
import { emptyCase } from "../../../shared/testing/empty-case.ts";
import { CacheDatabase } from "./cache-database.ts";
import { type CaseCache, createCaseCache, type FinishedCase, openCaseCache } from "./case-cache.ts";
import { caseIdentity } from "./case-identity.ts";
import type { StorageEstimate } from "./quota.ts";

const ROOMY: StorageEstimate = async () => ({ quota: 1e10, usage: 0 });
const hash = (digit: string) => digit.repeat(64);
const file = (digit: string, bytes = 1000): FileIdentity => ({
  bytes,
  probe: hash(digit),
  sha256: hash(digit),
});

function fresh() {
  return { indexedDB: new IDBFactory(), IDBKeyRange };
}

async function finished(files: readonly FileIdentity[], sessions = 10): Promise<FinishedCase> {
  const identity = await caseIdentity(files, "1");
  if (identity.key === null) throw new Error("files of this test are hashed whole");
  const data = emptyCase(sessions);
  data.sessions.start.fill(7);
  return {
    identity: { ...identity, key: identity.key },
    files,
    sourceFiles: files.map((_, i) => i),
    data,
    zone: null,
    roles: {},
  };
}

describe("what tells cases apart", () => {
  test("the order of the files does not, their content and the version do", async () => {
    const [a, b, c] = [file("a"), file("b"), file("c")];
    const one = await caseIdentity([a, b], "1");
    expect(await caseIdentity([b, a], "1")).toEqual(one);
    for (const other of [
      await caseIdentity([a, c], "1"),
      await caseIdentity([a], "1"),
      await caseIdentity([a, b, b], "1"),
      await caseIdentity([a, b], "2"),
    ]) {
      expect(other.key).not.toBe(one.key);
      expect(other.probeKey).not.toBe(one.probeKey);
    }
  });

  test("without all hashes there is only the key of the probes", async () => {
    const whole = await caseIdentity([file("a"), file("b")], "1");
    const probed = await caseIdentity([file("a"), { ...file("b"), sha256: null }], "1");
    expect(probed).toEqual({ probeKey: whole.probeKey, key: null });
  });
});

describe("a case that was kept", () => {
  test("comes back exactly, also to another start of the program", async () => {
    const options = fresh();
    const kept = await finished([file("a"), file("b")]);
    const cache = createCaseCache(new CacheDatabase(options), ROOMY, { pieceBytes: 1000 });
    expect(await cache.mayKnow(2, 2000)).toBe(false);
    expect(await cache.keep(kept)).toBe("kept");
    const later = createCaseCache(new CacheDatabase(options), ROOMY);
    expect(await later.mayKnow(2, 2000)).toBe(true);
    const found = await later.find(kept.identity.probeKey);
    expect(found?.data).toStrictEqual(kept.data);
    expect(found?.entry).toMatchObject({ key: kept.identity.key, inputs: 2, inputBytes: 2000, complete: 1 });
    // Several pieces, or the test would show less than it says.
    expect(found?.entry.bytes).toBeGreaterThan(2000);
  });

  test("is gone when it is forgotten, and others stay", async () => {
    const database = new CacheDatabase(fresh());
    const cache = createCaseCache(database, ROOMY);
    const [a, b] = [await finished([file("a")]), await finished([file("b")])];
    await cache.keep(a);
    await cache.keep(b);
    await cache.forget(a.identity.probeKey);
    expect(await cache.find(a.identity.probeKey)).toBeNull();
    expect(await cache.find(b.identity.probeKey)).not.toBeNull();
    expect(await cache.forgetAll()).toBe(true);
    expect([await database.cases.count(), await database.frames.count()]).toEqual([0, 0]);
  });

  test("is a miss when its tables are lost or do not hold a case any more, and is removed", async () => {
    const database = new CacheDatabase(fresh());
    const cache = createCaseCache(database, ROOMY);
    for (const spoil of [
      (key: string) => database.frames.delete(key),
      (key: string) => database.frames.put({ key, bytes: new Blob([new Uint8Array(3)]) }),
      async (key: string) => {
        const frame = await database.frames.get(key);
        const bytes = new Uint8Array(await frame!.bytes.arrayBuffer());
        bytes.fill(0xff, 20, 60);
        await database.frames.put({ key, bytes: new Blob([bytes]) });
      },
    ]) {
      const kept = await finished([file("a")]);
      await cache.keep(kept);
      await spoil(kept.identity.key);
      expect(await cache.find(kept.identity.probeKey)).toBeNull();
      expect(await database.cases.count()).toBe(0);
    }
  });

  test("is not found before it is complete, and what was left unfinished is swept away", async () => {
    const database = new CacheDatabase(fresh());
    let now = 1e12;
    const cache = createCaseCache(database, ROOMY, { now: () => now });
    const kept = await finished([file("a")]);
    await cache.keep(kept);
    await database.cases.update(kept.identity.key, { complete: 0 });
    expect(await cache.find(kept.identity.probeKey)).toBeNull();
    await cache.sweep();
    expect(await database.cases.count()).toBe(1);
    now += 11 * 60_000;
    await cache.sweep();
    expect([await database.cases.count(), await database.frames.count()]).toEqual([0, 0]);
  });
});

describe("room", () => {
  const keepThree = async (cache: CaseCache, tick: () => void): Promise<readonly boolean[]> => {
    const all = [await finished([file("a")]), await finished([file("b")]), await finished([file("c")])];
    for (const each of all) {
      expect(await cache.keep(each)).toBe("kept");
      tick();
    }
    const found = await Promise.all(all.map((each) => cache.find(each.identity.probeKey)));
    return found.map((each) => each !== null);
  };

  test("the least recently used goes first", async () => {
    const one = (await createdSize()) + 100;
    let now = 1e12;
    const cache = createCaseCache(
      new CacheDatabase(fresh()),
      async () => ({ quota: one * 2 * 5, usage: 0 }),
      { now: () => now },
    );
    expect(await keepThree(cache, () => now++)).toEqual([false, true, true]);
  });

  test("what is not used for a month goes", async () => {
    let now = 1e12;
    const cache = createCaseCache(new CacheDatabase(fresh()), ROOMY, { now: () => now });
    const kept = await finished([file("a")]);
    await cache.keep(kept);
    now += 31 * 86_400_000;
    await cache.sweep();
    expect(await cache.find(kept.identity.probeKey)).toBeNull();
  });

  test("a case larger than all of it is not kept, and throws nobody else out", async () => {
    let quota = 1e10;
    const cache = createCaseCache(new CacheDatabase(fresh()), async () => ({ quota, usage: 0 }));
    const small = await finished([file("a")]);
    await cache.keep(small);
    quota = (await createdSize()) * 5 + 5000;
    expect(await cache.keep(await finished([file("b")], 10_000))).toBe("full");
    expect(await cache.find(small.identity.probeKey)).not.toBeNull();
  });

  test("a full disk is told, and leaves nothing half behind", async () => {
    const database = new CacheDatabase(fresh());
    database.frames.hook("creating", () => {
      throw new Dexie.QuotaExceededError("no room");
    });
    const cache = createCaseCache(database, ROOMY);
    expect(await cache.keep(await finished([file("a")]))).toBe("full");
    expect(await database.cases.count()).toBe(0);
  });
});

/** Bytes that the case of these tests takes. */
async function createdSize(): Promise<number> {
  const database = new CacheDatabase(fresh());
  await createCaseCache(database, ROOMY).keep(await finished([file("a")]));
  return (await database.cases.toArray())[0]!.bytes;
}

describe("a browser", () => {
  test("that refuses a database has no cache, which is no error", async () => {
    const refusing = {
      open: () => {
        throw new DOMException("no", "SecurityError");
      },
    } as unknown as IDBFactory;
    expect(await openCaseCache(new CacheDatabase({ indexedDB: refusing, IDBKeyRange }), ROOMY)).toBeNull();
  });

  test("that holds the cache of the version before starts with an empty one", async () => {
    const options = fresh();
    const before = new Dexie("logonscope-cache", options);
    before.version(1).stores({ cases: "&key, probeKey, usedAt", segments: "[key+seq]" });
    await before.open();
    await before.table("cases").put({ key: "x", probeKey: "y", usedAt: 1, complete: 1, bytes: 3 });
    await before.table("segments").put({ key: "x", seq: 0, bytes: new Uint8Array(3) });
    before.close();
    const database = new CacheDatabase(options);
    expect(await openCaseCache(database, ROOMY)).not.toBeNull();
    expect(await database.cases.count()).toBe(0);
    expect([...database.backendDB().objectStoreNames]).toEqual(["cases", "frames"]);
    database.close();
  });

  test("that holds the cache of a later version starts with an empty one", async () => {
    const options = fresh();
    const later = new Dexie("logonscope-cache", options);
    later.version(9).stores({ cases: "&key, other" });
    await later.open();
    await later.table("cases").put({ key: "x" });
    later.close();
    const database = new CacheDatabase(options);
    const cache = await openCaseCache(database, ROOMY);
    expect(cache?.renewed).toBe(true);
    expect(await database.cases.count()).toBe(0);
    const kept = await finished([file("a")]);
    expect(await cache?.keep(kept)).toBe("kept");
    database.close();
    expect((await openCaseCache(new CacheDatabase(options), ROOMY))?.renewed).toBe(false);
  });
});
