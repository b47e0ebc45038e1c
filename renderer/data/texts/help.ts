import { spoken } from "../language.ts";
import { counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  title: "Help",
  open: "Help (F1)",
  key: "F1",
  close: "Close the help",
  back: "Back to the page before",
  contents: "Contents",
  search: "Search the help",
  found: (n: number) => counted(n, "place"),
  nothing: "Nothing in the guide holds all these words.",
  loading: "Loading the guide…",
  failed: "The guide could not be loaded. Close it and open it again.",
  next: (title: string) => `Next: ${title}`,
  enlarge: "Show the picture larger",
  picture: "Picture",
  /** Above a page that the language of the page does not have. */
  inEnglish: "This page is in English only.",
  site: "opens in your browser",
  /** Links beside what raises a question. */
  about: (what: string) => `Help: ${what}`,
  howDecided: "How is this decided?",
  howSure: "How sure is this?",
  reasons: "What the reasons mean",
  aboutReport: "What this report tells",
  aboutMasking: "What is hidden, and what is not",
  aboutRights: "Which rights does it take?",
  aboutPage: "The guide in the program",
} as const;

/** Words around the guide; its pages stand in docs/guide. */
export const HELP_TEXTS = spoken("help", ENGLISH);
export type HelpTexts = Spoken<typeof ENGLISH>;
