/** The logs of a running Windows that hold logon evidence, by the names this program has for them. */
export const LIVE_CHANNELS = ["security", "system", "lsm", "rcm"] as const;
export type LiveChannelId = (typeof LIVE_CHANNELS)[number];

/** What Windows calls them; also the name of the file Windows keeps each in, with `/` written as `%4`. */
export const CHANNEL_NAMES: Readonly<Record<LiveChannelId, string>> = {
  security: "Security",
  system: "System",
  lsm: "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
  rcm: "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational",
};

/** What people call them. */
export const CHANNEL_LABELS: Readonly<Record<LiveChannelId, string>> = {
  security: "Security",
  system: "System",
  lsm: "Remote Desktop sessions",
  rcm: "Remote Desktop connections",
};

/** Logs that not every Windows keeps: without one of them nothing is wrong. */
export const OPTIONAL_CHANNELS: ReadonlySet<LiveChannelId> = new Set(["lsm", "rcm"]);

/** Whether a file bears the name under which Windows itself keeps one of these logs. */
export function isLiveLogName(fileName: string): boolean {
  const own = fileName.toLowerCase();
  return LIVE_CHANNELS.some((id) => own === `${CHANNEL_NAMES[id].replace("/", "%4").toLowerCase()}.evtx`);
}
