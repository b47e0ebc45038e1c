import { afterEach, expect, test, vi } from "vitest";
import type { JobNews, WorkerJob } from "../../shared/contract/worker-job.ts";
import { createJobRunner, type JobRunner, type RunnerOptions } from "./job-runner.ts";

/** A worker that does what the path of its job says: the lifecycle is tested without any reader. */
const source = `
import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", async ({ id, job, flags }) => {
  const end = (value) => parentPort.postMessage({ id, end: { ok: true, value } });
  const news = (n) => parentPort.postMessage({ id, news: { type: "progress", progress: n } });
  switch (job.path) {
    case "answer": return end(threadId);
    case "news": news(1); news(2); end(threadId); news(3); return;
    case "crash": throw new Error("boom");
    case "exit": process.exit(3);
    case "memory": { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); }
    case "polite": while (Atomics.load(flags, 0) === 0) Atomics.wait(flags, 1, 0, 5); return end("stopped");
    case "deaf": news(1); Atomics.wait(flags, 1, 0, 0.001); for (;;) { try { Atomics.wait(flags, 1, 99, 1000); } catch {} }
    case "lines": {
      let sent = 0;
      for (; sent < 100 && Atomics.load(flags, 0) === 0; sent++) {
        parentPort.postMessage({ id, news: { type: "lines", bytes: new Uint8Array(1) } });
        while (sent + 1 - Atomics.load(flags, 1) >= 8 && Atomics.load(flags, 0) === 0) {
          Atomics.wait(flags, 1, Atomics.load(flags, 1), 50);
        }
      }
      return end(sent);
    }
  }
});`;
const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(source)}`);

let runner: JobRunner | null = null;
const start = (options: Partial<RunnerOptions> = {}): JobRunner => {
  runner = createJobRunner({ workerUrl, ...options });
  return runner;
};
const job = (path: string): WorkerJob => ({ kind: "record", path, offset: 0 });
const ignore = (): void => {};

afterEach(async () => {
  await runner?.close();
  runner = null;
});

test("jobs one after another share one warm worker", async () => {
  const { run } = start();
  const first = await run(job("answer"), ignore);
  const second = await run(job("answer"), ignore);
  expect(first.ok).toBe(true);
  expect(second).toEqual(first);
});

test("threads for one job end with it, and a next job gets one of its own", async () => {
  const { run } = start({ isForOneJob: true });
  const first = await run(job("answer"), ignore);
  const second = await run(job("answer"), ignore);
  expect(first.ok).toBe(true);
  expect(second.ok).toBe(true);
  expect(second).not.toEqual(first);
});

test("two jobs at once run in two workers, and both end", async () => {
  const { run } = start();
  const abort = new AbortController();
  const long = run(job("polite"), ignore, abort.signal);
  const short = await run(job("answer"), ignore);
  expect(short.ok).toBe(true);
  abort.abort();
  expect(await long).toEqual({ ok: true, value: "stopped" });
});

test("more jobs than workers wait for their turn", async () => {
  const { run } = start({ maxWorkers: 1 });
  const abort = new AbortController();
  const long = run(job("polite"), ignore, abort.signal);
  const stopWaiting = new AbortController();
  const dropped = run(job("answer"), ignore, stopWaiting.signal);
  const waits = run(job("answer"), ignore);
  stopWaiting.abort();
  expect(await dropped).toEqual({ ok: "cancelled" });
  abort.abort();
  expect(await long).toEqual({ ok: true, value: "stopped" });
  expect((await waits).ok).toBe(true);
});

test("news come in order, and none after the end", async () => {
  const { run } = start();
  const seen: JobNews[] = [];
  await run(job("news"), (news) => void seen.push(news));
  await run(job("answer"), ignore);
  expect(seen.map((news) => news.type === "progress" && news.progress)).toEqual([1, 2]);
});

test.each([
  ["crash", "error"],
  ["exit", "exit"],
])("a worker lost by %s ends its job once, and the next job works", async (path, reason) => {
  const { run } = start();
  expect(await run(job(path), ignore)).toEqual({
    ok: false,
    error: { code: "workerLost", params: { reason } },
  });
  expect((await run(job("answer"), ignore)).ok).toBe(true);
});

test("a job that listens to the flag ends by itself and keeps its worker", async () => {
  const { run } = start({ graceMs: 3_600_000 });
  const before = await run(job("answer"), ignore);
  const abort = new AbortController();
  const running = run(job("polite"), ignore, abort.signal);
  abort.abort();
  expect(await running).toEqual({ ok: true, value: "stopped" });
  expect(await run(job("answer"), ignore)).toEqual(before);
});

test("a job that does not is stopped with its worker", async () => {
  const { run } = start({ graceMs: 100 });
  const abort = new AbortController();
  const running = run(job("deaf"), () => abort.abort(), abort.signal);
  expect(await running).toEqual({ ok: "cancelled" });
  expect((await run(job("answer"), ignore)).ok).toBe(true);
});

test("a worker that runs out of memory is an error of its job, not of the program", async () => {
  const { run } = start({ heapMb: 64 });
  expect(await run(job("memory"), ignore)).toMatchObject({
    ok: false,
    error: { code: "outOfMemory" },
  });
  expect((await run(job("answer"), ignore)).ok).toBe(true);
});

test("a slow reader slows the worker down instead of piling up lines", async () => {
  const { run } = start();
  let held = 0;
  let most = 0;
  const end = await run(job("lines"), async () => {
    held++;
    most = Math.max(most, held);
    await new Promise((resolve) => setTimeout(resolve, 1));
    held--;
  });
  expect(end).toEqual({ ok: true, value: 100 });
  expect(most).toBeLessThanOrEqual(8);
});

test("a reader that fails cancels the job", async () => {
  const { run } = start();
  const onNews = vi.fn(() => Promise.reject(new Error("closed pipe")));
  const end = await run(job("lines"), onNews);
  expect(end.ok).toBe(true);
  expect(onNews.mock.calls.length).toBeLessThan(100);
});

test("closing ends what runs, and nothing starts afterwards", async () => {
  const { run, close } = start();
  const running = run(job("deaf"), ignore);
  await close();
  expect(await running).toEqual({ ok: "cancelled" });
  expect(await run(job("answer"), ignore)).toEqual({ ok: "cancelled" });
});

test("a worker that cannot be started is an error of its job", async () => {
  const { run } = start({ workerUrl: new URL("file:///nowhere/worker.js") });
  expect(await run(job("answer"), ignore)).toMatchObject({ ok: false, error: { code: "workerLost" } });
});
