import { CHANNEL_NAMES, type LiveChannelId } from "../../shared/types/live-channels.ts";

/** `PC-014-Security-20240304T140500Z.evtx`: logs of several machines and moments may end up in one folder. */
export function fileName(
  computer: string,
  channel: LiveChannelId,
  moment: number,
  extension: "evtx" | "xml" = "evtx",
): string {
  const machine =
    computer
      .replaceAll(/[^\w.-]/g, "_")
      .replace(/^\.+/, "")
      .slice(0, 64) || "this-machine";
  return `${machine}-${logName(channel)}-${stamp(moment)}.${extension}`;
}

/** A log as a part of a file name. */
export function logName(channel: LiveChannelId): string {
  return CHANNEL_NAMES[channel].replace("Microsoft-Windows-", "").replace("/Operational", "");
}

/** A moment as a part of a file name. */
export function stamp(moment: number): string {
  return new Date(moment).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}
