import { hoursText } from "../report-table.ts";
import { wordText } from "../report-texts.ts";
import { REPORT_WORDS } from "../report-words.ts";
import { groupedText } from "../texts.ts";

/** What the pictures of reports say. */
export const PICTURE_TEXTS = {
  hatched: "Hatched is possible, not certain.",
  firstLast: "From the first to the last moment of each day",
  firstLastNote: "The latest days, by the clock on the wall.",
  day: "Day",
  month: "Month",
  first: "First on",
  last: "Last on",
  hoursByDay: "Hours by day",
  hoursByDayNote: "All users together, each counted once however many computers they were on.",
  hoursByUser: "Hours by user",
  states: { active: "Active", locked: "Locked", disconnected: "Disconnected", asleep: "Asleep" },
  user: "User",
  present: "Present",
  range: "Least – most",
  atOnce: "Sessions at once",
  surely: "Surely",
  possibly: "Possibly",
  from: "From",
  peaksByComputer: "The most at once, by computer",
  peaksByUser: "The most at once, by user",
  computer: "Computer",
  most: "Most",
  week: "Signs of presence outside working hours, by weekday and hour",
  byUser: "By user",
  signs: "Signs",
  bursts: "When they were",
  burst: "Burst",
  attempts: "Attempts",
  after: "Signed in",
  burstsNote: "Red: a sign-in worked afterwards.",
  sprayOf: (accounts: number) => `${groupedText(accounts)} account${accounts === 1 ? "" : "s"}`,
  unknownSource: "not known from where",
  lockoutsByUser: "Lockouts by account",
  lockoutsByCaller: "Lockouts by the computer they came from",
  lockouts: "Lockouts",
  notNamed: "not named",
  counts: "Logons",
  share: "Share",
  time: "At least on",
  who: "Who was on, by computer",
  on: "On",
  clients: "Connections by client",
  connections: "Connections",
  remoteByDay: "Connections by day",
  console: "no client named",
  tunnel: "tunnel",
  dormant: "Not seen for",
  account: "Account",
  notSeenFor: "Days",
  verdict: "Dormant",
  neverSeen: (accounts: number) =>
    `${groupedText(accounts)} never seen in these logs are not drawn: for how long they were not used is not known.`,
  shared: "When one account was in several places",
  places: "At once",
  adminsByUser: "Sessions with administrator rights, by user",
  adminsByDay: "Sessions with administrator rights, by day",
  sessions: "Sessions",
  runas: "Who used whose credentials",
  uses: "Uses",
  usedBy: (user: string, target: string) => `${user} used ${target}`,
  nobody: "not recorded",
  runasByDay: "Uses by day",
  ends: "How computers ended their runs, by day",
  endings: {
    shutdown: "Shutdown",
    crash: "Crash",
    powerLoss: "Power loss",
    notRecorded: "Not recorded",
  },
  downs: "The longest times down",
  coverage: "What the logs cover",
  records: "Records",
  log: "Log",
  gap: "gap",
  withoutPossible: (days: number) =>
    `Without ${groupedText(days)} day${days === 1 ? "" : "s"} on which no record shows the user, yet a session may have gone on.`,
  onlyLatest: (shown: number, all: number) => `The latest ${groupedText(shown)} of ${groupedText(all)}.`,
} as const;

/** The shape of the words, whatever the language. */
type Said<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: Said<T[Key]> };

/** Words and habits of writing that pictures are made with. */
export interface PictureWords {
  readonly texts: Said<typeof PICTURE_TEXTS>;
  /** Short names, January and Monday first. */
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  /** Behind the number of a day: nothing in English. */
  readonly dayDot: string;
  readonly count: (value: number) => string;
  /** A share with one decimal: `97.3 %`. */
  readonly percent: (percent: number) => string;
  /** A word of a closed list. */
  readonly wordOf: (word: string, words: readonly string[] | undefined) => string;
  /** A length of time in hours and minutes. */
  readonly hoursOf: (ticks: number) => string | null;
}

/** Those of exports. */
export const ENGLISH_PICTURES: PictureWords = {
  texts: PICTURE_TEXTS,
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  dayDot: "",
  count: groupedText,
  percent: REPORT_WORDS.percent,
  wordOf: wordText,
  hoursOf: hoursText,
};
