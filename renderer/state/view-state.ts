import { DEFAULT_KINDS } from "../../shared/engine/filter/filter.ts";
import type { SessionKind } from "../../shared/types/names.ts";

/** A stretch of time in ticks. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Column of a table and the direction it is sorted in. */
export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** What a lane of the timeline stands for, and how lanes are ordered. */
export type LaneBy = "user" | "computer";
export type LaneOrder = "time" | "name" | "first";

export const VIEWS = ["summary", "timeline", "sessions", "failures", "breakdown", "sources"] as const;
export type ViewName = (typeof VIEWS)[number];

/** What the detail pane shows: a row of one of the case's tables. */
export type Selection =
  | { readonly type: "session"; readonly row: number }
  | { readonly type: "failure"; readonly row: number };

/** What the user is looking at: small, plain, the same for all views. */
export interface ViewState {
  readonly view: ViewName;
  /** The filter in force: the last text that was valid. */
  readonly filter: string;
  /** Kinds of session that are shown unless the filter names kinds itself. */
  readonly kinds: readonly SessionKind[];
  readonly selection: Selection | null;
  /** Stretch of time on the timeline; null fits the case. */
  readonly window: TimeWindow | null;
  /** The moment of "who was on at". */
  readonly moment: number | null;
  readonly sessionSort: TableSort;
  readonly failureSort: TableSort;
  readonly folded: ReadonlySet<string>;
  /** Zone chosen for this case; null follows the computers of the case. */
  readonly zone: string | null;
  readonly shortcuts: boolean;
  /** Counts the wishes to type a filter: each puts the cursor into the box. */
  readonly finding: number;
  /** Key of the computer whose page the summary shows; null lists all of several. */
  readonly computer: string | null;
  /** Key of the person whose page the summary shows, before any computer. */
  readonly person: string | null;
}

export const NEWEST_FIRST: TableSort = { column: "start", descending: true };

export const FRESH_VIEW: ViewState = {
  view: "summary",
  filter: "",
  kinds: DEFAULT_KINDS,
  selection: null,
  window: null,
  moment: null,
  sessionSort: NEWEST_FIRST,
  failureSort: { column: "time", descending: true },
  folded: new Set(["refused"]),
  zone: null,
  shortcuts: false,
  finding: 0,
  computer: null,
  person: null,
};

/** Habits of the user, kept from one start to the next. Nothing in here comes from a log. */
export interface Prefs {
  readonly theme: "system" | "light" | "dark";
  readonly detailWidth: number;
  readonly laneBy: LaneBy;
  readonly laneOrder: LaneOrder;
  readonly sessionSizes: Readonly<Record<string, number>>;
  readonly failureSizes: Readonly<Record<string, number>>;
}

export const DEFAULT_PREFS: Prefs = {
  theme: "system",
  detailWidth: 330,
  laneBy: "user",
  laneOrder: "time",
  sessionSizes: {},
  failureSizes: {},
};
