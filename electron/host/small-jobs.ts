import { setFlagsFromString } from "node:v8";
import { type AppError, appError } from "../../shared/contract/errors.ts";
import {
  FLAG_CANCEL,
  FLAG_COUNT,
  type JobNews,
  type JobOutcomes,
  type WorkerJob,
  type WorkerModule,
} from "../../shared/contract/worker-job.ts";
import { evtxSize } from "./evtx-file.ts";
import type { JobEnd, JobRunner } from "./job-runner.ts";

/*
 * A program that does one job and ends, as the command line does, loses more time by starting a thread than a small log
 * takes to read. Such a job runs on the program's own thread. A signal that comes meanwhile is heard when it is over,
 * so only what is read in a fraction of a second is taken: a few .evtx logs. Archives, which may hold anything, text
 * exports, which are read more slowly, and everything larger get a thread.
 */
export const SMALL_BYTES = 32 * 1024 * 1024;
const SMALL_FILES = 64;

/**
 * So short a job is over before code that V8 optimises at length has earned its cost: it is optimised sooner, by another
 * thread, in smaller pieces, and not in the middle of a loop. Thirty megabytes take all threads together a quarter less
 * than with V8's own settings, and this one a fifth less than with later optimising. Of another version neither the names
 * nor the worth of these settings are known.
 */
const V8_SETTINGS = [
  "--interrupt-budget=40000",
  "--max-inlined-bytecode-size-cumulative=100",
  "--no-use-osr",
];
const V8_VERSION = "11.3.";

export interface SmallJobsOptions {
  /** Loads the worker's file into this thread. */
  readonly load: () => WorkerModule | Promise<WorkerModule>;
  /** Starts the runner for all other jobs; asked for once, with the first of them. */
  readonly others: () => Promise<JobRunner>;
}

/** Runs small jobs on this thread and passes all others on. */
export function createSmallJobRunner({ load: loadWorker, others }: SmallJobsOptions): JobRunner {
  let worker: Promise<WorkerModule> | null = null;
  let started: Promise<JobRunner> | null = null;
  let closed = false;
  const load = (): Promise<WorkerModule> => {
    worker ??= (async () => await loadWorker())();
    return worker;
  };
  return {
    async run(job, onNews, signal) {
      const isOver = (): boolean => closed || signal?.aborted === true;
      if (isOver()) return { ok: "cancelled" };
      if (isSmallJob(job)) {
        const module = await load().catch(() => null);
        if (module === null) return lost("start");
        // Whoever gave up while the code was loaded is not kept waiting.
        if (isOver()) return { ok: "cancelled" };
        if (process.versions.v8.startsWith(V8_VERSION)) V8_SETTINGS.forEach(setFlagsFromString);
        const end = await runHere(module, job, onNews).catch(() => lost("error"));
        // One turn of the loop, in which a signal that came meanwhile is heard.
        await new Promise(setImmediate);
        return isOver() ? { ok: "cancelled" } : end;
      }
      started ??= others();
      return (await started).run(job, onNews, signal);
    },
    warm() {
      // A file that is missing has somebody to tell once a job needs it.
      load().catch(() => {});
    },
    async close() {
      closed = true;
      await (await started)?.close();
    },
  };
}

function lost(reason: string): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: appError("workerLost", { reason }) };
}

async function runHere<Job extends WorkerJob>(
  { runJob }: WorkerModule,
  job: Job,
  onNews: (news: JobNews) => void | Promise<void>,
): Promise<JobEnd<Job["kind"]>> {
  const flags = new Int32Array(new SharedArrayBuffer(FLAG_COUNT * Int32Array.BYTES_PER_ELEMENT));
  // Whoever listens is gone: the job has no reader any more.
  const stop = (): void => void Atomics.store(flags, FLAG_CANCEL, 1);
  let end: JobEnd<keyof JobOutcomes> = lost("exit");
  await runJob({ id: 0, job, flags, ports: [], helpIsNear: false }, (message) => {
    if ("end" in message) end = message.end;
    else if ("news" in message) {
      try {
        Promise.resolve(onNews(message.news)).catch(stop);
      } catch {
        stop();
      }
    }
  });
  // A job is answered with the outcome of its kind.
  return end as JobEnd<Job["kind"]>;
}

function isSmallJob(job: WorkerJob): boolean {
  if (job.kind !== "openCase" && job.kind !== "info") return false;
  if (job.files.length > SMALL_FILES) return false;
  let bytes = 0;
  for (const file of job.files) {
    const size = file.failure === null ? evtxSize(file.path) : 0;
    if (size < 0) return false;
    bytes += size;
  }
  return bytes <= SMALL_BYTES;
}
