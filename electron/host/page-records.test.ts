import { expect, test } from "vitest";
import { HostError } from "../../shared/contract/errors.ts";
import type { RecordsAsk } from "../../shared/contract/event-list.ts";
import type { JobNews, WorkerJob } from "../../shared/contract/worker-job.ts";
import type { CaseId, RecordsId } from "../../shared/types/units.ts";
import type { JobEnd, JobRunner } from "./job-runner.ts";
import { createPageRecords } from "./page-records.ts";

const ASK: RecordsAsk = {
  filter: "",
  shownFilter: "",
  zone: "UTC",
  from: Number.NaN,
  to: Number.NaN,
  recovered: false,
  format: "csv",
  aliases: null,
};
const FILE = { path: "/a.evtx", name: "a.evtx", folder: null, failure: null };
const CASE = "case" as CaseId;

/** Posts blocks as fast as they are taken; counts how many were. */
function runner(blocks: number, end: JobEnd<"records">) {
  const seen = { taken: 0, aborted: false };
  const fake: JobRunner = {
    async run<Job extends WorkerJob>(
      _job: Job,
      onNews: (news: JobNews) => void | Promise<void>,
      signal?: AbortSignal,
    ) {
      signal?.addEventListener("abort", () => {
        seen.aborted = true;
      });
      for (let at = 0; at < blocks && signal?.aborted !== true; at++) {
        await onNews({ type: "lines", bytes: Uint8Array.of(at) });
        seen.taken++;
      }
      return end as JobEnd<Job["kind"]>;
    },
    warm() {},
    close: async () => {},
  };
  return { fake, seen };
}
const done: JobEnd<"records"> = { ok: true, value: { sources: [], cancelled: false } };

async function all(records: ReturnType<typeof createPageRecords>, id: RecordsId): Promise<number[]> {
  const found: number[] = [];
  for (;;) {
    const block = await records.nextRecords(id);
    if (block === null) return found;
    found.push(block[0]!);
  }
}

test("blocks come in their order, each made when the one before was taken", async () => {
  const { fake, seen } = runner(20, done);
  const records = createPageRecords(fake, () => [FILE]);
  const id = await records.openRecords(CASE, ASK);
  await Promise.resolve();
  expect(seen.taken).toBe(0);
  expect((await records.nextRecords(id))![0]).toBe(0);
  await Promise.resolve();
  expect(seen.taken).toBeLessThanOrEqual(2);
  expect(await all(records, id)).toEqual(Array.from({ length: 19 }, (_, at) => at + 1));
  await expect(records.nextRecords(id)).rejects.toBeInstanceOf(HostError);
});

test("a page that stops, or is gone, ends the job", async () => {
  for (const how of ["stop", "close"] as const) {
    const { fake, seen } = runner(1000, done);
    const records = createPageRecords(fake, () => [FILE]);
    const id = await records.openRecords(CASE, ASK);
    await records.nextRecords(id);
    if (how === "stop") await records.closeRecords(id);
    else records.close();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(seen.aborted).toBe(true);
    expect(seen.taken).toBeLessThan(1000);
  }
});

test("a job that fails says why, after what it made", async () => {
  const { fake } = runner(2, { ok: false, error: { code: "outOfMemory", params: {} } });
  const records = createPageRecords(fake, () => [FILE]);
  const id = await records.openRecords(CASE, ASK);
  await expect(all(records, id)).rejects.toMatchObject({ error: { code: "outOfMemory" } });
});

test("a case that is not open, and one without logs at hand, are refused", async () => {
  const { fake } = runner(0, done);
  await expect(createPageRecords(fake, () => null).openRecords(CASE, ASK)).rejects.toMatchObject({
    error: { code: "caseUnknown" },
  });
  await expect(createPageRecords(fake, () => []).openRecords(CASE, ASK)).rejects.toMatchObject({
    error: { code: "recordUnreadable" },
  });
});
