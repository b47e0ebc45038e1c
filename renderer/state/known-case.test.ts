import { Blob as NodeBlob } from "node:buffer";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { FileIdentity, FileRef } from "../../shared/contract/host.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { FileToken } from "../../shared/types/units.ts";
import { eventually } from "../../tests/eventually.ts";
import { CacheDatabase } from "../data/cache/cache-database.ts";
import { createCaseCache } from "../data/cache/case-cache.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { createApp } from "./app.ts";
import { setFilter, setRole, setZone } from "./commands.ts";
import { closeCase, forgetEverything, forgetRecent, openFiles, readAgain } from "./open-commands.ts";

// The blobs of the simulated page cannot be stored.
beforeEach(() => void vi.stubGlobal("Blob", NodeBlob));

const sample = sampleCase("normal");
const FILES: readonly FileRef[] = ["Security.evtx", "System.evtx"].map((name, i) => ({
  token: `t${i}` as FileToken,
  name,
  bytes: 1000,
}));

/** A page with a cache, over a disk whose files are told apart by the content given here. */
function page(options: { readonly content?: Record<string, string>; readonly large?: boolean } = {}) {
  const content: Record<string, string> = { t0: "a", t1: "b", ...options.content };
  const data: CaseData = {
    ...sample,
    partial: false,
    sources: FILES.map((file, id) => ({
      ...sample.sources[0]!,
      id,
      path: file.name,
      failure: null,
      sha256: (content[file.token] ?? "").repeat(64),
    })),
  };
  const host = createMemoryHost({ data: () => data });
  const identityOf = (token: FileToken, full: boolean): FileIdentity | null => {
    const text = content[token];
    if (text === undefined) return null;
    // A change in the middle of a large file is not seen by its probe.
    const probe = (options.large ? text[0]! : text).repeat(64).slice(0, 64);
    return { bytes: 1000, probe, sha256: full || !options.large ? text.repeat(64).slice(0, 64) : null };
  };
  host.identify = async (tokens, full) => tokens.map((token) => identityOf(token, full));
  const attached: (readonly (FileToken | null)[])[] = [];
  host.attachCase = async (_, sources) => {
    attached.push(sources);
    return "case-9" as never;
  };
  const database = new CacheDatabase({ indexedDB: new IDBFactory(), IDBKeyRange });
  const cache = createCaseCache(database, async () => ({ quota: 1e9, usage: 0 }));
  const app = createApp(host, null, { cache, notes: null });
  const settled = (from: string) =>
    eventually(() => expect(app.job.get()).toMatchObject({ phase: "done", from }));
  const kept = (count: number) =>
    eventually(async () => expect(await database.cases.filter((e) => e.complete === 1).count()).toBe(count));
  /** Where the results on screen came from, in their order. */
  const origins: string[] = [];
  app.job.subscribe(() => {
    const job = app.job.get();
    if (job.phase === "done") origins.push(job.from);
  });
  return { app, host, content, attached, database, settled, kept, data, origins };
}

describe("a case that was read before", () => {
  test("is on screen without being read, and its records can be", async () => {
    const { app, host, attached, settled, kept, data } = page();
    openFiles(app, FILES);
    await settled("read");
    await kept(1);
    closeCase(app);
    // Other order, other names: the files are the same.
    openFiles(app, [
      { ...FILES[1]!, name: "x.evtx" },
      { ...FILES[0]!, name: "y.evtx" },
    ]);
    await settled("kept");
    expect(host.opened).toHaveLength(1);
    expect(app.dataset.get().data).toStrictEqual(data);
    expect(app.job.get()).toMatchObject({ caseId: "case-9" });
    expect(attached).toEqual([["t0", "t1"]]);
  });

  test("is read when a file has changed, or another has joined", async () => {
    const { app, host, content, settled, kept } = page();
    openFiles(app, FILES);
    await kept(1);
    content.t1 = "c";
    openFiles(app, FILES);
    await settled("read");
    openFiles(app, FILES.slice(0, 1));
    await settled("read");
    expect(host.opened).toHaveLength(3);
  });

  test("is read again when that is asked for", async () => {
    const { app, host, settled, kept } = page();
    openFiles(app, FILES);
    await kept(1);
    openFiles(app, FILES);
    await settled("kept");
    setFilter(app, "user:anna");
    readAgain(app);
    await settled("read");
    expect(host.opened).toHaveLength(2);
    expect(app.view.get().filter).toBe("user:anna");
  });

  test("with large files is shown while they are compared, and stays if they are the same", async () => {
    const { app, host, settled, kept, content, origins } = page({ large: true });
    openFiles(app, FILES);
    await kept(1);
    openFiles(app, FILES);
    await settled("kept");
    expect(host.opened).toHaveLength(1);
    // The same probe, but not the same file.
    content.t0 = "ax";
    // What is asked of it while it is compared stays asked when it is read.
    app.job.subscribe(() => {
      if (origins.at(-1) === "checking") setFilter(app, "user:anna");
    });
    openFiles(app, FILES);
    await eventually(() => expect(host.opened).toHaveLength(2));
    expect(app.view.get().filter).toBe("user:anna");
    await settled("read");
    expect(origins).toEqual(["read", "checking", "kept", "checking", "read"]);
    expect(app.desk.get().toast?.text).toMatch(/has changed/);
  });

  test("keeps the zone that was chosen for it", async () => {
    const { app, settled, kept } = page();
    openFiles(app, FILES);
    await kept(1);
    setZone(app, "Asia/Tokyo");
    closeCase(app);
    openFiles(app, FILES);
    await settled("kept");
    expect(app.view.get().zone).toBe("Asia/Tokyo");
    setZone(app, null);
    openFiles(app, FILES);
    await settled("kept");
    expect(app.view.get().zone).toBeNull();
  });

  test("keeps what its computers are said to be", async () => {
    const { app, settled, kept } = page();
    openFiles(app, FILES);
    setRole(app, "dc1", "domainController");
    await kept(1);
    setRole(app, "pc1", "workstation");
    closeCase(app);
    openFiles(app, FILES);
    await settled("kept");
    expect(app.view.get().roles).toEqual({ dc1: "domainController", pc1: "workstation" });
    setRole(app, "dc1", null);
    closeCase(app);
    openFiles(app, FILES);
    await settled("kept");
    expect(app.view.get().roles).toEqual({ pc1: "workstation" });
  });

  test("is forgotten with its entry in the list, or with all of them", async () => {
    const { app, host, database, kept } = page();
    host.recentFiles = async () => FILES;
    for (const forget of [() => forgetRecent(app, "a"), () => forgetEverything(app)]) {
      openFiles(app, FILES, { fresh: true });
      await kept(1);
      await forget();
      expect(await database.cases.count()).toBe(0);
    }
  });

  test("looking for it can be cancelled", async () => {
    const { app, host } = page();
    openFiles(app, FILES);
    app.stop?.();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(app.job.get().phase).toBe("cancelled");
    expect(host.opened).toHaveLength(0);
  });
});

describe("what is not kept", () => {
  test("a partial result, and one of files that cannot be told apart", async () => {
    const { app, host, database, settled, content } = page();
    delete content.t1;
    openFiles(app, FILES);
    await settled("read");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await database.cases.count()).toBe(0);
    expect(host.opened).toHaveLength(1);
  });
});
