import { spoken } from "../language.ts";
import { counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  title: "Who was on, from when to when, and how sure is that?",
  lead: "Open the Security log of a Windows computer, and its System log if you have it. Nothing leaves this machine, and the logs are only read.",
  moreFiles: (n: number) => `and ${counted(n, "more file")}`,
  cancelled: "Reading was cancelled before anything could be shown.",
  drop: "Drop logs here: {evtx}, {evt}, event XML, CSV or text exports, a folder or a {zip} of them",
  open: "Open logs…",
  demo: "Look at a sample log",
  files: "Log files",
  whereText:
    "Windows keeps the Security log at {path} and hands out copies only: “Save All Events As” in Event Viewer, or “{live}” above, on that computer.",
  others: (title: string) => `${title}…`,
  recentCases: "Recent cases",
  recent: "Recent",
  forgetThis: "Forget this one",
  forget: (names: string) => `Forget ${names}`,
  kept: "Results stay on this machine, so that a log opens at once the next time.",
  onlyListShared:
    "The list of recent logs stays on this machine; results do not, because other programs could share this page's address.",
  onlyListRefused:
    "The list of recent logs stays on this machine; results do not, because this browser keeps nothing.",
  forgetAll: "Forget everything",
  notesStay: " (your notes stay)",
  reading: "Reading",
  cancel: "Cancel",
  handing: "Handing over",
  handingTitle: "Handing the logs to Logonscope",
} as const;

/** Words of the start screen. */
export const START_TEXTS = spoken("start", ENGLISH);
export type StartTexts = Spoken<typeof ENGLISH>;
