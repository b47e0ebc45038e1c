import type { EventBlock } from "../types/event-list.ts";
import type { AppError } from "./errors.ts";
import type { JobProgress } from "./job.ts";

/** Rows that a page keeps of a list of records; more are counted and left to a narrower question. */
export const MAX_LISTED = 1_000_000;
/** Longest filter text. */
export const MAX_QUERY = 10_000;

/** Which records of a case are wanted. */
export interface EventAsk {
  /** In the filter language of events. */
  readonly filter: string;
  /** Zone of the times in the filter: IANA, or `+01:00`. */
  readonly zone: string;
  /** Raw times in ticks, `NaN` without a limit; `to` is not included. */
  readonly from: number;
  readonly to: number;
  /** Deleted records from unused space are wanted too. */
  readonly recovered: boolean;
}

/** The forms in which whole records are written, as `events --all` writes them. */
export const RECORD_FORMATS = ["csv", "xlsx", "json", "jsonl", "parquet"] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];
/** Most names that records are written without. */
export const MAX_ALIASES = 1_000_000;

/** Which whole records are wanted, and how they are written. */
export interface RecordsAsk extends EventAsk {
  readonly format: RecordFormat;
  /** The filter as it is named in what is written. */
  readonly shownFilter: string;
  /** What stands in the place of names; null where these are shown. */
  readonly aliases:
    | readonly { readonly kind: string; readonly name: string; readonly alias: string }[]
    | null;
}

/** What happens while records are listed, in order: any number of `rows` and `progress`, then exactly one of the others. */
export type EventListEvent =
  | { readonly type: "rows"; readonly block: EventBlock }
  | { readonly type: "progress"; readonly progress: JobProgress }
  /** `matched` counts all that were wanted, also those beyond `MAX_LISTED`; `unread` the sources that could not be read. */
  | { readonly type: "done"; readonly matched: number; readonly unread: number }
  | { readonly type: "cancelled" }
  | { readonly type: "failed"; readonly error: AppError };
