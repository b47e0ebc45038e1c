import { spoken } from "../language.ts";
import { count } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  title: "What these logs can answer",
  about:
    "An audit log holds an event only if the audit policy asks for it. For each question and time, this is whether silence means that nothing happened.",
  computers: "Computers, most trouble first",
  sorted: "most trouble first",
  html: "Save as HTML",
  json: "Save as JSON",
  saves: "What can be answered, and why",
  commandLine: "On the command line the same comes from",
  command: "logonscope coverage FILES --format html",
  all: "All answered, all of the time",
  answered: "answered",
  everything: "every question",
  never: "No",
  unknown: "Cannot tell",
  partly: "Partly",
  matrix: "Answers by question and time",
  matrixHint: "Left and right move from answer to answer, up and down from question to question.",
  point: "Point at a bar or use the arrow keys: the reason stands here.",
  shortSpans: (spans: number, answers: string) =>
    `${count(spans)} short spans, ${answers}; the list below has each`,
  legend: "What the bars say",
  list: "All answers as a list",
  question: "Question",
  from: "From",
  to: "To",
  answer: "Answer",
  why: "Why",
  more: (shown: number, all: number) =>
    `Only the first answers are listed; saved files hold all of them: ${count(shown)} of ${count(all)}`,
  piece: (question: string, from: string, to: string, answer: string) =>
    `${question}, ${from} to ${to}: ${answer}.`,
  verdicts: "In words",
  outside: "No log of this computer reaches into the range shown.",
  wholeCase: "Show the whole case",
  ownTime: "Show only the time of its logs",
  noLogs: "No computer is named in these logs",
  noLogsText: "They hold no records that Logonscope understands, so nothing can be told of any question.",
  stopped: "Reading was stopped before the end, so it is not known what was being recorded.",
  role: "What this computer is",
  roleByEvidence: "As its log tells",
  roleUnknown:
    "Member servers and workstations have the same settings; choose what it is, and only those stand here.",
  roles: {
    domainController: "Domain controller",
    memberServer: "Member server",
    workstation: "Workstation",
    others: "Member server or workstation",
  },
  policy: "Audit policy",
  noPolicy: "No audit policy of this computer was given.",
  noPolicyText:
    "Where the log holds no event of a kind, it cannot be told whether it would have been recorded.",
  stray: "It is of another computer and says nothing of this one.",
  nameless: "It names no computer, and there are logs of several.",
  howTo: "To tell more, save the policy as administrator on",
  howToDrop: "and drop the file on this window, or add it:",
  addPolicy: "Add the file…",
  addLabel: "Audit policy to add",
  settings: "Recommended settings",
  subcategory: "Subcategory",
  general: "General",
  stronger: "Stronger",
  policyFile: "Policy file",
  groupPolicy: "Group policy",
  log: "Log",
  missing: "known to be missing",
  missingStronger: "missing for the stronger",
  contradiction: "Contradiction:",
  commands: "What is known to be missing",
  commandsNote:
    "As administrator on this computer. The commands turn on and never off; a group policy may set it back. Later events only.",
  nothingMissing: "Nothing is known to be missing.",
  nothingMissingWithoutPolicy:
    "Nothing is known to be missing, as far as the log alone shows. With the audit policy more can be said.",
  levels: { general: "General recommendation", stronger: "Stronger recommendation" },
  both: "General and stronger recommendation",
  copy: "Copy",
  copies: "Copy the commands:",
  copiesHow: "Copy the command that saves the audit policy",
} as const;

/** Texts of the Coverage view. */
export const COVERAGE_TEXTS = spoken("coverage", ENGLISH);
export type CoverageTexts = Spoken<typeof ENGLISH>;
