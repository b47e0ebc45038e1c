import type { MessagePort } from "node:worker_threads";
import type { HelpOrder, JobNews, LinesOrder } from "../../shared/contract/worker-job.ts";
import type { CancelToken } from "../../shared/types/ports.ts";

/** What a job has of its surroundings. */
export interface JobContext {
  readonly cancel: CancelToken;
  /** Sends news to the host; the buffers of its columns are gone afterwards. */
  post(news: JobNews): void;
  /** Waits until the host has taken so many blocks of lines that another one may be sent, or the job is cancelled. */
  waitForRoom(): void;
  /**
   * How many blocks of lines the host has taken: their memory, which it shares, can be written again. Without it a block
   * that is posted is the host's.
   */
  readonly linesTaken?: (() => number) | undefined;
  /** Bytes that can still be had; those of this machine unless a test says otherwise. */
  readonly memoryLeft?: () => number;
  /** Other threads that may help to read. */
  readonly crew?: Crew;
}

export interface Crew {
  /** One to each helper, on which its results arrive. */
  readonly ports: readonly MessagePort[];
  /** Help comes at once; otherwise threads have to be started first. */
  readonly isNear: boolean;
  /** Asks for help; whether any comes is not sure. */
  call(order: HelpOrder | LinesOrder): void;
  /** Bits of the helpers that are gone. */
  lost(): number;
}
