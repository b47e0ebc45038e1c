import { spoken } from "../language.ts";
import { counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  label: "Filter",
  hint: "Filter: anna, or type:10 duration:>8h",
  more: "and…",
  terms: "Terms of the filter",
  suggestions: "Completions",
  /** Beside a value that no session on screen has. */
  refused: (n: number) => counted(n, "failed sign-in"),
  clear: "Clear the filter",
  not: "Leave out",
  /** Before a term that is left out. */
  notWord: "not",
  keeps: "Keeps only this. Click to leave it out.",
  leavesOut: "Leaves this out. Click to keep only it.",
  edit: "Edit",
  remove: "Remove",
  use: (word: string) => `Use “${word}”`,
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
  savedAs: (name: string) => `Saved as “${name}”.`,
  listFull: "It was not saved: a hundred filters are kept at most.",
  onlyEvents:
    "This filter asks for what only records have, so all sessions are shown. It narrows the Events view.",
  onlySessions: "This filter is about sessions; all failed sign-ins are shown.",
  onlyFailures: "This filter is about failed sign-ins; all sessions are shown.",
} as const;

/** Words of the filter box. */
export const FILTER_TEXTS = spoken("filter", ENGLISH);
export type FilterTexts = Spoken<typeof ENGLISH>;
