import type { CaseData } from "../types/case.ts";
import type { EventBlock } from "../types/event-list.ts";
import type { PackCheck } from "../types/pack.ts";
import type { PairingSettings } from "../types/settings.ts";
import type { Damage, SourceFailure, SourceInfo } from "../types/source.ts";
import type { ImportAnswers } from "../types/text-import.ts";
import type { Result } from "./errors.ts";
import type { EventAsk, RecordsAsk } from "./event-list.ts";
import type { FileIdentity, RecordDetail } from "./host.ts";
import type { JobProgress } from "./job.ts";

/*
 * What a host asks of a worker, and what comes back. Host and worker are two threads of one program, so these
 * messages are plain objects and not guarded; what crosses them is bounded by the jobs themselves.
 */

/** One input of a job. */
export interface InputFile {
  readonly path: string;
  /** What the result calls it: the path as typed on the command line, the file's name for a page. */
  readonly name: string;
  /**
   * The folder it was found in, as the user named it; null when it was named itself. What is no log is left out
   * silently when it came out of a folder; a folder with nothing but that becomes one failed source.
   */
  readonly folder: string | null;
  /** Known before reading: such as a folder that holds no file at all. */
  readonly failure: SourceFailure | null;
  /** It is a copy of a log that holds only the events a query asked for. */
  readonly filtered?: boolean;
  /** The archive it was unpacked from, by the name that the result gives it. */
  readonly archive?: string;
  /** Known before reading, of a file out of a damaged archive. */
  readonly damage?: readonly Damage[];
  /** A sheet of a workbook, as rows of text; `path` is where that text stands. */
  readonly workbook?: WorkbookSheet;
  /** What is said of text exports; the reader takes what fits it. */
  readonly answers?: readonly ImportAnswers[];
}

/** The workbook that a sheet was taken from. */
export interface WorkbookSheet {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly is1904: boolean;
  /** Cells whose value comes of a formula. */
  readonly formulas: number;
  /** Of the workbook itself. */
  readonly bytes: number;
  readonly sha256: string | null;
}

export interface EventsOptions {
  /** Every record with every field; otherwise the session-relevant ones, normalised. */
  readonly all: boolean;
  /** Deleted records found in slack space are listed too, marked. */
  readonly recovered: boolean;
  /**
   * Lines of normalised records tell, as `skipped`, of the records left out before them, as far as pairing needs these.
   */
  readonly skipped?: boolean;
  /** Inputs are hashed unless this is false: of lines nobody learns the hash. */
  readonly hash?: boolean;
}

/**
 * `spool` names a folder that the job makes, for this user alone, when it meets an archive, and that the host removes
 * once nothing in it is needed any more. Without one archives stay closed.
 */
export type WorkerJob =
  | {
      readonly kind: "openCase";
      readonly files: readonly InputFile[];
      readonly settings: PairingSettings;
      /** Send final sessions before the end. The command line has no use for them. */
      readonly early: boolean;
      /** Inputs are hashed unless this is false: no part of the answer but the sources themselves shows it. */
      readonly hash?: boolean;
      /** A case of more sessions and refused logons ends as `caseTooLarge` instead. Any number is taken without it. */
      readonly maxSessions?: number;
      readonly spool?: string | undefined;
    }
  | {
      readonly kind: "record";
      readonly path: string;
      readonly offset: number;
      /** Name of the source and what is said of text exports. */
      readonly text?: Pick<InputFile, "name" | "answers">;
    }
  | {
      readonly kind: "events";
      readonly files: readonly InputFile[];
      readonly options: EventsOptions;
      readonly spool?: string | undefined;
    }
  /** `sources`: the number of each file in its case. */
  | {
      readonly kind: "listEvents";
      readonly files: readonly InputFile[];
      readonly sources: readonly number[];
      readonly ask: EventAsk;
    }
  /** Whole records, written in a form; blocks of the file come as `lines`. */
  | { readonly kind: "records"; readonly files: readonly InputFile[]; readonly ask: RecordsAsk }
  | { readonly kind: "info"; readonly files: readonly InputFile[]; readonly spool?: string | undefined }
  /** Holds an evidence pack against its hashes. */
  | { readonly kind: "checkPack"; readonly path: string }
  /**
   * Pairs events that arrive as lines of JSON, one computer after another; `feed` is where the host puts them, see
   * `FEED_STATE`. `anyOrder`: all of them as one case, whatever their order.
   */
  | {
      readonly kind: "pair";
      readonly feed: SharedArrayBuffer;
      readonly settings: PairingSettings;
      readonly anyOrder: boolean;
    }
  /** `full`: hash files of any size whole. */
  | { readonly kind: "identify"; readonly files: readonly InputFile[]; readonly full: boolean };

/**
 * A piece of reading that one thread does by itself: some neighbouring files, a run of chunks of one large file, or the
 * hash of such a file.
 */
export type ReadUnit =
  | { readonly kind: "files"; readonly first: number; readonly end: number }
  | {
      readonly kind: "part";
      readonly file: number;
      readonly from: number;
      readonly to: number;
      /** Of the file when reading was planned: what is written to it later belongs to no part. */
      readonly size: number;
      /** What its first chunk looked like then: a file that was replaced since begins with another one. */
      readonly head: number;
    }
  | { readonly kind: "hash"; readonly file: number; readonly size: number; readonly head: number };

/** Threads that may help one job, besides its own: more of them would wait for the disk, and for the one that pairs. */
export const MAX_HELPERS = 3;

/** What further threads need to know to take part in reading. */
export interface HelpOrder {
  readonly files: readonly InputFile[];
  readonly units: readonly ReadUnit[];
  /** Whether rows are wanted, or only what the inputs are. */
  readonly rows: boolean;
  /** Whether inputs are hashed. */
  readonly hash: boolean;
  /** Shared memory, laid out by the worker's board. */
  readonly board: SharedArrayBuffer;
}

/**
 * What further threads need to know to write lines. Which log is in hand they learn through their port, as often as there is
 * another one.
 */
export interface LinesOrder {
  /** Every record with every field. */
  readonly all: boolean;
  /** Shared memory, laid out for so many helpers by the worker's desk of lines. */
  readonly desk: SharedArrayBuffer;
  readonly helpers: number;
}

/** News of a running job. */
export type JobNews =
  | { readonly type: "progress"; readonly progress: JobProgress }
  | { readonly type: "partial"; readonly data: CaseData; readonly undecided: number }
  | { readonly type: "rows"; readonly block: EventBlock }
  /**
   * Whole JSON lines in UTF-8. The worker goes on when the host has taken enough of them; what the host has taken is
   * written again, because both share its memory.
   */
  | { readonly type: "lines"; readonly bytes: Uint8Array }
  /** The next computer, or all of them. The worker waits for the host as with lines. */
  | { readonly type: "paired"; readonly data: CaseData }
  /** The feed is empty. */
  | { readonly type: "more" };

export interface CaseOutcome {
  readonly data: CaseData;
  /**
   * Position in the list of inputs of each source, because inputs without a log may be left out; -1 for a source of an
   * evidence pack whose log is not at hand.
   */
  readonly inputs: readonly number[];
  /** Where the bytes of each source stand on disk. */
  readonly places: readonly string[];
  readonly cancelled: boolean;
}

export interface ReadOutcome {
  readonly sources: readonly SourceInfo[];
  readonly cancelled: boolean;
}

export interface ListOutcome {
  /** Records that were wanted, sent or not. */
  readonly matched: number;
  /** Sources that could not be read, or not to their end. */
  readonly unread: number;
  readonly cancelled: boolean;
}

export interface PairOutcome {
  readonly lines: number;
  /** Events among them that pairing had a use for. */
  readonly used: number;
  readonly computers: number;
  readonly sessions: number;
  readonly trouble: readonly LineTrouble[];
  readonly cancelled: boolean;
}

/** Lines that were not used, by the reason. */
export interface LineTrouble {
  /**
   * No event; longer than any event is; of a computer that was over already (`computer`); beyond the number of rows of
   * one computer.
   */
  readonly code: "lineBad" | "lineLong" | "computerAgain" | "limit";
  readonly count: number;
  /** Number of the first one, from 1. */
  readonly line: number;
  readonly computer: string | null;
}

/** What each kind of job ends with. */
export interface JobOutcomes {
  readonly openCase: CaseOutcome;
  readonly record: RecordDetail;
  readonly events: ReadOutcome;
  readonly info: ReadOutcome;
  readonly records: ReadOutcome;
  readonly checkPack: PackCheck;
  readonly listEvents: ListOutcome;
  readonly pair: PairOutcome;
  /** One for each file, null where it cannot be read. */
  readonly identify: readonly (FileIdentity | null)[];
}

/** Stands among the environment of a worker's thread, and nothing else does. */
export const THREAD_MARK = "LOGONSCOPE_THREAD";

/** Shared memory of a job: Int32 positions. */
export const FLAG_CANCEL = 0;
/** How many blocks of lines the host has taken. */
export const FLAG_TAKEN = 1;
/** Bits of the helpers that are gone, so that nobody waits for them. */
export const FLAG_LOST = 2;
export const FLAG_COUNT = 3;
/**
 * The feed of `pair`: an Int32 that says how many bytes stand behind it; `FEED_EMPTY` when the worker waits for more,
 * `FEED_END` when there are none. The worker takes the bytes, sets it to empty and sends `more`.
 */
export const FEED_STATE = 0;
export const FEED_BYTES_AT = 8;
export const FEED_EMPTY = -1;
export const FEED_END = -2;
export const FEED_SIZE = 512 * 1024;
/** Blocks of lines that may wait at the host. */
export const LINES_WINDOW = 8;

/** `Port`: the platform's message port, which nothing in here knows. */
export interface RunMessage<Port = unknown> {
  readonly id: number;
  readonly job: WorkerJob;
  readonly flags: Int32Array<SharedArrayBuffer>;
  /** One to each thread that may be asked for help. */
  readonly ports: readonly Port[];
  /** Those threads are running already, so that help comes at once. */
  readonly helpIsNear: boolean;
}

/** What the worker's file offers to a program that loads it into a thread of its own. */
export interface WorkerModule<Port = unknown> {
  /** Runs a job to its end and sends that end once. `events` waits for its reader and needs a thread of its own. */
  runJob(
    message: RunMessage<Port>,
    send: (message: WorkerMessage, transfer: ArrayBuffer[]) => void,
  ): Promise<void>;
}

/** Asks a worker to help with the job of another one. It answers `{ helped: true }` when nothing is left to do. */
export interface HelpMessage<Port = unknown> {
  readonly order: HelpOrder | LinesOrder;
  readonly flags: Int32Array<SharedArrayBuffer>;
  /** Which helper it is, from 0. */
  readonly helper: number;
  readonly port: Port;
}

export type WorkerMessage =
  | { readonly id: number; readonly news: JobNews }
  | { readonly id: number; readonly end: Result<JobOutcomes[keyof JobOutcomes]> }
  /** There is enough to read for more threads; who runs the job may have some to spare. */
  | { readonly id: number; readonly help: HelpOrder | LinesOrder }
  | { readonly helped: true };
