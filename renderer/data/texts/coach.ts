import type { DateOrder, TextDelimiter, TextEncodingName } from "../../../shared/types/text-import.ts";
import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  open: "How this file was read",
  title: (file: string) => `How ${file} was read`,
  zone: "The times are those of",
  zoneHint: "The export names no zone. Choose where the computer stood on which it was saved.",
  dates: "Dates are written",
  datesHint: (written: string) => `No day above 12 tells which number is the month in ${written}.`,
  itsDates: "its dates",
  encoding: "Characters are stored as",
  encodingHint: "Choose another one if letters of names look wrong below.",
  delimiter: "Columns are separated by",
  better: (weakness: string) => `${weakness} Where you can, export the log as .evtx instead.`,
  weakness: "A text export has no record numbers, times in whole seconds, and often no computer name.",
  objects:
    "Events stored as PowerShell objects have no names for their values; what their messages say in English was read.",
  undecided: "Nothing in the file decides this. What was assumed is chosen:",
  detected: (facts: string) => `Detected: ${facts}`,
  remember: "Remember for exports of this form",
  later: "Not now",
  again: "Read again like this",
  right: "This is right",
  preview: "First rows as understood",
  noRows: "The file has a header and no records.",
  written: "As written",
  understood: "Understood as",
  event: "Event",
  message: "Message begins",
  orders: {
    dmy: "day, month, year",
    mdy: "month, day, year",
    ymd: "year, month, day",
  } satisfies Record<DateOrder, string>,
  delimiters: { ",": "commas", ";": "semicolons", "\t": "tabs" } satisfies Record<TextDelimiter, string>,
  encodings: {
    "utf-8": "UTF-8",
    "utf-16le": "UTF-16",
    "utf-16be": "UTF-16, high byte first",
    "windows-1252": "Western European (Windows-1252)",
    "windows-1250": "Central European (Windows-1250)",
    "windows-1251": "Cyrillic (Windows-1251)",
    "windows-1253": "Greek (Windows-1253)",
    "windows-1254": "Turkish (Windows-1254)",
    ibm850: "Western European, console (OEM 850)",
    ibm866: "Cyrillic, console (OEM 866)",
    shift_jis: "Japanese (Shift-JIS)",
    gbk: "Chinese (GBK)",
  } satisfies Record<TextEncodingName, string>,
} as const;

/** Words of "How this file was read", for text exports. */
export const COACH_TEXTS = spoken("coach", ENGLISH);
export type CoachTexts = Spoken<typeof ENGLISH>;
