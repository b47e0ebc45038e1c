import type { LiveChannelId } from "../types/live-channels.ts";
import type { FileToken } from "../types/units.ts";
import type { AppError } from "./errors.ts";

/*
 * Reading the log of the machine the host runs on. Moments here are epoch milliseconds: they come from the clock of
 * this very machine and are only shown.
 */

/** What is known of a log before it is read. Null is not known. */
export interface LiveChannel {
  readonly id: LiveChannelId;
  /**
   * `ready`: this account may read it; `needsAdmin`: Windows will ask when it is read; `missing`: this Windows has no
   * such log; `failed`: `error` says why nothing could be learned.
   */
  readonly state: "ready" | "needsAdmin" | "missing" | "failed";
  readonly bytes: number | null;
  /** Size at which Windows begins to overwrite, or to archive, the oldest records. */
  readonly maxBytes: number | null;
  readonly records: number | null;
  readonly oldest: number | null;
  readonly error: AppError | null;
}

export interface LiveLog {
  readonly computer: string;
  /** Why there is nothing to read here at all; null when there is. */
  readonly unsupported: AppError | null;
  readonly channels: readonly LiveChannel[];
}

export interface CollectOptions {
  readonly channels: readonly LiveChannelId[];
  /** Every record instead of those about sessions only: larger, and gaps in it can be proved. */
  readonly whole: boolean;
  /** Files saved earlier: of a log that one of them came from only newer records are saved. */
  readonly after: readonly FileToken[];
  /** Other computers whose logs are read instead of this machine's; with the account the program runs under. */
  readonly hosts?: readonly string[];
}

/** Most computers that a page may ask for at once. */
export const MAX_PAGE_HOSTS = 500;

export const HOST_STEPS = [
  "waiting",
  "asking",
  "reading",
  "retrying",
  "done",
  "partly",
  "failed",
  "notAsked",
  "cancelled",
] as const;
/** `retrying`: it failed in a way that may pass, and is asked again; `partly`: some of its logs could not be had. */
export type HostStep = (typeof HOST_STEPS)[number];

/** How far reading another computer is. */
export interface HostProgress {
  /** As typed. */
  readonly host: string;
  readonly step: HostStep;
  /** Log it is about; null for all. */
  readonly channel: LiveChannelId | null;
  /** Records that have come so far, of all its logs. */
  readonly records: number;
  /** Name that its records give; null before the first one. */
  readonly computer: string | null;
  readonly error: AppError | null;
  /** Milliseconds until it is asked again; null when it is not. */
  readonly againMs: number | null;
}

export const CHANNEL_STEPS = [
  "waiting",
  "asking",
  "saving",
  "saved",
  "nothingNew",
  "missing",
  "failed",
] as const;
/** `asking`: Windows asks the user for an administrator's permission; `missing`: an optional log that is not kept. */
export type ChannelStep = (typeof CHANNEL_STEPS)[number];

/** How far saving one log is. */
export interface ChannelProgress {
  readonly channel: LiveChannelId;
  readonly step: ChannelStep;
  /** Written so far. */
  readonly bytes: number;
  /** Size of the log, which a filtered copy stays below; 0 when not known. */
  readonly atMost: number;
  readonly error: AppError | null;
}
