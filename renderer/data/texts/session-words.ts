import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

/*
 * What is said of one session or refusal. In braces stand the places of moments, names and reasons, see `filledWords`.
 */

const ENGLISH = {
  began: {
    exact: "On from {start}.",
    unknown: "When it began is not in this log.",
    before: "On since before {start}: the start is not in this log.",
    between: "Began between {from} and {to}.",
  },
  ended: {
    signedOut: "Signed out at {end}.",
    at: "Ended at {end}: {reason}.",
    after: "Ended after {end}: {reason}.",
    before: "Ended before {end}: {reason}.",
    between: "Ended between {from} and {to}: {reason}.",
    open: "It has no end in this log.",
    openSeen: "It has no end in this log (last seen {last}).",
    unknown: "When it ended is not known: {cause}.",
    unknownSeen: "When it ended is not known: {cause} (last seen {last}).",
  },
  causes: {
    logCleared: "the log was cleared",
    logGap: "the log has a gap",
    noRecord: "the log holds no record of it",
  },
  refused: "{user} was refused on {computer} at {time}: {why}.",
  refusedFrom: "{user} was refused on {computer} at {time}, coming from {from}: {why}.",
  /** A reason as it stands behind a colon. */
  why: (reason: string) => `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,

  cells: {
    after: (time: string) => `after ${time}`,
    before: (time: string) => `before ${time}`,
    openSeen: (time: string) => `no end, last seen ${time}`,
    unknownSeen: (time: string) => `not known, last seen ${time}`,
    followed: "signed in soon after",
    yes: "yes",
    no: "no",
  },

  facts: {
    on: "On",
    active: "Active",
    from: "From",
    computer: "Computer",
    account: "Account",
    spellings: "Also written",
    names: "Also called",
    sid: "SID",
    logonId: "Logon id",
    rights: "Rights",
    process: "Process",
    package: "Package",
    remarks: "Remarks",
    evidence: "Evidence",
    type: "Type",
    sessionName: "Session name",
    server: "Logged on by",
    email: "E-mail",
    environment: "Environment",
  },
  elevated: "elevated",
  andMore: (names: string, more: number) => `${names} and ${more} more`,
  /** How often a session was locked, disconnected and so on. */
  times: (times: number) => (times === 1 ? "once" : `${times} times`),
  lastOpen: "the last without an end",
  /** The id of a logon and those of the second tokens that Windows made with it. */
  logonIds: (lead: string, twins: string) => `${lead} with ${twins}`,
  title: (user: string, computer: string) => `${user} on ${computer}`,
  typeUnknown: "type of logon not known",

  /** The details as text for a ticket. */
  text: {
    end: (confidence: string, reason: string) => `End: ${confidence}, ${reason}`,
    proof: (what: string, channel: string, eventId: number, record: string, time: string) =>
      `${what}: ${channel} event ${eventId}, record ${record}, ${time}`,
    proofs: (records: number) => `How we know (${records === 1 ? "1 record" : `${records} records`}):`,
    surer: "What would make it surer:",
    zone: (zone: string) => `Times in ${zone}`,
  },

  /** What the records at the edges of an interval say; 4624 stands there for an unlock of Windows 10 and later. */
  edges: {
    1: "Asleep and awake again",
    24: "Disconnected",
    25: "Reconnected",
    42: "Asleep",
    107: "Awake",
    506: "Standby",
    507: "Awake",
    4616: "Clock moved on",
    4624: "In use again",
    4778: "Reconnected",
    4779: "Disconnected",
    4800: "Locked",
    4801: "Unlocked",
    4802: "Screen saver on",
    4803: "Screen saver off",
  },
  refusal: "Refused",

  /** Ranges that end where the log ends: a log of last year has no "today". */
  ranges: {
    lastDay: "Last day of the log",
    dayBefore: "Day before it",
    days: (days: number) => `Last ${days} days of the log`,
    rowDay: "Day of the chosen row",
  },
} as const;

export const SESSION_WORDS = spoken("sessionWords", ENGLISH);
export type SessionWords = Spoken<typeof ENGLISH>;
