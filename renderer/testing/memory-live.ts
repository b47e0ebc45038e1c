import { type AppError, appError } from "../../shared/contract/errors.ts";
import type { Host } from "../../shared/contract/host.ts";
import type { ChannelProgress, CollectOptions, LiveChannel } from "../../shared/contract/live-log.ts";
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
