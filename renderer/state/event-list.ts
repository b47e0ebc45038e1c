import type { AppError } from "../../shared/contract/errors.ts";
import { MAX_LISTED } from "../../shared/contract/event-list.ts";
import type { JobProgress } from "../../shared/contract/job.ts";
import { type EventTable, NO_EVENTS } from "../data/event-table.ts";

/** More are counted only. */
export const MOST_RECORDS = MAX_LISTED;

/** The records on the Events view: what was asked, and what came. */
export interface EventList {
  /** What the rows answer; the same question is not asked again. */
  readonly question: string;
  readonly phase: "idle" | "reading" | "done" | "stopped" | "failed";
  readonly table: EventTable;
  /** All records that match, also those for which there is no room. */
  readonly matched: number;
  /** Sources that could not be read. */
  readonly unread: number;
  readonly progress: JobProgress | null;
  readonly error: AppError | null;
}

export const NO_LIST: EventList = {
  question: "",
  phase: "idle",
  table: NO_EVENTS,
  matched: 0,
  unread: 0,
  progress: null,
  error: null,
};
