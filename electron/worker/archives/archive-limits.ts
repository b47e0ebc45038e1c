/**
 * What one archive may unpack to. Archives come from anywhere, and a few kilobytes can stand for terabytes; whatever
 * goes beyond is named and left out, the rest is read.
 */
export interface ArchiveLimits {
  /** Files and folders in it. */
  readonly entries: number;
  readonly bytesOfEntry: number;
  readonly bytesOfAll: number;
  /** Times its own size that it may unpack to, once that is more than `freeBytes`. */
  readonly ratio: number;
  /** Up to here any ratio will do: a fresh log of 20 MB is empty space for the most part and packs to nothing. */
  readonly freeBytes: number;
  /** Bytes of the disk that unpacking must leave. */
  readonly spareBytes: number;
}

const MB = 1024 * 1024;
const GB = 1024 * MB;

export const ARCHIVE_LIMITS: ArchiveLimits = {
  entries: 10_000,
  bytesOfEntry: 8 * GB,
  bytesOfAll: 32 * GB,
  ratio: 200,
  freeBytes: 512 * MB,
  spareBytes: 512 * MB,
};

/** Bytes of an entry that are looked at before it is unpacked: the header of a log and its first chunks. */
export const SNIFF_BYTES = 256 * 1024;

/** Longest name that is shown of an entry. */
export const MAX_LABEL = 512;
