import type { ArchiveIndex } from "./archive.ts";
import type { CloudImport } from "./cloud.ts";
import type { DamageCode } from "./names.ts";
import type { AuditPolicy } from "./policy.ts";
import type { TextImport, TextQuestion } from "./text-import.ts";
import type { TrailSource } from "./trail.ts";
import type { Ticks } from "./units.ts";

export const SOURCE_FORMATS = [
  "evtx",
  "evt",
  "xml",
  "unknown",
  "text",
  "policy",
  "script",
  "d365",
  "archive",
] as const;
/** What an input was taken for, decided by its content. */
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** One kind of damage in one input, with the place of its first sight. */
export interface Damage {
  readonly code: DamageCode;
  /** Byte offset of the first one. */
  readonly offset: number;
  readonly count: number;
}

/** One input of a case, as read. */
export interface SourceInfo {
  readonly id: number;
  /** Path as the user named it, or the name of a dropped file. */
  readonly path: string;
  readonly format: SourceFormat;
  readonly bytes: number;
  /** Lower-case hex SHA-256 of the whole input; null when reading stopped before its end. */
  readonly sha256: string | null;
  /** Live records seen, whatever they are. */
  readonly records: number;
  /** Records that some rule needed. */
  readonly used: number;
  /** Records of this input that an earlier input already held. */
  readonly duplicates: number;
  /** Deleted records seen in slack space; never part of any other number. */
  readonly recovered: number;
  readonly oldest: Ticks;
  readonly newest: Ticks;
  readonly computers: readonly string[];
  readonly channels: readonly string[];
  readonly damage: readonly Damage[];
  /** Harmless findings worth telling, such as a dirty or stale header. Closed list, worded in one place. */
  readonly notes: readonly SourceNote[];
  /** Why the input could not be read at all; null if it was read. */
  readonly failure: SourceFailure | null;
  /** Bytes laid out for records to come; left out where there are none. */
  readonly unusedBytes?: number;
  /** Of a text export: how it was read. */
  readonly text?: TextImport;
  /** Of an audit policy: what it says. */
  readonly policy?: AuditPolicy;
  /** Of a file of a logon script or another trail: what was found in it. */
  readonly trail?: TrailSource;
  /** Of a table that is one of Dynamics 365, or may be if somebody says so: how it was read. */
  readonly cloud?: CloudImport;
  /** Of the index of an archive folder: what its runs collected. */
  readonly archive?: ArchiveIndex;
}

export const SOURCE_NOTES = [
  "dirty",
  "staleHeader",
  "emptyChunks",
  "noLogonEvents",
  "wideGaps",
  "weakText",
  "weakObjects",
  "zoneAssumed",
  "dateOrderAssumed",
  "encodingAssumed",
  "textUnread",
  "windowEndAssumed",
  "utcAssumed",
  "formulaValues",
  "rowsUnread",
  "recordsLeftOut",
  "roleUnknown",
  "calendarUnknown",
] as const;
export type SourceNote = (typeof SOURCE_NOTES)[number];

/** What a source tells of each question that a text leaves open: what was assumed, or that nothing was. */
export const NOTE_OF_QUESTION: Readonly<Record<TextQuestion, SourceNote>> = {
  zone: "zoneAssumed",
  dateOrder: "dateOrderAssumed",
  encoding: "encodingAssumed",
  role: "roleUnknown",
  calendar: "calendarUnknown",
};

/** Why an input gave nothing. The text a user sees is made from this in one place. */
export type SourceFailure =
  | "missing"
  | "denied"
  | "busy"
  | "isFolder"
  | "emptyFile"
  | "emptyFolder"
  | "notALog"
  /** Rows and columns as text, but not an export of a log. */
  | "otherTable"
  | "unreadable"
  | "cancelled"
  /** A pipe, socket or device: opening one may wait for ever. */
  | "special"
  /** A link found in a folder. One that the user names is followed. */
  | "link"
  /** More files or folders than one case takes. */
  | "tooManyFiles"
  /** An archive inside another one, or of a kind that is not opened. */
  | "packed"
  | "encrypted"
  /** A workbook with a password. */
  | "encryptedWorkbook"
  /** A workbook in a form that is not read: .xls and .xlsb. */
  | "oldWorkbook"
  | "compression"
  | "archiveDamaged"
  | "archiveLimit"
  | "emptyArchive"
  /** No room on the disk to unpack it. */
  | "noSpace"
  /** An evidence pack among inputs it was not made from. */
  | "packAlone"
  /** An evidence pack whose hashes do not hold, or that a later version made. */
  | "packChanged"
  | "packVersion"
  /** An evidence pack without its case. */
  | "packTablesOnly"
  /** An evidence pack where records are wanted. */
  | "packNoRecords";

/** What was found in a folder or archive and left out, because it is no log. */
export interface LeftOut {
  /** The folder or archive as the user named it. */
  readonly folder: string;
  readonly count: number;
  /** The first of them, see `MAX_LEFT_OUT_NAMES`. */
  readonly files: readonly { readonly name: string; readonly why: SourceFailure }[];
}

/** Names kept of what was left out of one folder; the rest is counted. */
export const MAX_LEFT_OUT_NAMES = 500;
