import type { PageState, PageWork, WorkDone } from "../../shared/contract/page-state.ts";

/** Work that took less is over before anybody has gone to do something else. */
export const LONG_MS = 10_000;
/** What Electron takes for "no bar" and for "going on, nobody knows how long". */
const NO_BAR = -1;
const UNKNOWN_PART = 2;

export interface WorkNews {
  /** For the bar in the task bar, as Electron takes it. */
  readonly bar: number;
  /** Long work that has just ended; null otherwise. */
  readonly over: WorkDone | null;
}

/**
 * Follows the work of a page through its states. How long it took is measured here, so that a page cannot have a notice
 * shown more often than every `LONG_MS`.
 */
export function createWorkWatch(now: () => number = () => performance.now()): (state: PageState) => WorkNews {
  let running: { readonly kind: PageWork["kind"]; readonly since: number } | null = null;
  return ({ work, done }) => {
    const before = running;
    if (work?.kind !== before?.kind) running = work === null ? null : { kind: work.kind, since: now() };
    const ended = before !== null && running !== before;
    const long = ended && now() - before.since >= LONG_MS;
    return {
      bar: work === null ? NO_BAR : (work.part ?? UNKNOWN_PART),
      over: long && done?.kind === before.kind ? done : null,
    };
  };
}
