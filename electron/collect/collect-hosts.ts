import type { AppError } from "../../shared/contract/errors.ts";
import { appError } from "../../shared/contract/errors.ts";
import type { HostProgress } from "../../shared/contract/live-log.ts";
import type { LiveChannelId } from "../../shared/types/live-channels.ts";
import type { HostsEnd, HostsJob } from "../host/live-collector.ts";
import { type PullContext, probe, pullLog } from "./pull-log.ts";
import { mayPass, provesAccount, refusesAccount } from "./remote-errors.ts";

/** Refusals of an account after which no further computer is asked. */
const MOST_REFUSALS = 2;

export interface HostsPatience {
  /** Before the first further try; each later one waits four times as long. */
  readonly againMs: number;
}

/** One computer while it waits for its turn. */
interface Turn {
  readonly host: string;
  tries: number;
  /** Not before this moment. */
  notBefore: number;
}

interface Outcome {
  readonly progress: HostProgress;
  /** Whether the computer let the account in. */
  readonly proven: boolean;
  /** Its failure stands in the store already. */
  readonly noted: boolean;
  readonly problem: unknown;
}

/**
 * Reads computers a few at a time. What may pass is tried again later, while others have their turn. Until one computer
 * has let the account in, only one is asked at a time when a password was given (else two), and after two refusals none
 * is asked any more: ten at once with a wrong password would lock the account.
 */
export async function collectHosts(
  job: HostsJob,
  context: Omit<PullContext, "account" | "target">,
  patience: HostsPatience,
): Promise<HostsEnd> {
  const { signal } = context;
  const waiting: Turn[] = job.hosts.map((host) => ({ host, tries: 0, notBefore: 0 }));
  const done = new Map<string, HostProgress>();
  const running = new Set<Promise<void>>();
  let proven = false;
  let refusals = 0;
  let problem: unknown = null;
  const tell = (progress: HostProgress): void => job.onHost?.(progress);
  for (const { host } of waiting) tell(blank(host));

  const room = (): number => {
    if (proven) return job.atOnce;
    return Math.min(job.atOnce, job.account === null ? MOST_REFUSALS - refusals : 1);
  };
  const take = async (turn: Turn): Promise<void> => {
    const outcome = await oneHost(
      job,
      { ...context, account: job.account, target: job.store.folder },
      turn.host,
    );
    proven ||= outcome.proven;
    problem ??= outcome.problem;
    const { error } = outcome.progress;
    const isRefused = error !== null && refusesAccount(error);
    // One that lets nobody of this name in although others do is no reason to stop.
    if (isRefused) refusals++;
    const isOver = outcome.progress.step !== "failed" || error === null;
    if (!isOver && mayPass(error) && turn.tries < job.retries && !signal.aborted && problem === null) {
      const waitMs = Math.round(patience.againMs * 4 ** turn.tries * (1 + Math.random() / 4));
      turn.tries++;
      turn.notBefore = Date.now() + waitMs;
      waiting.push(turn);
      tell({ ...outcome.progress, step: "retrying", againMs: waitMs });
      return;
    }
    if (outcome.progress.step === "failed" && error !== null && !outcome.noted) {
      try {
        await job.store.missed(turn.host, outcome.progress.channel, error, context.now());
      } catch (failure) {
        problem ??= failure;
      }
    }
    done.set(turn.host, outcome.progress);
    tell(outcome.progress);
  };
  const isStopped = (): boolean =>
    signal.aborted || problem !== null || (!proven && refusals >= MOST_REFUSALS) || refusals > MOST_REFUSALS;

  while (waiting.length > 0 || running.size > 0) {
    if (isStopped() && running.size === 0) break;
    const at = isStopped() || running.size >= room() ? -1 : nextOf(waiting);
    if (at >= 0) {
      const [turn] = waiting.splice(at, 1);
      const run: Promise<void> = take(turn!).finally(() => running.delete(run));
      running.add(run);
      continue;
    }
    await (running.size > 0 && (isStopped() || running.size >= room() || waiting.length === 0)
      ? Promise.race(running)
      : Promise.race([...running, waitFor(waiting, signal)]));
  }
  const isRefused = refusals > 0 && !signal.aborted;
  for (const { host } of waiting) {
    const progress: HostProgress = isRefused
      ? { ...blank(host), step: "notAsked", error: appError("remoteNotAsked") }
      : { ...blank(host), step: "cancelled" };
    if (isRefused)
      await job.store
        .missed(host, null, appError("remoteNotAsked"), context.now())
        .catch((failure: unknown) => {
          problem ??= failure;
        });
    done.set(host, progress);
    tell(progress);
  }
  const hosts = job.hosts.flatMap((host) => done.get(host) ?? []);
  if (problem !== null) return { type: "notWritten", problem, hosts };
  return { type: signal.aborted ? "cancelled" : "done", hosts };
}

function blank(host: string): HostProgress {
  return { host, step: "waiting", channel: null, records: 0, computer: null, error: null, againMs: null };
}

/** The first that may be asked now; -1 for none. */
function nextOf(waiting: readonly Turn[]): number {
  const now = Date.now();
  return waiting.findIndex(({ notBefore }) => notBefore <= now);
}

/** Until the next one may be asked again, or the signal comes. */
function waitFor(waiting: readonly Turn[], signal: AbortSignal): Promise<void> {
  const until = Math.min(...waiting.map(({ notBefore }) => notBefore));
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, Math.max(1, until - Date.now()));
    signal.addEventListener("abort", finish, { once: true });
  });
}

/** All wanted logs of one computer, one after another: they share its disk and its patience. */
async function oneHost(job: HostsJob, context: PullContext, host: string): Promise<Outcome> {
  const { store, channels, whole } = job;
  let progress: HostProgress = { ...blank(host), step: "asking", channel: channels[0] ?? null };
  const tell = (change: Partial<HostProgress>): void => {
    progress = { ...progress, ...change };
    job.onHost?.(progress);
  };
  tell({});
  let noted = false;
  const ended = (change: Partial<HostProgress>, proven: boolean, problem: unknown = null): Outcome => ({
    progress: { ...progress, ...change },
    proven,
    noted: noted || problem !== null,
    problem,
  });
  const first = channels[0];
  if (first === undefined) return ended({ step: "done", channel: null }, false);
  // Windows would ask for the password once more.
  if (job.account?.password !== null || job.account === null) {
    const error = await probe(context, host, first);
    if (context.signal.aborted) return ended({ step: "cancelled" }, false);
    if (error !== null && (!provesAccount(error) || channels.length === 1))
      return ended({ step: "failed", error }, provesAccount(error));
  }
  let taken = 0;
  let proven = false;
  let failed: { readonly channel: LiveChannelId; readonly error: AppError } | null = null;
  let records = 0;
  let toldAt = 0;
  for (const channel of channels) {
    tell({ step: "reading", channel, records });
    const before = records;
    const end = await pullLog(context, host, channel, {
      whole,
      mark: store.mark(host, channel),
      onRecords(now, computer) {
        records = before + now;
        if (Date.now() - toldAt < 250) return;
        toldAt = Date.now();
        tell({ records, computer: computer === "" ? progress.computer : computer });
      },
    });
    if (end.type === "cancelled") return ended({ step: "cancelled" }, proven);
    if (end.type === "notWritten")
      return ended({ step: "failed", error: appError("collectNoFolder") }, proven, end.problem);
    try {
      if (end.type === "pulled") {
        await store.take(end.log);
        taken++;
        // The record that proves the join is not new.
        records = before + end.log.records - (end.log.join === "joined" ? 1 : 0);
        tell({ computer: end.log.computer, records });
      } else if (end.type === "nothingNew") {
        taken++;
        records = before;
        await store.looked(host, channel, context.now());
        if (end.computer !== "") tell({ computer: end.computer });
      } else if (end.type === "failed") {
        if (end.log !== null) {
          await store.take(end.log);
          taken++;
          tell({ computer: end.log.computer, records });
        }
        failed ??= { channel, error: end.error };
        const isOfThisLog = provesAccount(end.error);
        if (isOfThisLog || taken > 0) {
          noted = true;
          await store.missed(host, channel, end.error, context.now());
        }
        // What has nothing to do with this one log need not be asked of the others.
        if (!isOfThisLog) break;
      }
    } catch (problem) {
      return ended({ step: "failed", error: appError("collectNoFolder") }, proven, problem);
    }
    proven ||= end.type !== "failed" || provesAccount(end.error);
  }
  if (failed === null) return ended({ step: "done", channel: null, records }, true);
  const step = taken > 0 ? "partly" : "failed";
  return ended({ step, channel: failed.channel, error: failed.error, records }, proven || taken > 0);
}
