import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FileRef, HostEvent } from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { emptyCase } from "../../shared/testing/empty-case.ts";
import type { CaseId, FileToken } from "../../shared/types/units.ts";
import { eventually } from "../../tests/eventually.ts";
import { createHostService, type HostService, type HostServiceOptions } from "./host-service.ts";

/*
 * A worker that reads nothing: a file named bad.* fails, slow.* waits for the flag, and the record job answers with
 * the path it was given, so that the way of paths and tokens can be seen.
 */
const source = `
import { parentPort } from "node:worker_threads";
const empty = ${JSON.stringify({ ...emptyCase(), sessions: null, failures: null })};
parentPort.on("message", ({ id, job, flags }) => {
  const end = (value) => parentPort.postMessage({ id, end: { ok: true, value } });
  if (job.kind === "record") return end({ xml: job.path + "@" + job.offset, record: {} });
  const sources = job.files.map((file, i) => ({ id: i, path: file.name,
    failure: file.failure ?? (file.name.includes("bad") ? "notALog" : null) }));
  if (job.kind !== "openCase") {
    parentPort.postMessage({ id, news: { type: "lines", bytes: new TextEncoder().encode(JSON.stringify(job.options ?? 0) + "\\n") } });
    return end({ sources, cancelled: false });
  }
  parentPort.postMessage({ id, news: { type: "progress", progress: { file: job.files[0]?.name } } });
  let cancelled = false;
  if (job.files.some((file) => file.name.includes("slow"))) {
    while (Atomics.load(flags, 0) === 0) Atomics.wait(flags, 1, 0, 5);
    cancelled = true;
  }
  end({ data: { ...empty, sources, settings: job.settings }, inputs: job.files.map((_, i) => i), cancelled });
});`;
const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`);

let folder = "";
let service: HostService;
const at = (name: string): string => join(folder, name);
const put = (name: string): string => {
  writeFileSync(at(name), "x");
  return at(name);
};
const start = (options: Partial<HostServiceOptions> = {}): HostService => {
  service = createHostService({
    workerUrl,
    demoFolder: at("demo"),
    private: false,
    configFolder: at("config"),
    ...options,
  });
  return service;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-service-test-"));
  mkdirSync(at("demo"));
  for (const name of ["demo/b.evtx", "demo/a.evtx", "demo/readme.txt"]) put(name);
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

type Case = { readonly id: CaseId; readonly events: readonly JobEvent[]; readonly last: JobEvent };
type Opener = Pick<HostService, "openCase">;
function open(host: Opener, files: readonly FileRef[], onStart?: (stop: () => void) => void): Promise<Case> {
  return new Promise((resolve) => {
    const events: JobEvent[] = [];
    let id = "" as CaseId;
    const stop = host.openCase(
      files.map(({ token }) => token),
      (event) => {
        events.push(event);
        if (event.type === "started") id = event.caseId;
        if (["done", "cancelled", "failed"].includes(event.type)) resolve({ id, events, last: event });
      },
    );
    onStart?.(stop);
  });
}

describe("a case of a page", () => {
  test("starts, tells how far it is, ends once, and names its files without their paths", async () => {
    const host = start();
    const files = await host.adoptPaths([put("Security.evtx"), put("System.evtx")]);
    const { events, last } = await open(host, files);
    expect(events.map(({ type }) => type)).toEqual(["started", "progress", "done"]);
    expect(last.type === "done" && last.data.sources.map(({ path }) => path)).toEqual([
      "Security.evtx",
      "System.evtx",
    ]);
    expect(JSON.stringify(events)).not.toContain(folder);
  });

  test("gives its records until it is closed", async () => {
    const host = start();
    const { id } = await open(host, await host.adoptPaths([put("a.evtx"), put("b.evtx")]));
    expect((await host.readRecord(id, 1, 4608)).xml).toBe(`${at("b.evtx")}@4608`);
    await expect(host.readRecord(id, 2, 0)).rejects.toMatchObject({ error: { code: "recordUnreadable" } });
    await host.closeCase(id);
    await expect(host.readRecord(id, 1, 0)).rejects.toMatchObject({ error: { code: "caseUnknown" } });
    await expect(host.readRecord("other" as CaseId, 0, 0)).rejects.toMatchObject({
      error: { code: "caseUnknown" },
    });
    // Closing twice is closing once.
    await host.closeCase(id);
  });

  test("known from before gives its records without being read, and only of files of this page", async () => {
    const host = start();
    const [a, b] = await host.adoptPaths([put("a.evtx"), put("b.evtx")]);
    const id = await host.attachCase([a!.token, b!.token], [b!.token, null, "guessed" as FileToken]);
    expect((await host.readRecord(id, 0, 4608)).xml).toBe(`${at("b.evtx")}@4608`);
    for (const source of [1, 2, 3])
      await expect(host.readRecord(id, source, 0)).rejects.toMatchObject({
        error: { code: "recordUnreadable" },
      });
    await host.closeCase(id);
    await expect(host.readRecord(id, 0, 4608)).rejects.toMatchObject({ error: { code: "caseUnknown" } });
  });

  test("without any log is a failure that names a file and the reason, and all of them in a list", async () => {
    const host = start();
    const { last } = await open(host, await host.adoptPaths([put("bad1.evtx"), put("bad2.evtx")]));
    expect(last).toMatchObject({
      type: "failed",
      error: { code: "noLog", params: { file: "bad1.evtx", reason: "notALog", files: 2 } },
      sources: [{ path: "bad1.evtx" }, { path: "bad2.evtx" }],
    });
    expect((await open(host, [])).last).toMatchObject({ type: "failed", error: { code: "noInput" } });
  });

  test("with one log among others is done", async () => {
    const host = start();
    const { last } = await open(host, await host.adoptPaths([put("bad.evtx"), put("good.evtx")]));
    expect(last.type).toBe("done");
  });

  test("is cancelled, and another runs beside it meanwhile", async () => {
    const host = start();
    const slow = await host.adoptPaths([put("slow.evtx")]);
    let stop = (): void => {};
    const running = open(host, slow, (given) => {
      stop = given;
    });
    expect((await open(host, await host.adoptPaths([put("good.evtx")]))).last.type).toBe("done");
    stop();
    // What had been read comes with it: the worker ended by itself and was not stopped.
    expect((await running).last).toMatchObject({ type: "cancelled", data: { partial: false } });
  });

  test("of forged tokens is a case of missing files", async () => {
    const host = start();
    const [file] = await host.adoptPaths([put("a.evtx")]);
    const forged = [{ ...file!, token: at("a.evtx") as FileToken }];
    expect((await open(host, forged)).last).toMatchObject({
      error: { code: "noLog", params: { reason: "missing" } },
    });
  });
});

describe("pages", () => {
  test("do not know each other's files and cases", async () => {
    const host = start();
    const [one, two] = [host.openPage(), host.openPage()];
    const files = await one.adoptPaths([put("a.evtx")]);
    const { id } = await open(one, files);
    expect((await open(two, files)).last.type).toBe("failed");
    await expect(two.readRecord(id, 0, 0)).rejects.toMatchObject({ error: { code: "caseUnknown" } });
  });

  test("that go take their jobs and uploads with them", async () => {
    const page = start().openPage();
    const upload = page.adoptTemporary(put("spool1"), "slow.evtx", 1);
    const running = open(page, [upload]);
    await eventually(async () => expect(await page.recent()).toEqual([]));
    page.close();
    expect((await running).last.type).toBe("cancelled");
    expect(existsSync(at("spool1"))).toBe(false);
  });

  test("keep an upload while a case uses it, and a minute longer", async () => {
    const page = start().openPage();
    const upload = page.adoptTemporary(put("spool1"), "a.evtx", 1);
    const first = await open(page, [upload]);
    vi.useFakeTimers();
    try {
      await page.closeCase(first.id);
      vi.useRealTimers();
      const second = await open(page, [upload]);
      expect(second.last.type).toBe("done");
      vi.useFakeTimers();
      await page.closeCase(second.id);
      expect(existsSync(at("spool1"))).toBe(true);
      vi.advanceTimersByTime(61_000);
      expect(existsSync(at("spool1"))).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test("get what the shell wants them to open, once they listen", async () => {
    const host = start();
    const file = put("a.evtx");
    await host.openFilesEvent([file]);
    await host.openDemoEvent();
    const news: HostEvent[] = [];
    const page = host.openPage();
    page.listen((event) => news.push(event));
    await eventually(() => expect(news).toHaveLength(2));
    const names = news.map((event) => event.type === "openFiles" && event.files.map(({ name }) => name));
    expect(names).toEqual([["a.evtx"], ["a.evtx (2)", "b.evtx"]]);
    await host.openFilesEvent([file]);
    expect(news).toHaveLength(3);
    host.command("find");
    expect(news.at(-1)).toEqual({ type: "command", command: "find" });
  });

  test("all get the files that a server was started with, but only once each", async () => {
    const host = start();
    await host.openFilesEvent([put("a.evtx")], { everyPage: true });
    for (const page of [host.openPage(), host.openPage()]) {
      const news: HostEvent[] = [];
      const stop = page.listen((event) => news.push(event));
      await eventually(() => expect(news).toHaveLength(1));
      stop();
      // The page had lost its connection and has it again.
      page.listen((event) => news.push(event));
      await page.recent();
      expect(news).toHaveLength(1);
    }
  });
});

describe("what a host can do", () => {
  test("depends on its shell, and what it cannot it refuses", async () => {
    const plain = start();
    expect((await plain.info()).capabilities).toEqual({
      pickFiles: false,
      saveFile: false,
      savePdf: false,
      recent: true,
      liveLog: false,
      keep: true,
      showSaved: false,
      pageState: false,
    });
    await expect(plain.pickFiles()).rejects.toMatchObject({ error: { code: "notAllowed" } });
    await expect(plain.beginSave("a.csv", "file")).rejects.toMatchObject({
      error: { code: "notAllowed" },
    });
    await plain.close();
    const native = start({
      private: true,
      platformCalls: {
        pickPaths: async () => [put("picked.evtx")],
        askWhere: async () => null,
        printPdf: async (html) => html,
        showFile: () => {},
        dragFile: async () => {},
        pageState: () => {},
      },
    });
    expect((await native.info()).capabilities).toEqual({
      pickFiles: true,
      saveFile: true,
      savePdf: true,
      recent: false,
      liveLog: false,
      keep: false,
      showSaved: true,
      pageState: true,
    });
    expect((await native.pickFiles()).map(({ name }) => name)).toEqual(["picked.evtx"]);
    expect(await native.beginSave("a.csv", "file")).toBeNull();
  });

  test("recent cases are those that were read from files of the user", async () => {
    const host = start();
    for (const name of ["good.evtx", "bad.evtx"]) await open(host, await host.adoptPaths([put(name)]));
    const page = host.openPage();
    await open(page, [page.adoptTemporary(put("spool"), "dropped.evtx", 1)]);
    const recent = await page.recent();
    expect(recent.map(({ names }) => names)).toEqual([["good.evtx"]]);
    const files = await page.recentFiles(recent[0]!.id);
    expect(files.map(({ name }) => name)).toEqual(["good.evtx"]);
    expect((await open(page, files)).last.type).toBe("done");
    await page.forgetRecent("all");
    expect(await host.recent()).toEqual([]);
  });

  test("the shell is told of recent cases, and may open and forget them", async () => {
    const told: unknown[] = [];
    const news: HostEvent[] = [];
    const host = start({
      onRecent: (change, cases) => told.push([change, ...cases.flatMap(({ paths }) => paths)]),
    });
    const page = host.openPage();
    page.listen((event) => news.push(event));
    await open(page, await page.adoptPaths([put("one.evtx")]));
    await open(page, await page.adoptPaths([put("two.evtx")]));
    const [, one] = await host.recent();
    // What pages are given knows of no path.
    expect(JSON.stringify(await page.recent())).not.toContain(folder);
    await host.openRecentEvent(one!.id);
    await host.openRecentEvent("no such case");
    host.showView(2);
    host.clearRecent();
    expect(news).toMatchObject([
      { type: "openFiles", files: [{ name: "one.evtx" }] },
      { type: "showView", view: 2 },
      { type: "recentChanged" },
    ]);
    expect(told).toEqual([
      ["opened", at("one.evtx")],
      ["opened", at("two.evtx"), at("one.evtx")],
      ["forgotten"],
    ]);
  });

  test("the shell is told what a page shows; a page that goes late does not wipe out the next one's", async () => {
    const told: unknown[] = [];
    const state = {
      language: "en",
      hasCase: true,
      canSave: true,
      views: [],
      work: null,
      done: null,
    } as const;
    const host = start({ platformCalls: { pageState: (shown) => told.push(shown?.hasCase ?? null) } });
    const before = host.openPage();
    await before.pageState(state);
    const after = host.openPage();
    await after.pageState({ ...state, hasCase: false });
    before.close();
    expect(told).toEqual([true, false]);
    after.close();
    expect(told).toEqual([true, false, null]);
  });

  test("a private start leaves nothing behind, and tells the shell of no case", async () => {
    const told: unknown[] = [];
    const host = start({ private: true, onRecent: (change) => told.push(change) });
    await open(host, await host.adoptPaths([put("good.evtx")]));
    expect([await host.recent(), told]).toEqual([[], []]);
    expect(existsSync(at("config"))).toBe(false);
  });

  test("the demo log is a file like any other", async () => {
    expect((await start().demoFiles()).map(({ name }) => name)).toEqual(["a.evtx", "b.evtx"]);
  });
});

describe("the command line", () => {
  test("opens paths and names sources as they were typed", async () => {
    const events: JobEvent[] = [];
    const end = await start().openCasePaths([put("a.evtx"), at("demo"), at("nowhere")], {
      onEvent: (event) => events.push(event),
    });
    expect(end.type === "done" && end.data.sources.map(({ path, failure }) => [path, failure])).toEqual([
      [at("a.evtx"), null],
      [at("demo/a.evtx"), null],
      [at("demo/b.evtx"), null],
      [at("demo/readme.txt"), null],
      [at("nowhere"), "missing"],
    ]);
    expect(events.map(({ type }) => type)).toEqual(["started", "progress", "done"]);
  });

  test("is interrupted by its signal", async () => {
    const abort = new AbortController();
    const end = start().openCasePaths([put("slow.evtx")], {
      signal: abort.signal,
      onEvent: ({ type }) => type === "progress" && abort.abort(),
    });
    expect((await end).type).toBe("cancelled");
    const late = await service.openCasePaths([at("slow.evtx")], { signal: abort.signal });
    expect(late).toEqual({ type: "cancelled", data: null });
  });

  test("streams lines and is told of the sources", async () => {
    const blocks: string[] = [];
    const end = await start().streamEvents([put("a.evtx")], { all: true, recovered: false }, (block) => {
      blocks.push(Buffer.from(block).toString("utf8"));
    });
    expect(blocks).toEqual(['{"all":true,"recovered":false}\n']);
    expect(end).toMatchObject({ ok: true, cancelled: false, sources: [{ path: at("a.evtx") }] });
    expect(await service.inspect([at("a.evtx")])).toMatchObject({
      ok: true,
      sources: [{ path: at("a.evtx") }],
    });
  });

  test("learns of a lost worker", async () => {
    const host = start({ workerUrl: new URL("data:text/javascript,process.exit(1)") });
    expect(await host.openCasePaths([put("a.evtx")])).toMatchObject({
      type: "failed",
      error: { code: "workerLost" },
    });
    expect(await host.inspect([at("a.evtx")])).toMatchObject({ ok: false, error: { code: "workerLost" } });
  });
});
