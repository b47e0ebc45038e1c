import { LIVE_CHANNELS, type LiveChannelId } from "./live-channels.ts";

/*
 * The index of an archive folder: what scheduled runs have collected, one line of JSON an entry, only ever appended to.
 * A line that was cut off by a power failure spoils itself and no other.
 *
 *   logonscope-archive.jsonl          this index
 *   dc01.corp.local/                  a folder a computer, by the name it gives itself
 *     Security-20240306T140500Z-1f0c.xml   a file a log and run
 */

/** Name of the index; the file is known by its content. */
export const ARCHIVE_INDEX = "logonscope-archive.jsonl";
export const ARCHIVE_SCHEMA = "logonscope.archive/1";
/** First line of every index. */
export const ARCHIVE_HEADER = JSON.stringify({ schema: ARCHIVE_SCHEMA });
/** An index is read as a whole; a weekly run over a thousand computers stays far below for years. */
export const MAX_ARCHIVE_BYTES = 256 * 1024 * 1024;

/**
 * How the records of a run join those of the last one: `first`: there was none; `joined`: the last record known was
 * read again, so nothing lies between; `gap`: it was no longer there; `restarted`: the log counts from the start again.
 */
export const ARCHIVE_JOINS = ["first", "joined", "gap", "restarted"] as const;
export type ArchiveJoin = (typeof ARCHIVE_JOINS)[number];

/** A file of an archive. Times are ISO 8601 UTC, record ids decimal numbers as text. */
export interface ArchiveFile {
  readonly type: "file";
  readonly run: string;
  /** Name by which the computer was asked. */
  readonly asked: string;
  /** Name that its records give. */
  readonly computer: string;
  readonly channel: LiveChannelId;
  /** Path inside the archive, with `/`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly firstRecord: string;
  readonly lastRecord: string;
  readonly from: string;
  readonly to: string;
  /** When the log was asked, and when the last record had come. */
  readonly began: string;
  readonly ended: string;
  /** Every record of the log instead of some kinds. */
  readonly whole: boolean;
  /** The connection broke off: the next run goes on where this file ends. */
  readonly partial: boolean;
  readonly join: ArchiveJoin;
}

/** A log was asked and held nothing new: the last record known was still its last one of these kinds. */
export interface ArchiveLook {
  readonly type: "nothingNew";
  readonly run: string;
  readonly asked: string;
  readonly computer: string;
  readonly channel: LiveChannelId;
  readonly lastRecord: string;
  readonly at: string;
}

/** A log could not be had in a run. */
export interface ArchiveMiss {
  readonly type: "failed";
  readonly run: string;
  readonly asked: string;
  readonly channel: LiveChannelId | null;
  readonly at: string;
  readonly code: string;
  /** Error number of Windows; null without one. */
  readonly exit: number | null;
}

export type ArchiveEntry = ArchiveFile | ArchiveLook | ArchiveMiss;

export interface ArchiveIndex {
  readonly entries: readonly ArchiveEntry[];
  /** Lines that are no entries: cut off, or changed by hand. */
  readonly badLines: number;
}

/** The index in a text; null when the text is none. Lines that are no entries are counted. */
export function parseArchiveIndex(text: string): ArchiveIndex | null {
  if (!isArchiveIndex(text)) return null;
  const entries: ArchiveEntry[] = [];
  let badLines = 0;
  for (const line of text.split("\n").slice(1)) {
    if (line.trim() === "") continue;
    const entry = parseArchiveEntry(line);
    if (entry === null) badLines++;
    else entries.push(entry);
  }
  return { entries, badLines };
}

/** Whether a text begins as an index does. */
export function isArchiveIndex(text: string): boolean {
  return text.startsWith(ARCHIVE_HEADER);
}

const ID = /^\d{1,20}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const HASH = /^[0-9a-f]{64}$/;

function parseArchiveEntry(line: string): ArchiveEntry | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  return isEntry(value) ? value : null;
}

export function isArchiveEntry(value: unknown): value is ArchiveEntry {
  return isEntry(value);
}

function isEntry(value: unknown): value is ArchiveEntry {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  const text = (name: string) => typeof entry[name] === "string" && (entry[name] as string).length <= 1000;
  const like = (name: string, pattern: RegExp) => text(name) && pattern.test(entry[name] as string);
  const count = (name: string) => Number.isSafeInteger(entry[name]) && (entry[name] as number) >= 0;
  const isChannel = LIVE_CHANNELS.some((id) => id === entry.channel);
  if (!text("run") || !text("asked")) return false;
  switch (entry.type) {
    case "file":
      return (
        isChannel &&
        text("computer") &&
        isInside(entry.file) &&
        ["bytes", "records"].every(count) &&
        like("sha256", HASH) &&
        ["firstRecord", "lastRecord"].every((name) => like(name, ID)) &&
        ["from", "to", "began", "ended"].every((name) => like(name, TIME)) &&
        ["whole", "partial"].every((name) => typeof entry[name] === "boolean") &&
        ARCHIVE_JOINS.some((join) => join === entry.join)
      );
    case "nothingNew":
      return isChannel && text("computer") && like("lastRecord", ID) && like("at", TIME);
    case "failed":
      return (
        (entry.channel === null || isChannel) &&
        like("at", TIME) &&
        text("code") &&
        (entry.exit === null || Number.isSafeInteger(entry.exit))
      );
    default:
      return false;
  }
}

/** A path that stays inside the archive, whoever wrote the index. */
function isInside(path: unknown): boolean {
  if (typeof path !== "string" || path.length > 500 || /[\\:\0]/.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
