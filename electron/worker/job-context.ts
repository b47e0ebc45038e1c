import type { JobNews } from "../../shared/contract/worker-job.ts";
import type { CancelToken } from "../../shared/types/ports.ts";

/** What a job has of its surroundings. */
export interface JobContext {
  readonly cancel: CancelToken;
  /** Sends news to the host; the buffers of its columns are gone afterwards. */
  post(news: JobNews): void;
  /** Waits until the host has taken so many blocks of lines that another one may be sent, or the job is cancelled. */
  waitForRoom(): void;
}
