import { spoken } from "../language.ts";
import { count, counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  inputs: (n: number) => counted(n, "input"),
  list: "Inputs",
  which: "Inputs to show",
  all: "All",
  troubled: (n: number) => `Damaged or not read: ${count(n)}`,
  add: "Add files",
  readAgain: "Read again",
  toAdd: "Log files to add",
  summary: (bytes: string, records: number, about: number, twice: string) =>
    `${bytes}, ${counted(records, "record")}; ${count(about)} of them are about logons, locks, starts and stops.${twice} The files were only read, never changed.`,
  twice: (n: number) => ` ${counted(n, "record")} stood in more than one input and count once.`,
  states: { failed: "not read", damaged: "damaged", silent: "no logon events", read: "read" },
  records: (n: number) => counted(n, "record"),
  leftOut: "Left out",
  otherFiles: (n: number, folder: string) =>
    n === 1 ? `1 other file in ${folder} is no log` : `${count(n)} other files in ${folder} are no logs`,
  more: (n: number) => `and ${count(n)} more`,
  remove: "Remove",
  removeNamed: (file: string) => `Remove ${file}`,
  removeTitle: (file: string) => `Read again without ${file}`,
  damaged: (what: string) => `Damaged: ${what}. What could be read is shown.`,
  takenFor: "Taken for",
  noHash: "not worked out: reading stopped before the end",
  recordsTitle: "Records",
  used: (records: number, used: number) =>
    `${count(records)}, ${used === records && used > 0 ? "all" : count(used)} of them used`,
  duplicates: (n: number) => `; ${count(n)} also in an earlier input, counted once`,
  recovered: (n: number) => `; ${counted(n, "deleted record")} seen and left out`,
  covers: "Covers",
  span: (from: string, to: string) => `${from} to ${to}`,
  gives: "Gives",
  given: (begin: number, end: number) =>
    `${counted(begin, "session")} ${begin === 1 ? "begins" : "begin"} and ${count(end)} ${end === 1 ? "ends" : "end"} with its records`,
  givenRefused: (sessions: string, n: number) => `${sessions}; ${counted(n, "refused sign-in")}`,
  goesOn: "Goes on in",
  computers: "Computers",
  logs: "Logs",
  computer: "Computer",
  notNamed: "not named in the file",
  settings: "Settings",
  unknownSettings: (n: number) =>
    `; ${count(n)} in a language that is not known here: "auditpol /backup" writes numbers`,
  leftRows: (n: number) => `; ${counted(n, "row")} about single users or further computers left out`,
  gaps: "Gaps in and beside it",
  gap: (log: string, computer: string, why: string) => `${log} of ${computer}: ${why}`,
  andMore: (names: string, n: number) => `${names} and ${count(n)} more`,
  formats: {
    d365: "Dynamics 365",
    evtx: "Windows event log (.evtx)",
    evt: "event log of Windows XP or 2003 (.evt)",
    xml: "event XML",
  },
  archive: "Its runs",
  archiveFormat: "Index of an archive of scheduled runs",
  joins: {
    joins: "the record numbers run on, nothing is missing between the two",
    overlaps: "both hold the time between; what stands in both counts once",
    gap: "between the two records are missing",
    unknown:
      "whether anything is missing between the two cannot be told, because records were filtered out or numbered anew",
  },
} as const;

/** Texts of the Sources view. */
export const SOURCE_TEXTS = spoken("sources", ENGLISH);
export type SourceTexts = Spoken<typeof ENGLISH>;
