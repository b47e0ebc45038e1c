import { MessageChannel, type MessagePort, Worker, type WorkerOptions } from "node:worker_threads";
import {
  FLAG_LOST,
  type HelpMessage,
  type HelpOrder,
  type LinesOrder,
  type WorkerMessage,
} from "../../shared/contract/worker-job.ts";

/** The help that one job may get. */
export interface JobHelp {
  /** One to each possible helper, for the worker of the job. */
  readonly ports: readonly MessagePort[];
  /** Some helper is running and idle. */
  readonly isNear: boolean;
  /** Sends idle threads to help. */
  call(order: HelpOrder | LinesOrder): void;
  /** The job is over: helpers that do not end by themselves are stopped. */
  end(): void;
}

/**
 * Threads that help to read. They are started when a job first asks and kept for the next one; a job that asks while
 * others are helped gets those that are free, or none.
 */
export interface HelperPool {
  forJob(flags: Int32Array<SharedArrayBuffer>): JobHelp;
  /** Starts the threads before anybody asks. */
  warm(): void;
  close(): Promise<void>;
}

export interface HelperPoolOptions {
  readonly workerUrl: URL;
  readonly workerOptions: WorkerOptions;
  readonly helpers: number;
  /** How long a helper may go on after its job is over. */
  readonly graceMs: number;
  /** Helpers end with the job that they helped. */
  readonly isForOneJob: boolean;
}

interface Helper {
  readonly worker: Worker;
  /** Called when it is done or gone; null while it is idle. */
  release: ((isLost: boolean) => void) | null;
}

export function createHelperPool({
  workerUrl,
  workerOptions,
  helpers: most,
  graceMs,
  isForOneJob,
}: HelperPoolOptions): HelperPool {
  const helpers = new Set<Helper>();

  const lose = (helper: Helper): void => {
    if (!helpers.delete(helper)) return;
    helper.release?.(true);
    void helper.worker.terminate();
  };
  const start = (): Helper => {
    const helper: Helper = { worker: new Worker(workerUrl, workerOptions), release: null };
    helpers.add(helper);
    // The job's own worker keeps the program alive as long as anybody waits for it.
    helper.worker.unref();
    helper.worker.on("message", (message: WorkerMessage) => {
      if ("helped" in message) helper.release?.(false);
    });
    for (const event of ["messageerror", "error", "exit"] as const)
      helper.worker.on(event, () => lose(helper));
    return helper;
  };

  return {
    forJob(flags) {
      const channels = Array.from({ length: most }, () => new MessageChannel());
      const busy = new Set<Helper>();
      let over = false;
      return {
        ports: channels.map(({ port1 }) => port1),
        isNear: [...helpers].some(({ release }) => release === null),
        call(order) {
          if (over) return;
          for (const [index, { port2: port }] of channels.entries()) {
            let helper = [...helpers].find(({ release }) => release === null);
            if (helper === undefined && helpers.size >= most) return;
            try {
              helper ??= start();
              const own = helper;
              own.release = (isLost) => {
                own.release = null;
                busy.delete(own);
                if (isLost) Atomics.or(flags, FLAG_LOST, 1 << index);
              };
              busy.add(own);
              const message: HelpMessage<MessagePort> = { order, flags, helper: index, port };
              own.worker.postMessage(message, [port]);
            } catch {
              // Without help the job only takes longer.
              if (helper !== undefined) lose(helper);
              return;
            }
          }
        },
        end() {
          over = true;
          for (const { port2 } of channels) port2.close();
          if (isForOneJob) for (const helper of helpers) if (helper.release === null) lose(helper);
          if (busy.size === 0) return;
          const late = setTimeout(() => [...busy].forEach(lose), graceMs);
          late.unref();
        },
      };
    },
    warm() {
      try {
        while (helpers.size < most) start();
      } catch {
        // The first job tries again.
      }
    },
    async close() {
      const all = [...helpers];
      helpers.clear();
      for (const { release } of all) release?.(true);
      await Promise.all(all.map(({ worker }) => worker.terminate()));
    },
  };
}
