import { spoken } from "../language.ts";
import { count, counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  label: "Records of the logs",
  levels: ["", "Critical", "Error", "Warning", "Information", "Verbose"],
  recovered: "deleted, found in unused space",
  showRecovered: "Deleted records too",
  recoveredTitle:
    "Records that were deleted but still lie in unused space of the files. They never count for sessions.",
  reading: "Listing records",
  stop: "Stop",
  stopped: "Listing was stopped: these are the records found until then.",
  again: "List again",
  otherFilter: "This filter asks for what only sessions or sign-ins have, so all records are shown.",
  otherFields:
    "Records can be asked for eventid, channel, provider, computer, user, record, text, from and to.",
  nothing: "No record matches",
  none: "No records in these logs",
  clear: "Show all records",
  firstOnly: (records: number) =>
    `The first ${count(records)} are listed: ask for a shorter time or fewer kinds of record to see the others.`,
  unread: (files: number) => `${counted(files, "file")} could not be read to the end.`,
  noCase: "The files of this case have to be read again before their records can be listed.",
  found: "Belongs to",
  refused: "Refused sign-in",
  during: "During",
  noLink: "No session of this case rests on this record.",
  showHere: "Show among the records around it",
  place: "Place",
  offset: "at byte",
} as const;

/** Texts of the Events view and of single records. */
export const EVENT_TEXTS = spoken("events", ENGLISH);
export type EventTexts = Spoken<typeof ENGLISH>;
