import type { LiveChannelId } from "../../../shared/types/live-channels.ts";
import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  title: "Read this machine's log",
  what: "Windows saves a copy of its logs for Logonscope, which opens it. The logs themselves are not changed, and the copy is deleted with the case.",
  elsewhere:
    "This program runs on a machine without Windows, so there is no Windows log to read here. Bring it as a file from the computer in question:",
  otherWay: "Or bring the log as a file:",
  looking: "Looking at the logs of this machine…",
  which: "Logs to read",
  whole: "Every record, not only those about sessions: larger, and gaps in it can be proved",
  start: "Read",
  noneChosen: "Choose at least one log.",
  channels: {
    security: "Security",
    system: "System",
    lsm: "Remote Desktop sessions",
    rcm: "Remote Desktop connections",
  } satisfies Record<LiveChannelId, string>,
  states: {
    ready: "",
    needsAdmin: "Windows will ask for permission",
    missing: "not kept by this Windows",
    failed: "cannot be looked at",
  },
  steps: {
    waiting: "waiting",
    asking: "Windows asks for your permission…",
    saving: "being saved",
    saved: "saved",
    nothingNew: "nothing new",
    missing: "not kept by this Windows",
    failed: "not saved",
  },
  sizeOf: (bytes: string, most: string) => `${bytes} of at most ${most}`,
  backTo: (day: string) => `back to ${day}`,
  saving: (progress: string) => `being saved, ${progress}`,
  savedSize: (bytes: string) => `saved, ${bytes}`,
  savingLabel: "Saving the logs",
  cancel: "Cancel",
  windowsOnly: "(Windows only)",
  kept: (name: string) => `Windows keeps ${name} to itself, but it hands out a copy. `,
  nothingNew: "Nothing new in the logs of this machine.",
  unsaved: (log: string, why: string) => `The log ${log} is missing here. ${why}`,
  cancelSmall: "cancel",
  refreshSmall: "refresh",
  asOf: (moment: string) => `as of ${moment}`,
  asOfThen: (moment: string) => `as of ${moment},`,
  asOfRefresh: (moment: string) => `As of ${moment}. Add what this machine has logged since then`,
  copyCommand: "Copy the command",
  /** How to bring a log as a file. */
  bring: {
    command: "{what}, as an administrator; the same with System gives better bounds:",
    commandLine: "Command line",
    viewer: "{what}: Windows Logs, Security, then {entry} and the type .evtx.",
    eventViewer: "Event Viewer",
    entry: "Save All Events As…",
    file: "{what}, {path}: only of a disk whose Windows does not run. While it runs, Windows keeps the file to itself.",
    fileItself: "The file itself",
    after: "Then open the file here, or drop it on the window.",
  },
  refresh: "Add what this machine has logged since then",
  refreshing: "Reading what is new…",
} as const;

/** Words about reading this machine's log. */
export const LIVE_TEXTS = spoken("live", ENGLISH);
export type LiveTexts = Spoken<typeof ENGLISH>;
