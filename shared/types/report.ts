import { VERDICT_KEYS } from "./coverage.ts";
import { CONFIDENCES, END_REASONS, HOLE_CAUSES, SESSION_KINDS } from "./names.ts";

/*
 * What each report answers with: its columns and its totals, named once. Rows, schema, CSV, tables and views all follow
 * from the lists in this file. Times are ticks, `NaN` when not known; spans of time likewise.
 */

export const REPORT_NAMES = [
  "first-last",
  "hours",
  "concurrent",
  "out-of-hours",
  "bursts",
  "lockouts",
  "counts",
  "who",
  "remote",
  "dormant",
  "shared-use",
  "admins",
  "runas",
  "boots",
  "quality",
  "d365",
] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

/**
 * `key` is the stable name of the session behind a row, which the exporter knows; `day` counts local days since
 * 2024-01-01; `word` is one of a closed list.
 */
export type CellType =
  | "text"
  | "texts"
  | "moment"
  | "day"
  | "span"
  | "count"
  | "share"
  | "flag"
  | "word"
  | "key";

export interface ReportColumn {
  readonly type: CellType;
  /** Heading in tables. */
  readonly title: string;
  /** Of a word. */
  readonly words?: readonly string[];
  /** False: exported, but too much for a table on a terminal. */
  readonly table?: false;
  /** A span told in days and hours, not in hours alone. */
  readonly inDays?: true;
  /** The start or end of the one session behind the row: a table can say how sure it is. */
  readonly ofSession?: "start" | "end";
}
export type ReportColumns = Readonly<Record<string, ReportColumn>>;

export type CellOf<Column extends ReportColumn> = Column["type"] extends "text" | "key"
  ? string | null
  : Column["type"] extends "texts"
    ? readonly string[]
    : Column["type"] extends "moment" | "span" | "day"
      ? number
      : Column["type"] extends "count" | "share"
        ? number | null
        : Column["type"] extends "flag"
          ? boolean | null
          : Column["words"] extends readonly (infer Word)[]
            ? Word | null
            : never;
export type RowOf<Columns extends ReportColumns> = {
  readonly [Name in keyof Columns]: CellOf<Columns[Name]>;
};
/** A row of some report. */
export type ReportCells = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

const text = <const Title extends string>(title: Title) => ({ type: "text", title }) as const;
const texts = <const Title extends string>(title: Title) => ({ type: "texts", title }) as const;
const moment = <const Title extends string>(title: Title) => ({ type: "moment", title }) as const;
const day = <const Title extends string>(title: Title) => ({ type: "day", title }) as const;
const span = <const Title extends string>(title: Title) => ({ type: "span", title }) as const;
const count = <const Title extends string>(title: Title) => ({ type: "count", title }) as const;
const flag = <const Title extends string>(title: Title) => ({ type: "flag", title }) as const;
const word = <const Title extends string, const Words extends readonly string[]>(
  title: Title,
  words: Words,
) => ({ type: "word", title, words }) as const;
/** Leaves a column out of tables on a terminal. */
const only = <const Column extends ReportColumn>(column: Column) => ({ ...column, table: false }) as const;
/** A span that is told in days, where no one adds up hours. */
const inDays = <const Column extends ReportColumn>(column: Column) => ({ ...column, inDays: true }) as const;

const key = only({ type: "key", title: "Key" } as const);
const account = { user: text("User"), domain: only(text("Domain")), sid: only(text("SID")) } as const;
const endOf = {
  end: { ...moment("To"), ofSession: "end" } as const,
  endReason: word("How it ended", END_REASONS),
  confidence: only(word("Confidence", CONFIDENCES)),
} as const;
const origin = { sourceAddress: text("Address"), clientName: text("Client") } as const;
const bounds = {
  present: span("Present"),
  presentMin: span("At least"),
  presentMax: span("At most"),
  active: span("Active"),
  activeMin: only(span("Active at least")),
  activeMax: only(span("Active at most")),
} as const;
const away = { locked: span("Locked"), disconnected: span("Disconnected"), asleep: span("Asleep") } as const;

export const REPORT_COLUMNS = {
  "first-last": {
    day: day("Day"),
    ...account,
    first: moment("First on"),
    firstIs: word("First is", ["start", "continued", "notLater"]),
    last: moment("Last on"),
    lastIs: word("Last is", ["end", "continued", "between", "atLeast", "notKnown"]),
    lastLower: only(moment("Last from")),
    lastUpper: moment("Last at most"),
    computers: texts("Computers"),
    sessions: count("Sessions"),
  },
  hours: {
    day: day("Day"),
    ...account,
    ...bounds,
    ...away,
    computers: texts("Computers"),
    sessions: count("Sessions"),
    unknownEnds: count("Ends not known"),
  },
  concurrent: {
    scope: word("Of", ["case", "computer", "user"]),
    name: text("Name"),
    sure: count("Surely"),
    sureAt: moment("First at"),
    possible: count("Possibly"),
    possibleAt: moment("First at"),
    sessions: count("Sessions"),
  },
  "out-of-hours": {
    key,
    time: moment("Time"),
    what: word("What", ["start", "unlock", "reconnect"]),
    why: word("Why", ["outsideHours", "freeWeekday", "holiday"]),
    ...account,
    computer: text("Computer"),
    automatic: flag("Automatic?"),
    ...origin,
  },
  bursts: {
    what: word("What", ["burst", "spray"]),
    by: word("By", ["account", "source", "accountAndSource"]),
    account: text("Account"),
    source: text("Source"),
    first: moment("From"),
    last: moment("To"),
    attempts: count("Attempts"),
    accounts: count("Accounts"),
    computers: texts("Computers"),
    succeeded: moment("Then signed in"),
    succeededAs: text("As"),
  },
  lockouts: {
    time: moment("Locked out"),
    user: text("User"),
    sid: only(text("SID")),
    computer: text("Recorded on"),
    caller: text("From computer"),
    attempts: count("Attempts before"),
    firstAttempt: moment("First attempt"),
    sources: texts("Sources"),
    unlocked: moment("Unlocked"),
    unlockedBy: text("By"),
  },
  counts: {
    group: text("Group"),
    count: count("Logons"),
    share: { type: "share", title: "Share" },
    durationMin: span("At least on"),
    unknownEnds: count("Ends not known"),
  },
  who: {
    key,
    computer: text("Computer"),
    ...account,
    kind: only(word("Kind", SESSION_KINDS)),
    logonType: only(count("Type")),
    presence: word("Was on", ["yes", "possibly"]),
    state: word("State", ["active", "locked", "disconnected", "asleep"]),
    start: { ...moment("From"), ofSession: "start" },
    ...endOf,
    endLower: only(moment("Not before")),
    endUpper: only(moment("Not after")),
    ...origin,
  },
  remote: {
    key,
    time: moment("Time"),
    what: word("What", ["signIn", "reconnect", "unlock", "notSeen", "checked"]),
    ...account,
    computer: text("Computer"),
    ...origin,
    tunnel: flag("Tunnel"),
    until: moment("Until"),
    untilIs: word("Ended by", ["disconnect", "next", "end"]),
    ...endOf,
  },
  dormant: {
    ...account,
    listed: flag("Listed"),
    verdict: word("Dormant", ["yes", "whereSeen", "cannotTell"]),
    lastSeen: moment("Last seen"),
    lastKind: word("As", SESSION_KINDS),
    lastComputer: text("On"),
    idle: inDays(span("Not seen for")),
    covered: inDays(span("Of it recorded")),
    notCovered: texts("Not covered"),
  },
  "shared-use": {
    ...account,
    what: word("What", ["overlap", "sources"]),
    certain: flag("Surely"),
    from: moment("From"),
    to: moment("To"),
    most: count("At once"),
    computers: texts("Computers"),
    sources: texts("Sources"),
    sessions: count("Sessions"),
  },
  admins: {
    key,
    time: { ...moment("From"), ofSession: "start" },
    ...account,
    computer: text("Computer"),
    kind: word("Kind", SESSION_KINDS),
    logonType: count("Type"),
    elevated: flag("Elevated"),
    builtIn: flag("Built-in"),
    specialGroup: flag("Watched group"),
    runAs: flag("RunAs target"),
    sourceAddress: text("Address"),
    ...endOf,
  },
  runas: {
    key,
    time: moment("Time"),
    ...account,
    computer: text("Computer"),
    target: text("Used account"),
    server: text("For"),
    process: text("Program"),
    how: word("How", ["runAs", "networkOnly", "credentials"]),
    ...endOf,
  },
  boots: {
    computer: text("Computer"),
    what: word("What", ["up", "down", "asleep", "clockSet", "logCleared"]),
    from: moment("From"),
    to: moment("To"),
    least: span("At least"),
    most: span("At most"),
    how: word("How", ["shutdown", "crash", "powerLoss", "running", "notRecorded"]),
    by: text("By"),
    detail: text("Detail"),
  },
  quality: {
    computer: text("Computer"),
    channel: text("Log"),
    what: word("What", ["coverage", "verdict", "gap", "clockSteps", "aliases", "damage"]),
    from: moment("From"),
    to: moment("To"),
    count: count("Count"),
    filtered: flag("Filtered"),
    cause: word("Why", HOLE_CAUSES),
    verdict: word("Verdict", VERDICT_KEYS),
    detail: text("Detail"),
  },
  d365: {
    key,
    what: word("What", ["gap", "complete", "incomplete", "pending", "export", "unknownUser", "login"]),
    environment: text("Environment"),
    user: text("User"),
    email: text("E-mail"),
    from: moment("From"),
    to: moment("To"),
    endReason: word("How it ended", END_REASONS),
    confidence: only(word("Confidence", CONFIDENCES)),
    endLower: only(moment("Not before")),
    count: count("Count"),
    assumed: flag("Assumed?"),
    nextDue: moment("Next export due"),
    due: only(word("Due", ["covered", "soon", "overdue"])),
  },
} as const satisfies Readonly<Record<ReportName, ReportColumns>>;

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

/** Name of a column in JSON and CSV: spans of time say that they are seconds. */
export function fieldName(name: string, { type }: ReportColumn): string {
  return type === "span" ? `${name}Seconds` : name;
}

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

export type ReportRowOf<Name extends ReportName> = RowOf<(typeof REPORT_COLUMNS)[Name]>;
export type ReportTotalsOf<Name extends ReportName> = RowOf<(typeof REPORT_TOTALS)[Name]>;

/** What sessions can be counted by. */
export const COUNT_GROUPS = ["type", "computer", "user", "source"] as const;
export type CountGroup = (typeof COUNT_GROUPS)[number];

/** What a report cannot tell, or tells only so far. Each key has one wording, in the exporters. */
export const REPORT_CAVEATS = [
  "partial",
  "damaged",
  "unknownEndsLeftOut",
  "openEnds",
  "possibleDays",
  "noLockRecords",
  "noConnectRecords",
  "someDomainControllers",
  "noFailureRecords",
  "loopback",
  "overlapIsNotSharing",
  "dormantCovered",
  "elevatedIsNotUsed",
  "noSystemLog",
  "clocks",
  "setAsideOfCase",
  "limited",
  "noCloudExports",
  "cloudGaps",
  "cloudEndAssumed",
  "cloudUtcAssumed",
  "cloudViewsOnly",
  "cloudUnknownUsers",
] as const;
export type ReportCaveat = (typeof REPORT_CAVEATS)[number];
