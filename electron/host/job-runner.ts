import { availableParallelism, totalmem } from "node:os";
import { type MessagePort, Worker, type WorkerOptions } from "node:worker_threads";
import { type AppError, appError, type Result } from "../../shared/contract/errors.ts";
import { isOutOfMemory } from "../../shared/contract/out-of-memory.ts";
import {
  FLAG_CANCEL,
  FLAG_COUNT,
  FLAG_TAKEN,
  type JobNews,
  type JobOutcomes,
  MAX_HELPERS,
  type RunMessage,
  THREAD_MARK,
  type WorkerJob,
  type WorkerMessage,
} from "../../shared/contract/worker-job.ts";

import { createHelperPool, type JobHelp } from "./helper-pool.ts";

/** How a job ended; `cancelled` is told only when the worker had to be stopped and nothing is left of its work. */
export type JobEnd<Kind extends keyof JobOutcomes> = Result<JobOutcomes[Kind]> | { readonly ok: "cancelled" };

export interface JobRunner {
  /**
   * Runs a job in a worker and resolves exactly once, never rejects. After `signal` fires the job gets two seconds to
   * end with what it has; then its worker is stopped. No news comes after the end.
   */
  run<Job extends WorkerJob>(
    job: Job,
    onNews: (news: JobNews) => void | Promise<void>,
    signal?: AbortSignal,
  ): Promise<JobEnd<Job["kind"]>>;
  /**
   * Starts a worker before there is a job for it, because its start takes as long as reading a small log; and, where
   * many jobs or large ones are to come, the threads that help.
   */
  warm(options?: { readonly helpers: boolean }): void;
  /** Stops everything; running jobs end as cancelled. */
  close(): Promise<void>;
}

export interface RunnerOptions {
  readonly workerUrl: URL;
  /** Workers at the same time; more jobs wait for their turn. */
  readonly maxWorkers?: number;
  /** How long a cancelled job may take to end by itself. */
  readonly graceMs?: number;
  /** JavaScript heap of a worker in MB. */
  readonly heapMb?: number;
  /** Threads that help a job to read, besides its own. */
  readonly helpers?: number;
  /** Threads end with their job and give their memory back; else one is kept warm for the next job. */
  readonly isForOneJob?: boolean;
}

/** A worker and the job it is busy with. */
interface Slot {
  readonly worker: Worker;
  running: RunningJob | null;
}

interface RunningJob {
  readonly id: number;
  readonly job: WorkerJob;
  readonly flags: Int32Array<SharedArrayBuffer>;
  readonly onNews: (news: JobNews) => void | Promise<void>;
  readonly finish: (end: JobEnd<keyof JobOutcomes>) => void;
  grace: NodeJS.Timeout | null;
  /** Settles when all blocks so far were taken. */
  turn: Promise<void>;
  /** For jobs that read much. */
  readonly help: JobHelp | null;
}

/** A few jobs beside a long one: a record for the detail pane, a second case. */
const MAX_WORKERS = 4;
const GRACE_MS = 2000;

export function createJobRunner({
  workerUrl,
  maxWorkers = MAX_WORKERS,
  graceMs = GRACE_MS,
  heapMb = heapLimit(),
  helpers = Math.min(MAX_HELPERS, availableParallelism() - 1),
  isForOneJob = false,
}: RunnerOptions): JobRunner {
  const workerOptions: WorkerOptions = {
    name: "logonscope",
    // Columns lie outside this heap; strings of a case inside. An overrun ends the worker, not the program.
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // Nothing of the host's environment is of use to a reader of logs.
    env: { [THREAD_MARK]: "1" },
    stdin: false,
  };
  const pool = createHelperPool({ workerUrl, workerOptions, helpers, graceMs, isForOneJob });
  const slots = new Set<Slot>();
  const waiting: RunningJob[] = [];
  let lastId = 0;
  let closed = false;

  const startSlot = (): Slot => {
    const worker = new Worker(workerUrl, workerOptions);
    const slot: Slot = { worker, running: null };
    slots.add(slot);
    // A warm worker must not keep the program alive; a busy one does.
    worker.unref();
    worker.on("message", (message: WorkerMessage) => onMessage(slot, message));
    worker.on("messageerror", () => lose(slot, appError("workerLost", { reason: "message" })));
    worker.on("error", (failure: unknown) =>
      lose(
        slot,
        isOutOfMemory(failure) ? appError("outOfMemory") : appError("workerLost", { reason: "error" }),
      ),
    );
    worker.on("exit", () => lose(slot, appError("workerLost", { reason: "exit" })));
    return slot;
  };

  const onMessage = (slot: Slot, message: WorkerMessage): void => {
    const { running } = slot;
    if (running === null || !("id" in message) || message.id !== running.id) return;
    if ("help" in message) {
      running.help?.call(message.help);
      return;
    }
    if ("end" in message) {
      release(slot);
      running.finish(message.end);
      next();
      return;
    }
    void takeNews(slot, running, message.news);
  };

  const takeNews = async (slot: Slot, running: RunningJob, news: JobNews): Promise<void> => {
    const isBlock = news.type === "lines" || news.type === "paired";
    const before = running.turn;
    let end = (): void => {};
    if (isBlock)
      running.turn = new Promise((done) => {
        end = done;
      });
    try {
      await running.onNews(news);
    } catch {
      // Who listens is gone (a closed pipe, a lost page): the job has no reader any more.
      cancel(slot, running);
    }
    if (isBlock) {
      // Blocks count in their order: memory of what is taken is written again.
      await before;
      end();
      Atomics.add(running.flags, FLAG_TAKEN, 1);
      Atomics.notify(running.flags, FLAG_TAKEN);
    }
  };

  const release = (slot: Slot): void => {
    if (slot.running?.grace) clearTimeout(slot.running.grace);
    slot.running?.help?.end();
    slot.running = null;
    slot.worker.unref();
  };

  /** The worker is gone or no longer to be trusted: its job ends, and the next one gets a fresh worker. */
  const lose = (slot: Slot, error: AppError): void => {
    if (!slots.delete(slot)) return;
    const { running } = slot;
    release(slot);
    void slot.worker.terminate();
    if (running !== null) {
      const wasCancelled = Atomics.load(running.flags, FLAG_CANCEL) === 1;
      running.finish(wasCancelled ? { ok: "cancelled" } : { ok: false, error });
    }
    next();
  };

  const next = (): void => {
    while (waiting.length > 0 && !closed) {
      let slot = [...slots].find((each) => each.running === null);
      if (slot === undefined && slots.size >= maxWorkers) return;
      const job = waiting.shift()!;
      try {
        slot ??= startSlot();
        slot.running = job;
        slot.worker.ref();
        const ports = job.help?.ports ?? [];
        const message: RunMessage<MessagePort> = {
          id: job.id,
          job: job.job,
          flags: job.flags,
          ports,
          helpIsNear: job.help?.isNear === true,
        };
        slot.worker.postMessage(message, [...ports]);
      } catch {
        if (slot !== undefined) slot.running = null;
        job.finish({ ok: false, error: appError("workerLost", { reason: "start" }) });
      }
    }
    // One idle worker is kept warm for the next job, no more.
    const idle = [...slots].filter((slot) => slot.running === null);
    for (const slot of idle.slice(isForOneJob ? 0 : 1)) {
      slots.delete(slot);
      void slot.worker.terminate();
    }
  };

  const cancel = (slot: Slot | null, job: RunningJob): void => {
    // Readers test the flag in every chunk. A message would not be read before the job is over.
    Atomics.store(job.flags, FLAG_CANCEL, 1);
    Atomics.notify(job.flags, FLAG_TAKEN);
    if (slot !== null) {
      job.grace ??= setTimeout(() => lose(slot, appError("workerLost", { reason: "stuck" })), graceMs);
      return;
    }
    const at = waiting.indexOf(job);
    if (at >= 0) waiting.splice(at, 1);
    job.finish({ ok: "cancelled" });
  };

  return {
    run<Job extends WorkerJob>(
      job: Job,
      onNews: (news: JobNews) => void | Promise<void>,
      signal?: AbortSignal,
    ): Promise<JobEnd<Job["kind"]>> {
      return new Promise((resolve) => {
        if (closed || signal?.aborted === true) {
          resolve({ ok: "cancelled" });
          return;
        }
        let over = false;
        const flags = new Int32Array(new SharedArrayBuffer(FLAG_COUNT * Int32Array.BYTES_PER_ELEMENT));
        const readsMuch = job.kind === "openCase" || job.kind === "info" || job.kind === "events";
        const running: RunningJob = {
          id: ++lastId,
          job,
          flags,
          onNews: (news) => (over ? undefined : onNews(news)),
          finish(end) {
            if (over) return;
            over = true;
            signal?.removeEventListener("abort", onAbort);
            // The worker answers a job with the outcome of its kind.
            resolve(end as JobEnd<Job["kind"]>);
          },
          grace: null,
          turn: Promise.resolve(),
          help: readsMuch ? pool.forJob(flags) : null,
        };
        const onAbort = (): void =>
          cancel([...slots].find((slot) => slot.running === running) ?? null, running);
        signal?.addEventListener("abort", onAbort);
        waiting.push(running);
        next();
      });
    },
    warm({ helpers: withHelpers } = { helpers: false }) {
      if (closed) return;
      if (withHelpers) pool.warm();
      if (slots.size > 0) return;
      try {
        startSlot();
      } catch {
        // The first job tries again, and has somebody to tell.
      }
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.finish({ ok: "cancelled" });
      const all = [...slots];
      slots.clear();
      for (const slot of all) {
        const { running } = slot;
        if (running !== null) Atomics.store(running.flags, FLAG_CANCEL, 1);
        release(slot);
        running?.finish({ ok: "cancelled" });
      }
      await Promise.all([pool.close(), ...all.map((slot) => slot.worker.terminate())]);
    },
  };
}

/** Three quarters of the machine, at most 4 GB: beyond that V8's heap does not go. */
function heapLimit(): number {
  return Math.max(512, Math.min(4096, Math.floor((totalmem() / 1_048_576) * 0.75)));
}
