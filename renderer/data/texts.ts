import type { JobPhase } from "../../shared/contract/job.ts";
import type {
  Confidence,
  EndReason,
  EvidenceClass,
  HoleCause,
  IntervalKind,
  ProofRole,
  SessionFlag,
  SessionKind,
} from "../../shared/types/names.ts";
import type { ReportName } from "../../shared/types/report.ts";
import { CLOUD_TEXTS } from "./texts/cloud.ts";
import { COVERAGE_TEXTS } from "./texts/coverage.ts";
import { EVENT_TEXTS } from "./texts/events.ts";
import { MASKING_TEXTS } from "./texts/masking.ts";
import { SCRIPT_TEXTS } from "./texts/scripts.ts";
import { SOURCE_TEXTS } from "./texts/sources.ts";

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

/**
 * Habits of writing numbers and dates: those of the reader as far as they go with the language of the words, which is
 * English. Times of evidence are ISO everywhere and never follow them.
 */
export const LOCALE = localeFor(navigator.languages);

/** The first English one of a reader's locales, else that of the United States. */
export function localeFor(languages: readonly string[]): string {
  return languages.find((language) => /^en(-|$)/i.test(language)) ?? "en-US";
}

const number = new Intl.NumberFormat(LOCALE);

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
    reports: "Reports",
    coverage: "Coverage",
    events: "Events",
  },
  events: EVENT_TEXTS,
  masking: MASKING_TEXTS,
  scripts: SCRIPT_TEXTS,
  cloud: CLOUD_TEXTS,
  sources: SOURCE_TEXTS,
  coverage: COVERAGE_TEXTS,
  reports: {
    list: "Reports",
    groups: { people: "People", access: "Access", evidence: "Evidence" },
    names: {
      "first-last": "First and last",
      hours: "Hours",
      concurrent: "Most at once",
      "out-of-hours": "Out of hours",
      bursts: "Bursts of refusals",
      lockouts: "Lockouts",
      counts: "Counts of logons",
      who: "Who was on",
      remote: "Remote sessions",
      dormant: "Dormant accounts",
      "shared-use": "Shared use",
      admins: "Administrators",
      runas: "Other credentials",
      boots: "Starts and outages",
      quality: "Data quality",
      d365: "Dynamics 365",
    } satisfies Record<ReportName, string>,
    show: "Behind it",
    totals: "In all",
    exactly: "exactly",
    between: (least: string, most: string) => `at least ${least}, at most ${most}`,
    caveats: "What this cannot tell",
    save: "Save",
    saveTitle: "Save this report with all its lines, sources, gaps and caveats",
    formats: {
      csv: ["For a spreadsheet", "CSV"],
      table: ["For reading", "Text"],
      json: ["For programs", "JSON"],
      jsonl: ["For programs, line by line", "JSON Lines"],
    } as const,
    notReady: "The report is not ready yet.",
    notWritten: "The report could not be written. Make it once more.",
    by: "Count by",
    days: "Days without a sign",
    at: "At",
    notATime: "Not a time such as 2024-03-06 14:05.",
    officeHours: "Working hours are Monday to Friday, 7 to 19, on the clocks of the zone.",
    calendar: "Calendar…",
    calendarHelp: "A JSON file with hours, holidays and zone; the README of the reports shows one.",
    ownHours: "Working hours from",
    ownAccounts: "Accounts from",
    accounts: "List of accounts…",
    accountsHelp: "A text file with one account a line: name, DOMAIN\\name, name@domain or SID.",
    without: "Do without it",
    unknownZone: "zone: there is no time zone of that name.",
    tooLarge: "the file is too large.",
    handingOver: "Handing over the case",
    making: "Making the report",
    stop: "Stop",
    stopped: "The report was stopped.",
    failed: "The report could not be made. It may need more memory than there is.",
    make: "Make the report",
    empty: "Nothing, as far as these logs show.",
    lines: "Lines of the report",
    showThem: "Show",
    nothingBehind: "Nothing behind it can be shown",
    copyCell: "Copy cell",
    copyLine: "Copy line",
    copyLines: "Copy",
    sources: "Made from",
    onlyFailures: "This report is not made of sessions: the filter does not apply to it.",
    onlyEvents:
      "This filter asks for what only records have, so all sessions are shown. It narrows the Events view.",
  },
  lanes: {
    cut: "Type a range to see what is earlier than",
    people: "People",
    automatic: "Automatic",
    scripts: "Logon scripts",
    byUsers: "by users",
    cloud: "Cloud sign-ins",
    refused: "Only refused",
    refusedFrom: "Refused, by source",
    refusedFromTitle: "A lane for every place that refused sign-ins came from, under the others",
    computers: "Computers",
    boots: "boots",
    started: "started",
    stopped: "shut down",
    died: "stopped without shutdown",
    crashed: "crash",
    cleared: "log cleared",
    clockForward: "clock set forward",
    clockBack: "clock set back",
    clockCaughtUp: "clock caught up after sleep",
    clockUndone: "clock put right after a jump",
    by: "by",
    /** One and many of each kind of mark. */
    marks: {
      boot: ["start", "starts"],
      stop: ["shutdown", "shutdowns"],
      crash: ["stop without shutdown", "stops without shutdown"],
      clock: ["clock change", "clock changes"],
      cleared: ["cleared log", "cleared logs"],
    } as const,
    atOnce: "at once",
    kinds: {
      desktop: "desktop",
      secondary: "run as",
      network: "network",
      batch: "batch",
      service: "service",
      newCredentials: "credentials",
      machine: "computer",
      anonymous: "anonymous",
      system: "system",
      desktopHelper: "helper",
      script: "script",
      cloud: "cloud",
    } satisfies Record<SessionKind, string>,
  },
  status: { onlyThese: "Click to see only these." },
  hiding: {
    title: "What is set aside",
    none: "Showing every kind",
    show: "show",
    people: "people only",
    byFilter: "The filter names the kinds",
    never: "part of their sessions",
  },
  filter: {
    label: "Filter",
    hint: "Filter: anna, or type:10 duration:>8h",
    more: "and…",
    terms: "Terms of the filter",
    suggestions: "Completions",
    clear: "Clear the filter",
    not: "Leave out",
    keeps: "Keeps only this. Click to leave it out.",
    leavesOut: "Leaves this out. Click to keep only it.",
    edit: "Edit",
    remove: "Remove",
    use: "Use",
    saved: "Saved filters",
    noneSaved: "No filter is saved yet",
    saveAs: "Save this filter as…",
    rename: "Rename",
    delete: "Delete",
    copy: "Copy the filter as text",
    copied: "The filter is on the clipboard. Who gets it pastes it into the box.",
    notCopied: "The browser did not let the filter be copied. Show it as text and copy it there.",
    asText: "Edit the filter as text",
    asChips: "Show the filter as terms",
    saveTitle: "Save the filter",
    renameTitle: "Rename the filter",
    name: "Name",
    keep: "Save",
    savedAs: "Saved as",
    listFull: "It was not saved: a hundred filters are kept at most.",
    onlyEvents:
      "This filter asks for what only records have, so all sessions are shown. It narrows the Events view.",
    onlySessions: "This filter is about sessions; all failed sign-ins are shown.",
    onlyFailures: "This filter is about failed sign-ins; all sessions are shown.",
  },
  inputs: {
    title: "Open inputs",
    add: "Add logs to this case…",
    other: "Open other logs…",
    remove: "Read the case without it",
    showSources: "Show what was read",
    close: "Close this case",
  },
  live: {
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
    refresh: "Add what this machine has logged since then",
    refreshing: "Reading what is new…",
  },
  who: {
    noMoment: "Not a moment that can be read. Write it like",
    examples: "14:05, Wed 14:05, 6 Mar 14:05, 6.3.2024 14:05 or 2024-03-06 14:05",
  },
  stillHere: "The case that was open is still here.",
  cacheRenewed:
    "A newer version of Logonscope had kept results in this browser. They were removed; the logs are read again, and notes stay.",
  exports: {
    button: "Export",
    title: "Export: save the table as shown",
    coverage: "Export: save what can be answered",
    report: "Export: save this report",
    waits: "Export waits until everything is read",
    sessions: "The sessions",
    failures: "The failed sign-ins",
    asShown: "as shown: filter, order, zone",
    csv: "Spreadsheet, columns of the table",
    csvAll: "Spreadsheet, every column",
    json: "Data with sources and caveats",
  },
  theme: {
    title: "Appearance and keys",
    label: "Appearance",
    system: "As the system",
    light: "Light",
    dark: "Dark",
  },
  commands: {
    undo: "Undo the last change of what is shown",
    redo: "Redo",
    back: "Back",
    forward: "Forward",
    palette: "Find a view, person or command…",
    shortcuts: "Keyboard shortcuts",
    demo: "Look at a sample log",
    themeSystem: "Appearance: as the system",
    themeLight: "Appearance: light",
    themeDark: "Appearance: dark",
    allKinds: "Show automatic logons too",
    peopleOnly: "Show people only",
    readAgain: "Read the logs again",
  },
  failed: {
    title: "This view could not be drawn",
    text: "The case is still open and nothing in it has changed; the other views work.",
    again: "Try again",
    plain: "Try without filter and range",
  },
  palette: {
    title: "Find a view, person or command",
    hint: "A view, a person, a computer, a command…",
    none: "Nothing of that name here.",
    recent: "recent case",
  },
  nothing: {
    noRecords: "They were read, but hold no records that make any.",
    pass: "pass what is asked for:",
    filter: "The filter",
    range: "The range of time",
    kinds: "Automatic logons are hidden",
    clearFilter: "Clear the filter",
    showKinds: "Show automatic logons too",
    still: "still nothing",
    all: "Show everything",
  },
  shortcuts: {
    title: "Keyboard",
    about: "Everything stays on this machine; logs are only read.",
    groups: [
      {
        name: "Everywhere",
        keys: [
          [["Ctrl", "K"], "Find a view, person, computer or command"],
          [["/", "Ctrl", "F"], "Go to the filter"],
          [["1", "…", "8"], "Switch views"],
          [["Ctrl", "Z"], "Undo a change of filter, range or kinds"],
          [["Ctrl", "Shift", "Z"], "Redo"],
          [["Alt", "←"], "Back to where you were"],
          [["Alt", "→"], "Forward again"],
          [["Shift", "F10"], "Menu of the row or bar"],
          [["Esc"], "Close the nearest thing"],
          [["?"], "This sheet"],
        ],
      },
      {
        name: "Filter",
        keys: [
          [["↓", "Enter"], "Take a completion"],
          [["Enter"], "Make a term of what is typed"],
          [["Backspace"], "Edit the last term"],
        ],
      },
      {
        name: "Time",
        keys: [
          [["←", "→"], "Strip: move the range"],
          [["Shift", "←", "→"], "Strip: move its end; timeline: half a screen"],
          [["+", "−"], "Nearer, farther"],
          [["0", "Home"], "Strip, timeline: the whole case"],
        ],
      },
      {
        name: "Timeline",
        keys: [
          [["W", "S"], "Nearer, farther"],
          [["A", "D"], "Earlier, later"],
          [["Shift", "D"], "The whole day in the middle"],
          [["↑", "↓"], "Lane above, lane below"],
          [["←", "→"], "Session before, session after"],
          [["Enter"], "Details of the session"],
          [["Wheel"], "Scroll the lanes; zoom where all fit, and over the ruler"],
          [["Ctrl", "Wheel"], "Zoom at the pointer"],
          [["Shift", "Wheel"], "Earlier, later"],
          [["Drag"], "Move; on the ruler or with Shift: zoom into a stretch"],
          [["Click"], "On the ruler: who was on then; twice on a session: fit it"],
        ],
      },
      {
        name: "Tables",
        keys: [
          [["↑", "↓"], "Next row"],
          [["Home"], "The first row"],
        ],
      },
    ] satisfies readonly {
      readonly name: string;
      readonly keys: readonly (readonly [readonly string[], string])[];
    }[],
  },
  range: {
    title: "Range of time",
    whole: "Whole case",
    clear: "Show the whole case",
    from: "From",
    to: "To",
    apply: "Apply",
    zone: "Times are shown in",
    noTime: "is not a time. Write 2024-03-06 or 2024-03-06 14:05.",
    reversed: "The range ends before it begins.",
    note: "Sessions that may reach into the range are shown, on every view and in exports.",
  },
  strip: {
    label: "The whole case by time",
    hint: "Left and right move the range, with Shift its end; plus and minus change its length; 0 shows the whole case.",
    shown: "Shown",
    wholeCase: "the whole case",
    full: "covered by the logs",
    doubt: "covered by an export that leaves records out: what is missing proves nothing",
    part: "covered by some of the logs only",
    hole: "evidence is missing",
    none: "no log of this time",
    logons: "Logons recorded",
  },
  holes: {
    recordGap: "records are missing",
    cleared: "the log was cleared",
    serviceStop: "the log service stood still",
    fileEdge: "two files do not join",
    notRecorded: "logons were not recorded",
  } satisfies Record<HoleCause | "notRecorded", string>,
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
    userWritable: "a script, written by users",
    cloudExport: "cloud export",
    inferred: "inferred",
  } satisfies Record<EvidenceClass, string>,
  evidenceMeaning: {
    eventLog: "Windows recorded it.",
    userWritable: "A script that runs as the user wrote it: lines can be false, left out or late.",
    cloudExport: "A cloud service told it in an export.",
    inferred: "It follows from records about something else.",
  } satisfies Record<EvidenceClass, string>,
  proofOfTrail: "the line",
  trailKinds: { script: "logon script", cloud: "cloud sign-in" },
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
