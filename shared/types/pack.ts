import type { SessionKind } from "./names.ts";
import type { ReportName } from "./report.ts";
import type { Ticks } from "./units.ts";

/** Where a case came from that was not read from logs but opened from an evidence pack, all of whose hashes held. */
export interface PackOrigin {
  /** The pack as the user named it. */
  readonly file: string;
  /** Of its manifest, which holds the hashes of everything else: the number to compare with one noted down. */
  readonly manifestSha256: string;
  /** When it was made, ISO 8601 UTC; null where that was not asked for. */
  readonly packed: string | null;
  /** Zone, filter (empty for none), kinds and window that its tables were made with. */
  readonly zone: string;
  readonly filter: string;
  readonly kinds: readonly SessionKind[];
  readonly from: Ticks;
  readonly to: Ticks;
  /** Aliases stand in the place of names. */
  readonly masked: boolean;
}

/** A file of a pack as its manifest names it. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** An input as the manifest names it; the manifest says more of it than is needed to check it. */
export interface PackedInput {
  readonly id: number;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string | null;
}

/** What is read of a manifest. */
export interface PackManifest {
  readonly engine: string;
  readonly packed: string | null;
  readonly masked: boolean;
  readonly zone: string;
  readonly filter: string | null;
  readonly kinds: readonly SessionKind[];
  /** ISO 8601 UTC. */
  readonly window: { readonly from: string | null; readonly to: string | null };
  /** It holds the case itself. */
  readonly case: boolean;
  readonly reports: readonly { readonly name: ReportName }[];
  readonly inputs: readonly PackedInput[];
  readonly files: readonly PackedFile[];
}

/** What can be wrong with a pack. Closed list, worded in one place. */
export const PACK_PROBLEMS = [
  /** Its content is not the one that was packed. */
  "changed",
  "missing",
  /** The manifest does not name it. */
  "extra",
  /** There are two of this name, big and small letters aside. */
  "twice",
  /** A name that no pack has: it is not read. */
  "badName",
  "unreadable",
  "tooLarge",
  "badManifest",
  "otherVersion",
  "badSums",
  /** The zip around the files is not the one that was written. */
  "container",
  /** What should be a case is none. */
  "badCase",
] as const;
export type PackProblemCode = (typeof PACK_PROBLEMS)[number];

export interface PackProblem {
  /** Name of the file; empty for the pack as a whole. */
  readonly file: string;
  readonly problem: PackProblemCode;
}

/** What checking a pack gave. */
export interface PackCheck {
  /** False: nothing about it says that it is a pack, or it cannot be read at all. */
  readonly isPack: boolean;
  readonly problems: readonly PackProblem[];
  /** Files whose hashes held. */
  readonly sound: number;
  /** Null without a manifest, or one that cannot be understood. */
  readonly manifest: PackManifest | null;
  readonly manifestSha256: string | null;
  readonly cancelled: boolean;
}
