import type { AppError } from "../shared/contract/errors.ts";
import type { JobPhase } from "../shared/contract/job.ts";
import type {
  Confidence,
  DamageCode,
  EndReason,
  EvidenceClass,
  HoleCause,
  IntervalKind,
  LogonClass,
  ProofRole,
  SessionFlag,
} from "../shared/types/names.ts";
import type { SourceFailure, SourceNote } from "../shared/types/source.ts";

/*
 * All words of the page, in one place. They are those of people: the names of the specification appear only behind
 * "How we know".
 */

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const number = new Intl.NumberFormat("en-US");

/** `3,006`. */
export function count(value: number): string {
  return number.format(value);
}

/** `1 session`, `3,006 sessions`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `anna, ben and carla`. */
export function listed(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** `4.2 MB`, with units of a thousand as file managers count. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

export const T = {
  app: "Logonscope",
  noUser: "(no name)",
  noComputer: "(no computer)",
  notKnown: "not known",
  views: {
    summary: "Summary",
    timeline: "Timeline",
    sessions: "Sessions",
    failures: "Failures",
    breakdown: "Breakdown",
    sources: "Sources",
  },
  lanes: {
    people: "People",
    automatic: "Automatic",
    refused: "Only refused",
    computers: "Computers",
    boots: "boots",
    died: "stopped without shutdown",
    crashed: "crash",
    cleared: "log cleared",
  },
  confidence: {
    exact: "recorded",
    bounded: "between two times",
    open: "no end in this log",
    unknown: "not known",
  } satisfies Record<Confidence, string>,
  /** The same as a heading or a count: `48 recorded`. */
  confidenceShort: {
    exact: "recorded",
    bounded: "between two times",
    open: "no end in this log",
    unknown: "not known",
  } satisfies Record<Confidence, string>,
  confidenceMeaning: {
    exact: "The log holds a record of the end itself.",
    bounded: "The end is not recorded, but the log proves two moments between which it lies.",
    open: "The log ends before the session does.",
    unknown: "The log has a gap in which the session may have ended.",
  } satisfies Record<Confidence, string>,
  reasons: {
    userLogoff: "the user signed out",
    logoff: "the session was closed",
    superseded: "a newer session of the same user replaced it",
    shutdown: "the computer shut down",
    powerLoss: "the computer lost power",
    crash: "the computer crashed",
    logGap: "a gap in the log",
    logCleared: "the log was cleared",
    stillOpen: "no end in this log",
    noRecord: "no record of the end",
  } satisfies Record<EndReason, string>,
  reasonNames: {
    userLogoff: "signed out",
    logoff: "closed",
    superseded: "replaced",
    shutdown: "shutdown",
    powerLoss: "power loss",
    crash: "crash",
    logGap: "log gap",
    logCleared: "log cleared",
    stillOpen: "still on",
    noRecord: "no record",
  } satisfies Record<EndReason, string>,
  classes: {
    desktop: "desktop sessions",
    secondary: "run as another user",
    network: "network",
    batch: "scheduled tasks",
    service: "services",
    newCredentials: "other credentials",
    machine: "computer accounts",
    anonymous: "anonymous",
    system: "Windows itself",
    desktopHelper: "window manager and fonts",
    script: "logon scripts",
    cloud: "cloud logins",
    unlock: "unlocks, part of their sessions",
    credentialRefresh: "credential refreshes, part of their sessions",
  } satisfies Record<LogonClass, string>,
  flags: {
    reconnect: "reconnected",
    "autoLogon?": "perhaps an automatic logon",
    takenOver: "taken over",
    unlockOnly: "only seen unlocking",
    hybrid: "fast startup",
    clockBackwards: "clock ran backwards",
    clockSetByUser: "clock set by a user",
    fromLSM: "from the Remote Desktop log",
    fromWinlogon: "from Winlogon",
    classGuessed: "kind guessed",
    dateOrderAssumed: "day and month assumed",
  } satisfies Record<SessionFlag, string>,
  evidence: {
    eventLog: "event log",
    userWritable: "a file users can change",
    cloudExport: "cloud export",
    inferred: "inferred",
  } satisfies Record<EvidenceClass, string>,
  intervals: {
    locked: "Locked",
    disconnected: "Disconnected",
    asleep: "Asleep",
    screenSaver: "Screen saver",
  } satisfies Record<IntervalKind, string>,
  proofs: {
    start: "Start",
    end: "End",
    lastEvidence: "Last own record",
    heartbeat: "Last sign of life",
    shutdownRequest: "Shutdown asked for",
    shutdown: "Shutdown",
    nextBoot: "Next start",
    boot: "Start of the computer",
    hole: "Edge of the gap",
    logEnd: "Last record of the log",
  } satisfies Record<ProofRole, string>,
  holes: {
    recordGap: "Records are missing",
    cleared: "The log was cleared",
    serviceStop: "The log service was stopped",
    fileEdge: "Between two files",
  } satisfies Record<HoleCause, string>,
  damage: {
    fileHeader: "file header damaged",
    chunkHeader: "chunk header damaged",
    chunkCrc: "chunk checksum wrong",
    recordCrc: "record checksum wrong",
    chunkMissing: "chunk missing",
    recordBad: "record unreadable",
    truncated: "file cut off",
    templateBad: "template unreadable",
    valueBad: "value unreadable",
    xmlBad: "XML not well-formed",
    lineBad: "line unreadable",
    limit: "over a safety limit",
  } satisfies Record<DamageCode, string>,
  notes: {
    dirty: "Copied while Windows was writing to it; nothing is missing because of that.",
    staleHeader: "The header counts fewer chunks than the file holds; all of them were read.",
    emptyChunks: "Holds empty chunks, as logs do that were never full.",
    noLogonEvents: "Holds no records about logons.",
    wideGaps: "Record numbers jump often: this is a filtered export, so missing records prove nothing.",
  } satisfies Record<SourceNote, string>,
  failures: {
    missing: "is not there. Check the path.",
    denied: "may not be read. Copy it to a folder of your own, or start as administrator.",
    busy: "is in use by another program. Save a copy in Event Viewer and open that.",
    isFolder: "is a folder. Open the logs inside it.",
    emptyFile: "is empty. Save the log again.",
    emptyFolder: "holds no logs.",
    notALog: "is not an event log. Logonscope reads .evtx files and event XML.",
    legacyEvt: "is a log of Windows XP or 2003 (.evt), which this version does not read. Save it as .evtx on a newer Windows.",
    unreadable: "could not be read: nothing in it looks like a record.",
    cancelled: "was not read: reading was cancelled.",
  } satisfies Record<SourceFailure, string>,
  phases: {
    opening: "Opening",
    reading: "Reading",
    pairing: "Pairing logons with their ends",
    handingOver: "Handing over",
  } satisfies Record<JobPhase, string>,
} as const;

/** What went wrong and what to do, for a failure that crossed a boundary. */
export function errorText(error: AppError): string {
  const name = error.params.name ?? error.params.file;
  const file = name === undefined ? "The file" : `“${name}”`;
  switch (error.code) {
    case "noInput":
      return "No file was named. Open one or more .evtx files.";
    case "noLog":
      return "None of these files could be read as an event log. Logonscope reads .evtx files and event XML.";
    case "fileMissing":
      return `${file} is not there any more. Check whether it was moved, then open it again.`;
    case "fileDenied":
      return `${file} may not be read. Copy it to a folder of your own, or start Logonscope as administrator.`;
    case "caseUnknown":
      return "This case is no longer open. Open its files again.";
    case "recordUnreadable":
      return "This record could not be read again: its bytes are damaged or the file has changed.";
    case "workerLost":
      return "Reading stopped unexpectedly, perhaps for lack of memory. Open fewer files at once and try again.";
    case "hostLost":
      return "The connection to the program behind this page is lost. Start Logonscope again and reload the page.";
    case "notAllowed":
      return "This page may not do that. Open it with the address that Logonscope printed.";
    case "badMessage":
      return "Page and program do not understand each other: they are of different versions. Reload the page.";
    case "saveFailed":
      return "The file could not be saved. Check the folder and the free space, then try again.";
    case "internal":
      return "Something went wrong inside Logonscope. What is on screen is still right; try again.";
  }
}

/** One sentence on a source that gave nothing. */
export function sourceFailureText(name: string, failure: SourceFailure): string {
  return `${name} ${T.failures[failure]}`;
}
