import type { JobPhase } from "../../shared/contract/job.ts";
import type {
  Confidence,
  EndReason,
  EvidenceClass,
  IntervalKind,
  ProofRole,
  SessionFlag,
} from "../../shared/types/names.ts";

/*
 * All words of the page, in one place. They are those of people: the names of the specification appear only behind
 * "How we know".
 */

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

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
  thisComputer: "this computer",
  notYet: "Not known before the log is read to its end.",
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
    intervalStart: "Interval begins",
    intervalEnd: "Interval ends",
  } satisfies Record<ProofRole, string>,
  phases: {
    opening: "Opening",
    reading: "Reading",
    pairing: "Pairing logons with their ends",
    handingOver: "Handing over",
  } satisfies Record<JobPhase, string>,
} as const;

/** Last part of a path, which is what people call a file. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) || path;
}
