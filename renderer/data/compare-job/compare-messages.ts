import type { InputChange, LogChange } from "../../../shared/engine/compare/compare-logs.ts";
import type { Change, CompareCounts } from "../../../shared/export/compare/compare-record.ts";
import type { SessionKind } from "../../../shared/types/names.ts";
import type { CasePiece } from "../report-job/case-pieces.ts";
import type { TableOrder } from "../sorted.ts";
import type { TimeWindow } from "../time-window.ts";

/** The forms a comparison is saved in, the same as on the command line. */
export const COMPARE_FORMATS = ["csv", "xlsx", "html", "json", "jsonl", "parquet", "table"] as const;
export type CompareFormat = (typeof COMPARE_FORMATS)[number];

/** The case on screen, and the one it is held against. */
export const SIDES = ["screen", "other"] as const;
export type Side = (typeof SIDES)[number];

/** Which of the two is the earlier one; `told` by what they are: a pack before a reading, else the older one. */
export type FirstSide = Side | "told";

/** What is asked of the two. */
export interface CompareView {
  readonly filter: string;
  readonly kinds: readonly SessionKind[];
  readonly window: TimeWindow | null;
  readonly zone: string;
  readonly first: FirstSide;
  readonly changes: readonly Change[];
  readonly order: TableOrder;
  readonly masked: boolean;
}

/** Rows of a comparison, in the order in which they are told. */
export const SECTIONS = ["changed", "added", "gone", "failuresAdded", "failuresGone"] as const;
export type Section = (typeof SECTIONS)[number];

/** One side as a whole. */
export interface SideSummary {
  readonly side: Side;
  /** The pack it was opened from, with the hash of its manifest; null for one that was read from logs. */
  readonly pack: { readonly file: string; readonly manifestSha256: string } | null;
  readonly engine: string;
  readonly partial: boolean;
  /** Ticks; `NaN` where nothing was read. */
  readonly oldest: number;
  readonly newest: number;
  readonly bytes: number;
  readonly inputs: number;
  readonly sessions: number;
  readonly failures: number;
}

/** A comparison without its rows. */
export interface CompareSummary {
  readonly a: SideSummary;
  readonly b: SideSummary;
  readonly counts: CompareCounts;
  /** Rows of each section that are told. */
  readonly rows: Readonly<Record<Section, number>>;
  /** What is called out, worst first. */
  readonly sentences: readonly string[];
  /** The first of the inputs and logs, those that differ before the others. */
  readonly inputs: readonly InputChange[];
  readonly logs: readonly LogChange[];
  readonly allInputs: number;
  readonly allLogs: number;
  /** False: the filter means nothing to sessions, and all are held against each other. */
  readonly filtered: boolean;
}

/** A row of a comparison as it stands in a table. */
export interface DifferenceRow {
  readonly what: string;
  readonly user: string;
  readonly computer: string;
  readonly time: string;
  /** What changed with both values, or how the session ended. */
  readonly says: string;
}

/** Name of a fact, and what each side has of it. */
export interface TwoSidedFact {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** One row with all that is known of it on both sides. */
export interface Difference {
  readonly section: Section;
  readonly at: number;
  readonly title: string;
  readonly under: string;
  readonly findings: readonly string[];
  /** How the two were known as one; empty for what only one side has. */
  readonly known: string;
  /** What each side says of it; null where it does not have it. */
  readonly a: string | null;
  readonly b: string | null;
  /** What changed, then everything else. */
  readonly changed: readonly TwoSidedFact[];
  readonly facts: readonly TwoSidedFact[];
}

/** What the page asks of the thread that compares. Orders are carried out one after another. */
export type CompareOrder =
  | { readonly type: "piece"; readonly side: Side; readonly piece: CasePiece }
  /** All pieces of both sides before it have come. */
  | { readonly type: "ask"; readonly id: number; readonly view: CompareView }
  | {
      readonly type: "rows";
      readonly id: number;
      readonly section: Section;
      readonly from: number;
      readonly to: number;
    }
  | { readonly type: "row"; readonly id: number; readonly section: Section; readonly at: number }
  /** Writes what was asked last; a block comes with each `more`. */
  | { readonly type: "save"; readonly id: number; readonly format: CompareFormat }
  | { readonly type: "more"; readonly id: number };

/** What it answers; `id` is that of the order. */
export type CompareNews =
  /** How much is done, 0 to 1. */
  | { readonly type: "progress"; readonly id: number; readonly done: number }
  | { readonly type: "compared"; readonly id: number; readonly summary: CompareSummary }
  | {
      readonly type: "rows";
      readonly id: number;
      readonly section: Section;
      readonly from: number;
      readonly rows: readonly DifferenceRow[];
    }
  | { readonly type: "row"; readonly id: number; readonly row: Difference }
  | { readonly type: "bytes"; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: "done"; readonly id: number }
  | { readonly type: "failed"; readonly id: number };

/** A thread that compares. */
export interface ComparePort {
  post(order: CompareOrder): void;
  /** Ends it, in whatever it is busy with. */
  close(): void;
}

/** `onLost` is called when the thread is gone without having been asked to. */
export type OpenComparePort = (onNews: (news: CompareNews) => void, onLost: () => void) => ComparePort;
