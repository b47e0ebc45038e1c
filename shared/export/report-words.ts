import type { VerdictKey } from "../types/coverage.ts";
import type { Confidence } from "../types/names.ts";
import type { ReportCaveat, ReportName } from "../types/report.ts";
import type { ColumnTitle, ReportWord } from "../types/report-totals.ts";
import { groupedText } from "./texts.ts";

/* What reports say in English, in one place. */

export const REPORT_WORDS = {
  grouped: (count: number) => groupedText(count),
  /** Of a share, one decimal. */
  percent: (percent: number) => `${percent.toFixed(1)} %`,
  duration: { under: "under", point: "." },
  yes: "yes",
  no: "no",
  titles: {
    "first-last": "First and last moment of every user on every day",
    hours: "Hours of every user on every day",
    concurrent: "The most sessions at once",
    "out-of-hours": "Signs of presence outside working hours",
    bursts: "Bursts of refused sign-ins",
    lockouts: "Lockouts and what caused them",
    counts: "Logons counted",
    who: "Who was on",
    remote: "Sessions over the network, by connection",
    dormant: "Accounts that were not used",
    "shared-use": "Accounts used in several places",
    admins: "Sessions with administrator rights",
    runas: "Credentials of other accounts used",
    boots: "Starts, outages, sleep, clock changes, cleared logs",
    quality: "What the evidence covers, and where it is missing",
    d365: "Who was on Dynamics 365, and what its exports cover",
  } satisfies Record<ReportName, string>,
  caveats: {
    partial: "Reading was stopped part-way: what was not read is missing here.",
    damaged: "Some input is damaged or could not be read: records may be missing.",
    unknownEndsLeftOut:
      "Sessions whose end a gap in the log hides give no hours; they are counted, and lift the upper bound.",
    openEnds:
      "Sessions without a start or an end in these logs count as far as records show them; how much longer they ran is not known.",
    possibleDays:
      "On some days users may have been on although no record shows it; these are counted in the totals, not listed.",
    noLockRecords:
      "Locks and unlocks are known only where Windows records them (audit Other Logon/Logoff Events); else presence is overstated and unlocks are missing.",
    noConnectRecords:
      "Connects and disconnects are known only where Windows records them (the Security log with Other Logon/Logoff Events, or the LocalSessionManager log).",
    someDomainControllers:
      "Refusals and lockouts of domain accounts stand on the domain controllers: without the logs of all of them some are missing.",
    noFailureRecords:
      "These logs hold no refused sign-in. Where failures are not audited, that proves nothing.",
    loopback: "A source of 127.0.0.1 or ::1 is a tunnel: the real client is not in these records.",
    overlapIsNotSharing:
      "Overlapping sessions may be one person at two computers, or a Remote Desktop from one's own session.",
    dormantCovered:
      "An account is dormant where the Security log of every computer covers all of the time, and dormant where seen if those of the computers on which it was ever seen do; the others are named beside it. Use on computers whose logs are not here is not seen.",
    elevatedIsNotUsed: "Records tell that rights or credentials were available, not what was done with them.",
    noSystemLog:
      "Without the System log, sleep, requests for a shutdown and causes of a crash are not known.",
    clocks:
      "Clocks of different computers may differ by minutes: moments of two computers are not exact to each other.",
    setAsideOfCase:
      "Logons that are set aside are counted for the whole case only: how many they are in a window or under a filter is not known.",
    limited: "Only the first 200,000 lines are told. Choose a shorter window or a filter.",
    noCloudExports: "No export of Dynamics 365 is among the inputs: nothing is said of who was on.",
    cloudGaps: "No export covers the gaps named first: logins in them are unknown, not absent.",
    cloudEndAssumed:
      "Up to when some exports were asked for is not known: the last login in them was taken, and what they cover may be more.",
    cloudUtcAssumed: "Times without an offset were taken as UTC.",
    cloudViewsOnly:
      "Page views of Application Insights show when a session was at work, neither that nobody else signed in nor when anyone left.",
    cloudUnknownUsers:
      "Some ids are in no list of users. Export the grid of System administration, Users, and open it with the exports.",
  } satisfies Record<ReportCaveat, string>,
  /** Words of closed lists; in English some are their own text. */
  words: {
    pending: "not exported yet",
    unknownUser: "user in no list",
    covered: "not due yet",
    soon: "due soon",
    continued: "over midnight",
    notLater: "on already",
    between: "at some time until",
    atLeast: "or later",
    notKnown: "not known",
    outsideHours: "outside the hours",
    freeWeekday: "free weekday",
    account: "account",
    accountAndSource: "account and source",
    signIn: "signed in",
    reconnect: "reconnected",
    unlock: "unlocked",
    notSeen: "on already",
    checked: "checked only",
    cannotTell: "cannot tell",
    whereSeen: "where it was seen",
    runAs: "new session",
    networkOnly: "for other computers",
    credentials: "no session here",
    powerLoss: "power loss",
    running: "still running",
    notRecorded: "not recorded",
    clockSet: "clock set",
    logCleared: "log cleared",
    clockSteps: "clock steps",
    newCredentials: "new credentials",
    disconnect: "disconnected",
    next: "next connection",
  } as Readonly<Partial<Record<ReportWord, string>>>,
  /** Verdicts in the few words that a table has room for; their sentences stand in the table of messages. */
  verdicts: {
    full: "logons, logoffs and locks are recorded",
    noLock: "lock times are not recorded",
    noLogoff: "logoffs are not recorded",
    noLogon: "logons are not recorded",
    partialWindow: "the log begins later",
    cleared: "the log was cleared",
    policyChanged: "the audit policy was changed",
    dcOnly: "a domain controller",
    filtered: "a filtered export",
    empty: "nothing to judge by",
  } satisfies Record<VerdictKey, string>,
  /** Headings by the English ones, which stand in the list of columns. */
  columns: {} as Readonly<Partial<Record<ColumnTitle, string>>>,
  /** The same where a word of a closed list stands below, and another heading is right. */
  wordColumns: {} as Readonly<Partial<Record<ColumnTitle, string>>>,
  /** What stands in the column `detail`: names, numbers and words of the engine, which are English. */
  detail: (text: string) => text,

  notKnown: "not known",
  before: (time: string) => `before ${time}`,
  between: (from: string, to: string) => `between ${from} and ${to}`,
  noEnd: "no end in this log",
  noEndSeen: (last: string) => `no end in this log (last seen ${last})`,
  endInGap: "not known: the log has a gap",

  sure: {
    exact: "recorded",
    bounded: "between two moments",
    open: "not in these logs",
    unknown: "not known",
  } satisfies Record<Confidence, string>,
  ends: (counted: string) => `Ends of the sessions behind it: ${counted}.`,
  notCoveredMoment: (log: string, from: string, to: string) =>
    `The log of ${log} does not cover this moment: it runs from ${from} to ${to}.`,
  notCovered: (log: string, from: string, to: string) =>
    `The log of ${log} does not cover all of this time: it runs from ${from} to ${to}.`,
  source: (path: string, sha256: string | null) =>
    `Source: ${path}${sha256 === null ? "" : ` (SHA-256 ${sha256})`}`,
  sourceUnread: (path: string) => `Source: ${path} (not read)`,
  policyChangedAt: (computer: string, times: string, when: string) =>
    `${computer}: The audit policy was changed ${times} times on ${when}. Results before and after are not comparable; the coverage names each change.`,
  policyChangedBetween: (computer: string, times: string, from: string, to: string) =>
    `${computer}: The audit policy was changed ${times} times between ${from} and ${to}. Results before and after are not comparable; the coverage names each change.`,
  more: (more: string) => `... and ${more} more such.`,
  gap: (log: string, computer: string, from: string, to: string, cause: string) =>
    `The ${log} log of ${computer} says nothing from ${from} to ${to}: ${cause}.`,
  gapBefore: (log: string, computer: string, to: string, cause: string) =>
    `The ${log} log of ${computer} says nothing before ${to}: ${cause}.`,
  gapAt: (log: string, computer: string, at: string, cause: string) =>
    `The ${log} log of ${computer} says nothing at ${at}: ${cause}.`,
};

/** The table in another language. */
export type ReportWords = typeof REPORT_WORDS;
