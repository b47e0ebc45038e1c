import { Dexie, type DexieOptions, type Table } from "dexie";
import type { FileIdentity } from "../../../shared/contract/host.ts";
import type { ChosenRoles } from "../role-choice.ts";

/** A case that was read, without its tables. */
export interface CachedCase {
  /** SHA-256 over the full hashes of its files and the version of all that read them. */
  readonly key: string;
  /** The same over their probes. */
  readonly probeKey: string;
  /** 0 until its tables are written: what a closed window or a full disk leaves behind is removed at the next start. */
  readonly complete: 0 | 1;
  /** Epoch milliseconds. */
  readonly usedAt: number;
  readonly savedAt: number;
  /** Bytes of its tables. */
  readonly bytes: number;
  /** Bytes of its files together, and how many: a quick way to see that a case cannot be known. */
  readonly inputBytes: number;
  readonly inputs: number;
  readonly files: readonly FileIdentity[];
  /** Position in `files` of each source of the case; -1 for one that could not be read. */
  readonly sourceFiles: readonly number[];
  /** Zone the user chose for this case; null follows its computers. */
  readonly zone: string | null;
  /** What the user says its computers are, by key; missing in cases that were kept before that could be said. */
  readonly roles?: ChosenRoles;
}

/**
 * The encoded tables of a case; never indexed by content. A blob is read several times as fast as arrays in records,
 * which are copied three times on their way, twice by the page itself.
 */
export interface CachedFrame {
  readonly key: string;
  readonly bytes: Blob;
}

const NAME = "logonscope-cache";

/** Results of cases. All of it can be read from the logs again, so a cleaning may remove anything. */
export class CacheDatabase extends Dexie {
  readonly cases: Table<CachedCase, string>;
  readonly frames: Table<CachedFrame, string>;

  constructor(options?: DexieOptions) {
    super(NAME, options);
    this.version(1).stores({ cases: "&key, probeKey, usedAt", segments: "[key+seq]" });
    this.version(2)
      .stores({ segments: null, frames: "&key" })
      .upgrade((change) => change.table("cases").clear());
    this.cases = this.table("cases");
    this.frames = this.table("frames");
  }
}
