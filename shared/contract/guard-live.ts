import { LIVE_CHANNELS } from "../types/live-channels.ts";
import { isAppError, isFileRef, isIdText, MAX_FILES } from "./guard-basics.ts";
import type { CollectEvent } from "./host.ts";
import { isHostName } from "./host-names.ts";
import {
  CHANNEL_STEPS,
  type ChannelProgress,
  type CollectOptions,
  HOST_STEPS,
  type HostProgress,
  type LiveChannel,
  type LiveLog,
  MAX_PAGE_HOSTS,
} from "./live-log.ts";
import {
  isBoolean,
  isCount,
  isListOf,
  isObject,
  isOneOf,
  isText,
  isTextList,
  isTextOrNull,
  isTime,
} from "./shapes.ts";

/* The messages about the log of the host's own machine, see `live-log.ts`. */

/** What may be asked for: logs of the closed list, each once, and files by their tokens. */
export function isCollectOptions(value: unknown): value is CollectOptions {
  if (!isObject(value)) return false;
  const { channels, whole, after, hosts } = value;
  return (
    Array.isArray(channels) &&
    channels.length > 0 &&
    channels.length <= LIVE_CHANNELS.length &&
    channels.every((channel) => isOneOf(LIVE_CHANNELS, channel)) &&
    new Set(channels).size === channels.length &&
    isBoolean(whole) &&
    isListOf(isIdText, after, MAX_FILES) &&
    (hosts === undefined ||
      (isTextList(hosts, MAX_PAGE_HOSTS) && hosts.length > 0 && hosts.every(isHostName)))
  );
}

export function isLiveLog(value: unknown): value is LiveLog {
  return (
    isObject(value) &&
    isText(value.computer, 1000) &&
    isAppErrorOrNull(value.unsupported) &&
    isListOf(isLiveChannel, value.channels, LIVE_CHANNELS.length)
  );
}

function isLiveChannel(value: unknown): value is LiveChannel {
  return (
    isObject(value) &&
    isOneOf(LIVE_CHANNELS, value.id) &&
    isOneOf(["ready", "needsAdmin", "missing", "failed"], value.state) &&
    [value.bytes, value.maxBytes, value.records].every((size) => size === null || isCount(size)) &&
    (value.oldest === null || isTime(value.oldest)) &&
    isAppErrorOrNull(value.error)
  );
}

export function isCollectEvent(value: unknown): value is CollectEvent {
  if (!isObject(value)) return false;
  switch (value.type) {
    case "channel":
      return isChannelProgress(value.progress);
    case "host":
      return isHostProgress(value.progress);
    case "done":
      return isListOf(isFileRef, value.files, LIVE_CHANNELS.length * MAX_PAGE_HOSTS) && isTime(value.asOf);
    case "cancelled":
      return true;
    case "failed":
      return isAppError(value.error);
    default:
      return false;
  }
}

function isChannelProgress(value: unknown): value is ChannelProgress {
  return (
    isObject(value) &&
    isOneOf(LIVE_CHANNELS, value.channel) &&
    isOneOf(CHANNEL_STEPS, value.step) &&
    isCount(value.bytes) &&
    isCount(value.atMost) &&
    isAppErrorOrNull(value.error)
  );
}

function isHostProgress(value: unknown): value is HostProgress {
  return (
    isObject(value) &&
    isText(value.host, 1000) &&
    isOneOf(HOST_STEPS, value.step) &&
    (value.channel === null || isOneOf(LIVE_CHANNELS, value.channel)) &&
    isCount(value.records) &&
    isTextOrNull(value.computer) &&
    isAppErrorOrNull(value.error) &&
    (value.againMs === null || isCount(value.againMs))
  );
}

function isAppErrorOrNull(value: unknown): boolean {
  return value === null || isAppError(value);
}
