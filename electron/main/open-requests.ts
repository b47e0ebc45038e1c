import type { StartArguments } from "./start-arguments.ts";

/** Files to open and whether the demo log is wanted. */
export type OpenRequest = Pick<StartArguments, "paths" | "demo">;

/**
 * The one queue for everything that asks the program to open files: the command line, a second start, and macOS's
 * `open-file`, which can come before the program is ready. Requests wait until somebody takes them and are then handed
 * on one at a time, in the order in which they came.
 */
export interface OpenRequests {
  add(request: OpenRequest): void;
  /** Set once. A rejection is passed to `onFailure` and does not hold up the next request. */
  deliverTo(open: (request: OpenRequest) => Promise<void>, onFailure: (error: unknown) => void): void;
}

/** A queue that nobody drains must not grow without end. */
const MAX_WAITING = 1000;

export function createOpenRequests(): OpenRequests {
  const waiting: OpenRequest[] = [];
  let deliver: (() => void) | null = null;
  let busy = false;

  return {
    add(request) {
      if ((request.paths.length === 0 && !request.demo) || waiting.length >= MAX_WAITING) return;
      waiting.push(request);
      deliver?.();
    },
    deliverTo(open, onFailure) {
      const drain = async (): Promise<void> => {
        if (busy) return;
        busy = true;
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          await open(next).catch(onFailure);
        }
        busy = false;
      };
      deliver = () => void drain();
      deliver();
    },
  };
}
