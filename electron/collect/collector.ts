import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { type AppError, appError } from "../../shared/contract/errors.ts";
import type { LiveLog } from "../../shared/contract/live-log.ts";
import { LIVE_CHANNELS, type LiveChannelId } from "../../shared/types/live-channels.ts";
import type {
  CollectEnd,
  CollectJob,
  HostsEnd,
  HostsJob,
  LiveCollector,
  LogMark,
  SavedLog,
} from "../host/live-collector.ts";
import { removePrivateFolder } from "../host/private-folder.ts";
import { channelStatus } from "./channel-status.ts";
import { collectHosts, type HostsPatience } from "./collect-hosts.ts";
import { fileName } from "./collector-names.ts";
import { type Launch, launch as launchProgram } from "./launch.ts";
import { makePrivateOutput } from "./private-output.ts";
import type { PullPatience } from "./pull-log.ts";
import { type Patience, saveChannel } from "./save-channel.ts";
import { type WindowsPrograms, windowsPrograms } from "./windows-programs.ts";

export interface CollectorOptions {
  readonly platform?: NodeJS.Platform;
  readonly programs?: WindowsPrograms;
  readonly launch?: Launch;
  readonly patience?: Partial<Patience>;
  /** With other computers. */
  readonly remotePatience?: Partial<PullPatience & HostsPatience>;
  /** Where the private folder is made; the system's own place for temporary files unless a test says otherwise. */
  readonly parent?: string;
  readonly computer?: string;
  readonly now?: () => number;
}

const PATIENCE: Patience = {
  askMs: 15_000,
  saveMs: 2 * 3_600_000,
  idleMs: 10 * 60_000,
  permitMs: 5 * 60_000,
  lookMs: 200,
};

/** A computer that is on answers a short question at once; a domain controller may search its log for minutes. */
const REMOTE_PATIENCE: PullPatience & HostsPatience = {
  askMs: 45_000,
  idleMs: 5 * 60_000,
  allMs: 6 * 3_600_000,
  againMs: 5000,
};

/** Reads the logs of the machine it runs on through the programs of Windows; elsewhere it only says so. */
export function createCollector(options: CollectorOptions = {}): LiveCollector {
  const {
    platform = process.platform,
    programs = windowsPrograms(),
    launch = launchProgram,
    computer = hostname(),
    now = Date.now,
  } = options;
  const patience = { ...PATIENCE, ...options.patience };
  const remotePatience = { ...REMOTE_PATIENCE, ...options.remotePatience };
  const supported = platform === "win32";
  const closing = new AbortController();
  const jobs = new Set<Promise<unknown>>();
  let folder: Promise<string | null> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** Made when it is first needed, and again when it could not be made. */
  const privateFolder = async (): Promise<string | null> => {
    folder ??= makePrivateOutput(launch, programs, {
      signal: closing.signal,
      ...(options.parent === undefined ? {} : { parent: options.parent }),
    });
    const made = await folder;
    if (made === null) folder = null;
    return made;
  };
  const tracked = async <T>(work: Promise<T>): Promise<T> => {
    jobs.add(work);
    try {
      return await work;
    } finally {
      jobs.delete(work);
    }
  };

  const collect = async (job: CollectJob): Promise<CollectEnd> => {
    if (!supported) return { type: "failed", error: appError("notWindows") };
    const asOf = now();
    const signal = job.signal === undefined ? closing.signal : AbortSignal.any([closing.signal, job.signal]);
    const report = job.onChannel ?? (() => {});
    for (const channel of job.channels)
      report({ channel, step: "waiting", bytes: 0, atMost: 0, error: null });
    const output = await privateFolder();
    if (signal.aborted) return { type: "cancelled" };
    if (output === null) return { type: "failed", error: appError("collectNoFolder") };
    const context = { launch, programs, patience, folder: output, signal, onProgress: report };
    const saved: SavedLog[] = [];
    let first: AppError | null = null;
    let looked = false;
    // One after another: they share the disk, and two questions of Windows at once confuse.
    for (const channel of job.channels) {
      const after = newestMark(job.after, channel);
      const end = await saveChannel(context, channel, { whole: job.whole, after });
      if (end.type === "cancelled") {
        await removeAll(saved);
        return { type: "cancelled" };
      }
      if (end.type === "saved") saved.push({ ...end, channel, name: fileName(computer, channel, asOf) });
      else if (end.type === "nothingNew") looked = true;
      else first ??= end.error;
    }
    return saved.length === 0 && !looked && first !== null
      ? { type: "failed", error: first }
      : { type: "done", saved, asOf };
  };

  const hosts = async (job: HostsJob): Promise<HostsEnd> => {
    if (!supported) return { type: "failed", error: appError("notWindows") };
    const signal = job.signal === undefined ? closing.signal : AbortSignal.any([closing.signal, job.signal]);
    const output = await privateFolder();
    if (output === null) return { type: "failed", error: appError("collectNoFolder") };
    const context = {
      launch,
      wevtutil: programs.wevtutil,
      patience: remotePatience,
      folder: output,
      signal,
      now,
    };
    return await collectHosts(job, context, remotePatience);
  };

  return {
    supported,
    collectHosts: (job) => tracked(hosts(job)),
    privateFolder: () => (supported ? privateFolder() : Promise.resolve(null)),
    async status(): Promise<LiveLog> {
      if (!supported) return { computer, unsupported: appError("notWindows"), channels: [] };
      const limits = { timeoutMs: patience.askMs, signal: closing.signal };
      const channels = await tracked(
        Promise.all(LIVE_CHANNELS.map((id) => channelStatus(launch, programs, id, limits))),
      );
      const noProgram = channels.every(({ error }) => error?.code === "collectNoProgram");
      return { computer, unsupported: noProgram ? appError("collectNoProgram") : null, channels };
    },
    collect(job) {
      // One job at a time, whichever page asks: a user cannot tell two questions of Windows apart.
      const turn = last.then(() => collect(job));
      last = turn.catch(() => {});
      return tracked(turn);
    },
    async close() {
      closing.abort();
      await Promise.allSettled(jobs);
      const made = await folder;
      // What a program with an administrator's rights still writes there goes with the next start.
      if (made !== null) removePrivateFolder(made);
    },
  };
}

function newestMark(marks: readonly LogMark[], channel: LiveChannelId): LogMark | null {
  // The last copy counts, not the highest number: a log that was made anew counts from 1.
  return marks.findLast((mark) => mark.channel === channel) ?? null;
}

async function removeAll(saved: readonly SavedLog[]): Promise<void> {
  await Promise.all(saved.map(({ path }) => rm(path, { force: true }).catch(() => {})));
}
