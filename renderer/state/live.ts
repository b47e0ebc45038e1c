import type { AppError } from "../../shared/contract/errors.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import type { ChannelProgress, LiveChannel, LiveLog } from "../../shared/contract/live-log.ts";
import { LIVE_CHANNELS, type LiveChannelId } from "../../shared/types/live-channels.ts";
import type { FileToken } from "../../shared/types/units.ts";
import { type HostDesk, NO_HOSTS } from "./live-hosts.ts";

export type { AppError, ChannelProgress, LiveChannel };

/** The logs of a case that were taken from this machine itself. */
export interface TakenLogs {
  /** Epoch milliseconds: how far they reach. */
  readonly asOf: number;
  readonly channels: readonly LiveChannelId[];
  readonly whole: boolean;
  /** In the order in which they were taken. */
  readonly files: readonly FileToken[];
}

/** What the page knows of the log of the host's own machine. */
export interface LiveDesk {
  readonly open: boolean;
  /** File that Windows does not hand out, when that led here. */
  readonly instead: string | null;
  /** Null while it is being asked for, or where there is no such log. */
  readonly status: LiveLog | null;
  readonly chosen: ReadonlySet<LiveChannelId>;
  readonly whole: boolean;
  /** How far each log is while they are being saved; null when none is. */
  readonly run: ReadonlyMap<LiveChannelId, ChannelProgress> | null;
  /** Why saving, or asking for the status, came to nothing. */
  readonly error: AppError | null;
  readonly taken: TakenLogs | null;
  /** Whose logs the dialog is about. */
  readonly place: "here" | "others";
  readonly hosts: HostDesk;
}

export const NO_LIVE: LiveDesk = {
  open: false,
  instead: null,
  status: null,
  chosen: new Set(LIVE_CHANNELS),
  whole: false,
  run: null,
  error: null,
  taken: null,
  place: "here",
  hosts: NO_HOSTS,
};

/** What of the case on screen was taken from this machine; null when nothing was. */
export function takenOf(live: LiveDesk, files: readonly FileRef[]): TakenLogs | null {
  const { taken } = live;
  if (taken === null) return null;
  const open = new Set(files.map((file) => file.token));
  return taken.files.some((token) => open.has(token)) ? taken : null;
}
