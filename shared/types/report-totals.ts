import type { VERDICT_KEYS } from "./coverage.ts";
import type { END_REASONS, HOLE_CAUSES } from "./names.ts";
import type { REPORT_COLUMNS, ReportName } from "./report.ts";
import {
  away,
  bounds,
  count,
  flag,
  inDays,
  moment,
  type ReportColumns,
  type RowOf,
  span,
  word,
} from "./report-column.ts";

/** The totals of each report: what stands above its rows. */
export const REPORT_TOTALS = {
  "first-last": { users: count("Users"), days: count("Days"), possibleDays: count("Days only possibly on") },
  hours: {
    users: count("Users"),
    days: count("Days"),
    possibleDays: count("Days only possibly on"),
    ...bounds,
    ...away,
    unknownEnds: count("Ends not known"),
  },
  concurrent: {
    sure: count("Surely at once"),
    sureAt: moment("First at"),
    possible: count("Possibly at once"),
    possibleAt: moment("First at"),
    sessions: count("Sessions"),
  },
  "out-of-hours": {
    events: count("Signs of presence"),
    outside: count("Out of hours"),
    automatic: count("Automatic"),
    users: count("Users"),
  },
  bursts: {
    records: count("Records"),
    attempts: count("Attempts"),
    bursts: count("Bursts"),
    sprays: count("Sprays"),
    succeeded: count("Then signed in"),
  },
  lockouts: {
    lockouts: count("Lockouts"),
    users: count("Users"),
    unlocked: count("Unlocked"),
    unexplained: count("Without attempts in these logs"),
  },
  counts: {
    counted: count("Logons counted"),
    setAside: count("Set aside"),
    system: count("Windows itself"),
    desktopHelper: count("Desktop helpers"),
    machine: count("Computer accounts"),
    anonymous: count("Anonymous"),
    unlock: count("Unlocks"),
    credentialRefresh: count("Credential refreshes"),
  },
  who: { surely: count("Surely on"), possibly: count("Possibly on"), users: count("Users") },
  remote: {
    connections: count("Connections"),
    sessions: count("Sessions"),
    users: count("Users"),
    clients: count("Clients"),
    tunnels: count("Tunnels"),
    checkedOnly: count("Checked, not signed in"),
  },
  dormant: {
    accounts: count("Accounts"),
    used: count("In use"),
    dormant: count("Dormant"),
    whereSeen: count("Dormant where seen"),
    cannotTell: count("Cannot tell"),
    covered: span("Recorded of the time asked for"),
  },
  "shared-use": { users: count("Users"), overlaps: count("Overlaps"), days: count("Days with many sources") },
  admins: {
    sessions: count("Sessions"),
    users: count("Users"),
    elevated: count("Elevated"),
    otherKinds: count("Elevated logons of other kinds"),
  },
  runas: { uses: count("Uses"), users: count("Users"), targets: count("Accounts used") },
  boots: {
    boots: count("Starts"),
    shutdowns: count("Shutdowns"),
    crashes: count("Crashes"),
    powerLosses: count("Power losses"),
    notRecorded: count("Ends not recorded"),
    downMin: span("Down at least"),
    downMax: span("Down at most"),
    asleep: span("Asleep"),
    clockSteps: count("Clock steps"),
    cleared: count("Logs cleared"),
  },
  quality: {
    computers: count("Computers"),
    records: count("Records"),
    gaps: count("Gaps"),
    gapTime: span("Time in gaps"),
    duplicates: count("Duplicates"),
    orphanLogoffs: count("Logoffs without a logon"),
    unknownStarts: count("Sessions without a start"),
    unknownEnds: count("Sessions without a known end"),
    damaged: count("Damaged inputs"),
  },
  d365: {
    environments: count("Environments"),
    exports: count("Exports"),
    from: moment("Covered from"),
    to: moment("Covered to"),
    complete: flag("Complete"),
    gaps: count("Gaps"),
    gapTime: inDays(span("Time in gaps")),
    nextDue: moment("Next export due"),
    due: word("Due", ["covered", "soon", "overdue"]),
    logins: count("Logins"),
    users: count("Users"),
    unknownUsers: count("Users in no list"),
    repeated: count("Logins told more than once"),
  },
} as const satisfies Readonly<Record<ReportName, ReportColumns>>;

export type ReportTotalsOf<Name extends ReportName> = RowOf<(typeof REPORT_TOTALS)[Name]>;

type ColumnsOf<Tables> = { [Name in keyof Tables]: Tables[Name][keyof Tables[Name]] }[keyof Tables];
type AnyColumn = ColumnsOf<typeof REPORT_COLUMNS> | ColumnsOf<typeof REPORT_TOTALS>;

/** Headings of all columns and totals, which tables of other languages translate. */
export type ColumnTitle = AnyColumn["title"];

type OwnWords<Column> = Column extends { readonly words: infer Words }
  ? Words extends typeof END_REASONS | typeof VERDICT_KEYS | typeof HOLE_CAUSES
    ? never
    : Words extends readonly (infer Word)[]
      ? Word
      : never
  : never;
/** Words of closed lists that reports alone have; those of ends, verdicts and holes have texts elsewhere. */
export type ReportWord = Extract<OwnWords<AnyColumn>, string>;
