import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { Verdict, VerdictKey } from "../engine/verdicts.ts";
import type { DamageCode, EndReason, HoleCause, LogonClass } from "../types/names.ts";
import type { Damage, SourceFailure, SourceInfo, SourceNote } from "../types/source.ts";

/*
 * All sentences about inputs, damage and certainty, in one place, so that page and command line say the same. Each
 * says what happened, to which file, and what to do next.
 */

const FAILURES: Readonly<Record<SourceFailure, (path: string) => string>> = {
  missing: (path) => `${path}: there is no such file or folder. Check the spelling of the path.`,
  denied: (path) =>
    `${path}: not allowed to read it. Run as an administrator, or copy the log to a place you can read.`,
  busy: (path) =>
    `${path}: another program holds it. Save a copy with Event Viewer (Save All Events As) or "wevtutil epl", and open the copy.`,
  isFolder: (path) => `${path}: this is a folder, not a file. Name the folder itself to read all logs in it.`,
  emptyFile: (path) => `${path}: the file is empty. Save or copy the log again.`,
  emptyFolder: (path) =>
    `${path}: no event log in this folder. Name a folder that holds .evtx, .evt or event XML files.`,
  notALog: (path) =>
    `${path}: this is not an event log, whatever its name says. Open an .evtx or .evt file, or event XML saved by Event Viewer or wevtutil.`,
  unreadable: (path) => `${path}: it could not be read to its end. Copy it to a local disk and try again.`,
  cancelled: (path) => `${path}: not read, because reading was cancelled.`,
};

/** Why an input gave nothing, as a sentence; null when it was read. */
export function failureText(source: Pick<SourceInfo, "path" | "failure">): string | null {
  return source.failure === null ? null : FAILURES[source.failure](source.path);
}

const DAMAGE: Readonly<Record<DamageCode, readonly [one: string, many: string]>> = {
  fileHeader: ["the file header is damaged", "file headers are damaged"],
  chunkHeader: ["chunk header is damaged", "chunk headers are damaged"],
  chunkCrc: ["chunk does not match its check sum", "chunks do not match their check sums"],
  recordCrc: ["record area does not match its check sum", "record areas do not match their check sums"],
  chunkMissing: ["chunk is missing", "chunks are missing"],
  recordBad: ["record cannot be read", "records cannot be read"],
  truncated: ["the file ends too early", "places where the file ends too early"],
  templateBad: ["template is damaged", "templates are damaged"],
  valueBad: ["value cannot be read", "values cannot be read"],
  xmlBad: ["piece of the XML is not well-formed", "pieces of the XML are not well-formed"],
  lineBad: ["line cannot be read", "lines cannot be read"],
  limit: ["limit was reached and the rest left out", "limits were reached and the rest left out"],
};
/** Codes of which there is one at most; they read better without a number. */
const SINGLE: ReadonlySet<DamageCode> = new Set(["fileHeader", "truncated"]);

/** `3 chunks do not match their check sums (first at byte 69632)`. */
export function damageText({ code, offset, count }: Damage): string {
  const [one, many] = DAMAGE[code];
  const words = count === 1 ? (SINGLE.has(code) ? one : `1 ${one}`) : `${count} ${many}`;
  return `${words} (${count === 1 ? "at" : "first at"} byte ${offset})`;
}

const NOTES: Readonly<Record<SourceNote, string>> = {
  dirty: "it was copied while Windows was writing to it, which does no harm",
  staleHeader: "its header is older than its content; all of the content was read",
  emptyChunks: "it holds unused space, which is normal",
  noLogonEvents:
    "it can be read but holds no logon events. Sessions need the Security log, with Audit Logon and Audit Logoff turned on",
  wideGaps:
    "its record numbers have gaps. Event Viewer's XML export may leave events out: export the log as .evtx instead",
};
/** Notes a user should hear of without asking. */
const WORTH_SAYING: ReadonlySet<SourceNote> = new Set(["noLogonEvents", "wideGaps"]);

export interface SourceMessage {
  /** `error`: nothing was read; `warning`: part of it is damaged; `note`: harmless. */
  readonly level: "error" | "warning" | "note";
  readonly text: string;
}

/** Everything there is to say about an input, worst first. `every` adds the notes that need no action. */
export function sourceMessages(source: SourceInfo, every = false): readonly SourceMessage[] {
  const messages: SourceMessage[] = [];
  const failure = failureText(source);
  if (failure !== null) messages.push({ level: "error", text: failure });
  if (source.damage.length > 0) {
    const damage = source.damage.map(damageText).join("; ");
    const advice = "What could be read is shown; look for an undamaged copy.";
    messages.push({ level: "warning", text: `${source.path}: damaged: ${damage}. ${advice}` });
  }
  for (const note of source.notes) {
    if (!every && !WORTH_SAYING.has(note)) continue;
    messages.push({ level: "note", text: `${source.path}: ${NOTES[note]}.` });
  }
  return messages;
}

/** Failures of the program, by the codes of the contract between page and host. */
const ERRORS: Readonly<Record<string, string>> = {
  noInput: "Nothing to read. Name a file or a folder with event logs.",
  noLog: "None of the inputs could be read as an event log.",
  fileMissing: "The file is no longer there. Open it again.",
  fileDenied: "Not allowed to read the file. Run as an administrator, or copy it to a place you can read.",
  caseUnknown: "The case is no longer open. Open its files again.",
  recordUnreadable: "This record can no longer be read. The file may have changed; open it again.",
  workerLost: "Reading stopped unexpectedly. Try again, with fewer or smaller files if it repeats.",
  hostLost: "The program behind this page has stopped. Start it again and reload the page.",
  notAllowed: "The program refused this.",
  badMessage: "Page and program do not understand each other. Reload the page.",
  saveFailed: "The file could not be written. Choose another place, or make room on the disk.",
  internal: "Something went wrong inside the program.",
};

/** A failure of the program as a sentence. */
export function errorText(code: string): string {
  return Object.hasOwn(ERRORS, code) ? ERRORS[code]! : ERRORS.internal!;
}

const END_REASON_TEXT: Readonly<Record<EndReason, string>> = {
  userLogoff: "signed out",
  logoff: "logged off",
  superseded: "replaced by a new sign-in",
  shutdown: "shutdown",
  powerLoss: "power loss",
  crash: "crash",
  logGap: "gap in the log",
  logCleared: "log was cleared",
  stillOpen: "no end in this log",
  noRecord: "no record of the end",
};

/** How a session ended, in a few words. */
export function endReasonText(reason: EndReason): string {
  return END_REASON_TEXT[reason];
}

const HOLE_TEXT: Readonly<Record<HoleCause, string>> = {
  recordGap: "records are missing",
  cleared: "the log was cleared",
  serviceStop: "the log service was stopped",
  fileEdge: "the files do not join",
};

/** Why a span has no evidence. */
export function holeText(cause: HoleCause): string {
  return HOLE_TEXT[cause];
}

const CLASS_TEXT: Readonly<Record<LogonClass, string>> = {
  desktop: "desktop",
  secondary: "with another account in someone's session",
  network: "network",
  batch: "scheduled tasks",
  service: "services",
  newCredentials: "other credentials for the network",
  machine: "computer accounts",
  anonymous: "anonymous",
  system: "Windows itself",
  desktopHelper: "desktop helpers",
  script: "logon scripts",
  cloud: "Dynamics 365",
  unlock: "unlocks",
  credentialRefresh: "credential refreshes",
};

/** What is set aside, by class. */
export function logonClassText(name: LogonClass): string {
  return CLASS_TEXT[name];
}

type Said = (name: string) => string;
const VERDICTS: Readonly<Record<VerdictKey, (said: Said) => string>> = {
  full: () => "This log can answer: logons, logoffs and lock times are recorded for the whole period.",
  noLock: () =>
    "Logons and logoffs are recorded. Lock and disconnect times are not, so presence may be overstated.",
  noLogoff: () => "Only logons are recorded. Ends are estimated from shutdowns; durations are upper limits.",
  partialWindow: (said) =>
    `The log reaches back only to ${said("oldest")}. Nothing can be said about ${said("from")} to ${said("oldest")}.`,
  cleared: (said) =>
    `The log was cleared on ${said("time")} by ${said("user")}. Earlier activity is missing.`,
  filtered: () => "The file is a filtered export. Missing events prove nothing.",
  noLogon: () => "No logon events. Turn on Audit Logon (success, failure) and Audit Logoff (success).",
  empty: () => "No Security events in this file.",
};

/** What a log can answer, with its times on the zone's clocks. */
export function verdictText(verdict: Verdict, zone: Zone): string {
  const format = timeFormat(zone);
  return VERDICTS[verdict.key]((name) => {
    const value = verdict.params[name];
    if (typeof value === "number") return format.full(value) ?? "an unknown time";
    return value === undefined || value === "" ? "someone not recorded" : value;
  });
}
