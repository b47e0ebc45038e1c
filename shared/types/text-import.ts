import type { CloudAnswers } from "./cloud.ts";
import type { Ticks } from "./units.ts";

/** Encodings in which a text export may be stored. */
export const TEXT_ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "ibm850",
  "ibm866",
  "shift_jis",
  "gbk",
] as const;
export type TextEncodingName = (typeof TEXT_ENCODINGS)[number];

export const TEXT_DELIMITERS = [",", ";", "\t"] as const;
export type TextDelimiter = (typeof TEXT_DELIMITERS)[number];

/** Order of day, month and year in the dates of a text export. */
export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What the content of a text export does not decide, and nobody has said. */
export const TEXT_QUESTIONS = ["zone", "dateOrder", "encoding", "role", "calendar"] as const;
export type TextQuestion = (typeof TEXT_QUESTIONS)[number];

/** What the lines of a file of a logon script tell; only ever said of one file. */
export const LINE_ROLES = ["logon", "logoff"] as const;
export type LineRole = (typeof LINE_ROLES)[number];

/** What becomes of years such as 2567 or 1445. */
export const CALENDAR_CHOICES = ["convert", "leave"] as const;
export type CalendarChoice = (typeof CALENDAR_CHOICES)[number];

/** What a user says of text exports; a member left out is decided by content. */
export interface ImportAnswers {
  /** Exports whose `TextImport.signature` this is; null for any. */
  readonly signature: string | null;
  /** Only the input of this name; null for any. */
  readonly file: string | null;
  readonly zone?: string;
  readonly dateOrder?: DateOrder;
  readonly encoding?: TextEncodingName;
  readonly delimiter?: TextDelimiter;
  /** Of files that logon scripts wrote. */
  readonly role?: LineRole;
  readonly calendar?: CalendarChoice;
  /** Of exports of Dynamics 365. */
  readonly cloud?: CloudAnswers;
}

/** One row of a text export as it was understood. */
export interface TextPreviewRow {
  /** Date and time as written. */
  readonly written: string;
  readonly time: Ticks;
  readonly eventId: number;
  readonly provider: string;
  /** First line of the message. */
  readonly message: string;
}

export const MAX_PREVIEW_ROWS = 8;
export const MAX_PREVIEW_TEXT = 200;

/** How a text export was read. */
export interface TextImport {
  /** `script`: not an export but what logon scripts wrote; missing for exports. */
  readonly form?: "script";
  /** The same for exports of one form: made of header and shape of the dates, of nothing that a log tells. */
  readonly signature: string;
  /** Null where there are no columns. */
  readonly delimiter: TextDelimiter | null;
  readonly encoding: TextEncodingName;
  readonly dateOrder: DateOrder;
  /** Zone in which the times were taken. */
  readonly zone: string;
  /** What was assumed, because nothing decides it. */
  readonly questions: readonly TextQuestion[];
  readonly preview: readonly TextPreviewRow[];
}

/** The answers that hold for an input: those given for it by name before those for its form before those for all. */
export function answersFor(
  answers: readonly ImportAnswers[],
  file: string,
  signature: string,
): ImportAnswers | null {
  const fits = answers.filter(
    (each) =>
      (each.file === null || each.file === file) && (each.signature === null || each.signature === signature),
  );
  const rank = (each: ImportAnswers): number =>
    (each.file === null ? 0 : 2) + (each.signature === null ? 0 : 1);
  return fits.sort((a, b) => rank(b) - rank(a))[0] ?? null;
}
