import { type AppError, appError } from "../../shared/contract/errors.ts";
import type { CollectEvent, FileRef, Host } from "../../shared/contract/host.ts";
import type {
  ChannelProgress,
  CollectOptions,
  HostProgress,
  LiveChannel,
} from "../../shared/contract/live-log.ts";
import { CHANNEL_NAMES, type LiveChannelId } from "../../shared/types/live-channels.ts";
import type { FileToken } from "../../shared/types/units.ts";

export interface MemoryLiveOptions {
  /** Milliseconds that saving takes; 0 saves at once. */
  readonly ms?: number;
  /** Saving comes to nothing. */
  readonly fail?: AppError;
  /** This one log cannot be saved, the others can. */
  readonly unsaved?: LiveChannelId;
  /** Nothing new since the last time. */
  readonly nothingNew?: boolean;
  /** Told of what was asked for. */
  readonly onCollect?: (options: CollectOptions) => void;
}

const ASOF = Date.UTC(2024, 2, 6, 13, 5);
const READY: LiveChannel = {
  id: "system",
  state: "ready",
  bytes: 4_198_400,
  maxBytes: 20_971_520,
  records: 11_204,
  oldest: Date.UTC(2023, 8, 14, 6, 12),
  error: null,
};
const CHANNELS: readonly LiveChannel[] = [
  {
    id: "security",
    state: "needsAdmin",
    bytes: 20_975_616,
    maxBytes: null,
    records: null,
    oldest: null,
    error: appError("collectDenied", { exit: 5 }),
  },
  READY,
  { ...READY, id: "lsm", bytes: 1_052_672, maxBytes: 1_052_672, oldest: Date.UTC(2024, 0, 30, 8, 1) },
  {
    ...READY,
    id: "rcm",
    state: "missing",
    bytes: null,
    maxBytes: null,
    records: null,
    oldest: null,
    error: appError("channelMissing"),
  },
];

/** The log of a made-up Windows, for the host in memory. */
export function memoryLive(options: MemoryLiveOptions): Pick<Host, "liveLog" | "collect"> {
  return {
    liveLog: () => Promise.resolve({ computer: "PC-014", unsupported: null, channels: CHANNELS }),
    collect(asked, onEvent) {
      options.onCollect?.(asked);
      if (asked.hosts !== undefined) return memoryHosts(asked, asked.hosts, options, onEvent);
      const tell = (channel: LiveChannelId, change: Partial<ChannelProgress>): void =>
        onEvent({
          type: "channel",
          progress: { channel, step: "saving", bytes: 0, atMost: 20_975_616, error: null, ...change },
        });
      const end = (): void => {
        if (options.fail !== undefined) {
          onEvent({ type: "failed", error: options.fail });
          return;
        }
        const saved = options.nothingNew === true && asked.after.length > 0 ? [] : asked.channels;
        for (const channel of asked.channels) {
          if (channel === options.unsaved)
            tell(channel, { step: "failed", error: appError("collectRefused", { exit: 1223 }) });
        }
        const files = saved
          .filter((channel) => channel !== options.unsaved)
          .map((channel) => ({
            token: `live-${channel}-${asked.after.length}` as FileToken,
            name: `PC-014-${CHANNEL_NAMES[channel].split("/")[0]}.evtx`,
            bytes: 5_000_000,
          }));
        onEvent({ type: "done", files, asOf: ASOF + asked.after.length * 60_000 });
      };
      for (const channel of asked.channels) tell(channel, { step: "waiting" });
      if ((options.ms ?? 0) === 0) {
        end();
        return () => undefined;
      }
      tell(asked.channels[0] ?? "security", { step: "asking" });
      const began = Date.now();
      const timer = setInterval(() => {
        const part = (Date.now() - began) / (options.ms ?? 1);
        if (part > 0.3) tell(asked.channels[0] ?? "security", { bytes: Math.round(9_000_000 * part) });
        if (part < 1) return;
        clearInterval(timer);
        end();
      }, 100);
      return () => {
        clearInterval(timer);
        onEvent({ type: "cancelled" });
      };
    },
  };
}

/** A made-up network: names that hold `gone` cannot be reached, `other` answers under another name, `part` breaks off. */
function memoryHosts(
  { channels }: CollectOptions,
  hosts: readonly string[],
  { ms = 0 }: MemoryLiveOptions,
  onEvent: (event: CollectEvent) => void,
): () => void {
  const tell = (host: string, change: Partial<HostProgress>): void => {
    const progress: HostProgress = {
      host,
      step: "waiting",
      channel: null,
      records: 0,
      computer: null,
      error: null,
      againMs: null,
    };
    onEvent({ type: "host", progress: { ...progress, ...change } });
  };
  const files: FileRef[] = [];
  const finish = (host: string): void => {
    const computer = host.includes("other") ? "SRV9.corp.local" : `${host.toUpperCase()}.corp.local`;
    if (host.includes("gone")) {
      tell(host, {
        step: "failed",
        channel: "security",
        error: appError("remoteUnreachable", { exit: 1722 }),
      });
      return;
    }
    for (const channel of channels)
      files.push({
        token: `host-${host}-${channel}` as FileToken,
        name: `${computer}-${CHANNEL_NAMES[channel].split("/")[0]}.xml`,
        bytes: 900_000,
      });
    if (host.includes("part")) {
      const error = appError("remoteBroken", { exit: 1726 });
      tell(host, { step: "partly", channel: "security", records: 4711, computer, error });
    } else tell(host, { step: "done", records: 12_345, computer });
  };
  for (const host of hosts) tell(host, {});
  if (ms === 0) {
    for (const host of hosts) finish(host);
    onEvent({ type: "done", files, asOf: ASOF });
    return () => undefined;
  }
  let at = 0;
  const timer = setInterval(() => {
    if (at > 0) finish(hosts[at - 1]!);
    if (at === hosts.length) {
      clearInterval(timer);
      onEvent({ type: "done", files, asOf: ASOF });
      return;
    }
    tell(hosts[at++]!, { step: "reading", channel: channels[0] ?? null, records: 1200 });
  }, ms / hosts.length);
  return () => {
    clearInterval(timer);
    for (const host of hosts.slice(Math.max(0, at - 1))) tell(host, { step: "cancelled" });
    onEvent({ type: "done", files, asOf: ASOF });
  };
}
