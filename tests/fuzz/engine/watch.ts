import { Worker } from "node:worker_threads";
import type { Crash, HuntNews } from "./hunt.ts";
import { MAX_INPUT } from "./mutate.ts";

export interface WatchOptions {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
  readonly minutes: number;
  readonly corpus: readonly Uint8Array[];
  readonly isBlind: boolean;
  /** Milliseconds after which one input is taken for endless. */
  readonly patience: number;
}

export interface Outcome {
  readonly target: string;
  readonly runs: number;
  readonly corpus: number;
  readonly blocks: number;
  readonly crashes: readonly Crash[];
  /** Milliseconds of the slowest input, by the clock. */
  readonly slowest: number;
  readonly seconds: number;
  /** Seconds of processor time. */
  readonly cpu: number;
}

/** What a worker and its guard share: state, and the input at hand. */
export interface WorkerStart extends Omit<WatchOptions, "minutes" | "patience"> {
  readonly until: number;
  readonly control: Int32Array;
  readonly input: Uint8Array;
}
export const BEGUN = 0;
export const LENGTH = 1;
export const COUNTED = 2;
export const SLOWEST = 3;

/** A worker never has more memory than this for objects: an input that needs more is a finding. */
const OBJECT_MB = 1024;
const MOST_RESTARTS = 10;

/**
 * Runs a target in a thread of its own. An input that does not end, or that takes all memory, ends the thread: it is
 * kept as a crash, and another thread goes on with what was found so far.
 */
export async function watched(file: URL, options: WatchOptions): Promise<Outcome> {
  const began = Date.now();
  const before = process.cpuUsage();
  const until = began + options.minutes * 60_000;
  const corpus = [...options.corpus];
  const crashes = new Map<string, Crash>();
  let runs = 0;
  let blocks = 0;
  let slowest = 0;
  for (let turn = 0; turn <= MOST_RESTARTS; turn++) {
    const control = new Int32Array(new SharedArrayBuffer(16));
    const input = new Uint8Array(new SharedArrayBuffer(2 * MAX_INPUT));
    const { target, isBlind } = options;
    const start: WorkerStart = {
      ...{ target, isBlind, until, corpus, control, input },
      seed: options.seed + turn * 7919,
      runs: options.runs - runs,
    };
    const fault = await oneThread(file, start, options.patience, (news) => {
      if (news.type === "found") corpus.push(news.bytes);
      else if (news.type === "done") ({ blocks } = news);
      else crashes.set(news.crash.signature, news.crash);
    });
    runs += control[COUNTED]!;
    slowest = Math.max(slowest, control[SLOWEST]!);
    if (fault === null) break;
    const bytes = input.slice(0, control[LENGTH]);
    crashes.set(fault, { signature: `${fault} ${turn}`, message: fault, bytes });
    if (runs >= options.runs || Date.now() >= until) break;
  }
  const { user, system } = process.cpuUsage(before);
  return {
    cpu: (user + system) / 1_000_000,
    ...{ target: options.target, runs, blocks, slowest, corpus: corpus.length },
    crashes: [...crashes.values()],
    seconds: (Date.now() - began) / 1000,
  };
}

/** Null when the thread came to its end by itself, else what was the matter with its last input. */
function oneThread(
  file: URL,
  start: WorkerStart,
  patience: number,
  tell: (news: HuntNews) => void,
): Promise<string | null> {
  return new Promise((resolve) => {
    const worker = new Worker(file, {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: OBJECT_MB },
    });
    let fault: string | null = null;
    let begun = -1;
    let since = Date.now();
    const guard = setInterval(() => {
      const now = Atomics.load(start.control, BEGUN);
      // Even numbers: between two inputs.
      if (now !== begun || now % 2 === 0) [begun, since] = [now, Date.now()];
      else if (Date.now() - since > patience) {
        fault ??= `no end within ${patience / 1000} s`;
        void worker.terminate();
      }
    }, 200);
    worker.on("message", tell);
    worker.on("error", (error) => {
      fault ??= `the thread ended: ${error.message}`;
    });
    worker.on("exit", () => {
      clearInterval(guard);
      resolve(fault);
    });
  });
}
