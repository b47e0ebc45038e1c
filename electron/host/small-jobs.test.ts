import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { InputFile, JobNews, WorkerJob, WorkerModule } from "../../shared/contract/worker-job.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { JobRunner } from "./job-runner.ts";
import { createSmallJobRunner, SMALL_BYTES } from "./small-jobs.ts";

/** A worker's file that tells where and with what it was called. */
const source = `
import { threadId } from "node:worker_threads";
export async function runJob({ id, job, flags, ports }, send) {
  send({ id, news: { type: "progress", progress: 1 } }, []);
  if (job.files[0]?.name === "crash") throw new Error("boom");
  if (job.files[0]?.name === "signal") process.emit("logonscope-test");
  send({ id, end: { ok: true, value: { threadId, ports: ports.length, cancelled: Atomics.load(flags, 0) } } }, []);
}`;
const load = (): Promise<WorkerModule> => import(`data:text/javascript,${encodeURIComponent(source)}`);
const scratch = mkdtempSync(join(tmpdir(), "logonscope-small-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const HERE = { ok: true, value: { threadId: 0, ports: 0, cancelled: 0 } };
const ELSEWHERE = { ok: false, error: { code: "workerLost", message: "", data: {} } };

function start() {
  const other = { run: vi.fn(async () => ELSEWHERE), warm: vi.fn(), close: vi.fn(async () => {}) };
  const others = vi.fn(async () => other as unknown as JobRunner);
  return { runner: createSmallJobRunner({ load, others }), other, others };
}
function put(name: string, bytes: Uint8Array | string): InputFile {
  const path = join(scratch, name);
  writeFileSync(path, bytes);
  return { path, name, folder: null, failure: null };
}
const evtx = (name: string, size = 100): InputFile => {
  const file = put(name, "ElfFile\0");
  truncateSync(file.path, size);
  return file;
};
const open = (...files: InputFile[]): WorkerJob => ({
  kind: "openCase",
  files,
  settings: DEFAULT_SETTINGS,
  early: false,
});
const ignore = (): void => {};

afterEach(() => process.removeAllListeners("logonscope-test" as never));

test("a small log is read on this thread, and no other one is started", async () => {
  const { runner, others } = start();
  const news: JobNews[] = [];
  expect(await runner.run(open(evtx("a.evtx")), (each) => void news.push(each))).toEqual(HERE);
  expect(await runner.run({ kind: "info", files: [evtx("a.evtx")] }, ignore)).toEqual(HERE);
  expect(news).toEqual([{ type: "progress", progress: 1 }]);
  await runner.close();
  expect(others).not.toHaveBeenCalled();
});

test("what is large, slow, packed or unknown goes to a thread", async () => {
  const { runner, other, others } = start();
  const missing: InputFile = { path: join(scratch, "none"), name: "none", folder: null, failure: null };
  const jobs: WorkerJob[] = [
    open(evtx("large.evtx", SMALL_BYTES + 1)),
    open(evtx("half.evtx", SMALL_BYTES / 2 + 1), evtx("half2.evtx", SMALL_BYTES / 2)),
    open(put("a.zip", "PK\u0003\u0004")),
    open(put("a.xml", "<Events/>")),
    open({ ...evtx("dir"), path: scratch }),
    open(missing),
    open(...Array.from({ length: 65 }, () => evtx("a.evtx"))),
    { kind: "events", files: [evtx("a.evtx")], options: { all: true, recovered: false } },
    { kind: "record", path: evtx("a.evtx").path, offset: 0 },
  ];
  for (const job of jobs) expect(await runner.run(job, ignore)).toBe(ELSEWHERE);
  expect(other.run.mock.calls.map(([job]: unknown[]) => job)).toEqual(jobs);
  expect(others).toHaveBeenCalledTimes(1);
  await runner.close();
  expect(other.close).toHaveBeenCalledTimes(1);
});

test("exactly the limit is still small, and a file that failed before weighs nothing", async () => {
  const { runner } = start();
  const failed: InputFile = { path: "gone", name: "gone", folder: null, failure: "missing" };
  expect(await runner.run(open(evtx("limit.evtx", SMALL_BYTES), failed), ignore)).toEqual(HERE);
});

test("a signal that came while the job ran ends it as cancelled", async () => {
  const { runner } = start();
  const abort = new AbortController();
  // As a signal does: heard in the next turn of the loop.
  process.once("logonscope-test" as never, () => setImmediate(() => abort.abort()));
  expect(await runner.run(open({ ...evtx("b.evtx"), name: "signal" }), ignore, abort.signal)).toEqual({
    ok: "cancelled",
  });
  expect(await runner.run(open(evtx("b.evtx")), ignore, abort.signal)).toEqual({ ok: "cancelled" });
});

test("a listener that is gone cancels the job", async () => {
  const { runner } = start();
  const end = await runner.run(open(evtx("c.evtx")), () => {
    throw new Error("closed");
  });
  expect(end).toEqual({ ok: true, value: { threadId: 0, ports: 0, cancelled: 1 } });
});

test("a worker's file that fails is told as a lost worker, and after the end nothing runs", async () => {
  const { runner } = start();
  const end = await runner.run(open({ ...evtx("d.evtx"), name: "crash" }), ignore);
  expect(end).toMatchObject({ ok: false, error: { code: "workerLost" } });
  const missing = createSmallJobRunner({
    load: () => Promise.reject(new Error("no such file")),
    others: async () => Promise.reject(new Error("never asked")),
  });
  missing.warm();
  expect(await missing.run(open(evtx("d.evtx")), ignore)).toMatchObject({ error: { code: "workerLost" } });
  await runner.close();
  expect(await runner.run(open(evtx("d.evtx")), ignore)).toEqual({ ok: "cancelled" });
});
