import { viewKey } from "../../shared/contract/command-keys.ts";
import type { FailureGrouping } from "../../shared/engine/failure-groups.ts";
import { DEFAULT_KINDS } from "../../shared/engine/filter/filter.ts";
import type { Grouping } from "../../shared/engine/grouping.ts";
import type { WorkCalendar } from "../../shared/engine/reports/calendar.ts";
import { DORMANT_DAYS } from "../../shared/engine/reports/dormant.ts";
import { CHANGES, type Change } from "../../shared/export/compare/compare-record.ts";
import type { SessionKind } from "../../shared/types/names.ts";
import type { CountGroup, ReportName } from "../../shared/types/report.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import type { ColumnChoice } from "../data/column-choice.ts";
import type { FirstSide, Section } from "../data/compare-job/compare-messages.ts";
import type { NamedOption } from "../data/report-lines.ts";
import type { ChosenRoles } from "../data/role-choice.ts";
import type { SavedFilter } from "../data/saved-filter.ts";
import type { TableOrder } from "../data/sorted.ts";
import type { TimeWindow } from "../data/time-window.ts";
import type { LanguageChoice } from "./kept-language.ts";

/** What a lane of the timeline stands for, and how lanes are ordered. */
export type LaneBy = "user" | "computer" | "userInComputer";
export type LaneOrder = "time" | "name" | "first";

export const VIEWS = [
  "summary",
  "timeline",
  "sessions",
  "failures",
  "breakdown",
  "reports",
  "coverage",
  "events",
  "sources",
  "compare",
] as const;
export type ViewName = (typeof VIEWS)[number];

/** The digit that leads to a view, empty for none. */
export function keyOfView(view: ViewName): string {
  return viewKey(VIEWS.indexOf(view)) ?? "";
}

/** What the detail pane shows: a row of one of the case's tables, or a record. */
export type Selection =
  | { readonly type: "session"; readonly row: number }
  | { readonly type: "failure"; readonly row: number }
  | RecordPlace
  | { readonly type: "difference"; readonly section: Section; readonly at: number };

/** A record by its source and byte offset: it is no row of the case. */
export interface RecordPlace {
  readonly type: "event";
  readonly source: number;
  readonly offset: number;
}

/** A report by name, and the options of those that have some. */
export interface ReportAsk {
  readonly name: ReportName;
  readonly by: CountGroup;
  readonly days: number;
  /** Working hours and accounts from a file, with its name; null takes office hours, and the accounts of the logs. */
  readonly calendar: NamedOption<WorkCalendar> | null;
  readonly accounts: NamedOption<readonly string[]> | null;
}

/** What the user is looking at: small, plain, the same for all views. */
export interface ViewState {
  readonly view: ViewName;
  /** The filter in force: the last text that was valid. */
  readonly filter: string;
  /** Kinds of session that are shown unless the filter names kinds itself. */
  readonly kinds: readonly SessionKind[];
  readonly selection: Selection | null;
  /** The range of time that all views share and the timeline shows exactly; null is the whole case. */
  readonly window: TimeWindow | null;
  /** The moment of "who was on at". */
  readonly moment: number | null;
  readonly sessionSort: TableOrder;
  /** What the sessions are put together by; null lists them one after the other. */
  readonly sessionGroup: Grouping | null;
  readonly failureSort: TableOrder;
  /** What failed sign-ins are put together by; null lists them one after the other. */
  readonly failureGroup: FailureGrouping | null;
  readonly eventSort: TableOrder;
  /** Deleted records are listed too. */
  readonly recovered: boolean;
  /** The timeline has lanes for the places that refused sign-ins came from. */
  readonly sourceLanes: boolean;
  /** Groups of lanes whose folding the user turned around. */
  readonly folded: ReadonlySet<string>;
  /** Zone chosen for this case; null follows the computers of the case. */
  readonly zone: string | null;
  readonly shortcuts: boolean;
  /** The command palette is open. */
  readonly palette: boolean;
  /** The report on screen and what it is asked beside filter and range. */
  readonly report: ReportAsk;
  /** Counts the wishes to type a filter: each puts the cursor into the box. */
  readonly finding: number;
  /** Key of the computer whose page the summary shows; null lists all of several. */
  readonly computer: string | null;
  /** Key of the person whose page the summary shows, before any computer. */
  readonly person: string | null;
  /** Key of the computer whose answers are open under coverage; null opens the one with the most trouble. */
  readonly covered: string | null;
  /** What the user says the computers of this case are, by key. */
  readonly roles: ChosenRoles;
  /** Which of the two that are compared is the earlier one, which differences are shown, and in which order. */
  readonly compareFirst: FirstSide;
  readonly compareChanges: readonly Change[];
  readonly compareSort: TableOrder;
}

export const NEWEST_FIRST: TableOrder = [{ column: "start", descending: true }];

export const FRESH_VIEW: ViewState = {
  view: "summary",
  filter: "",
  kinds: DEFAULT_KINDS,
  selection: null,
  window: null,
  moment: null,
  sessionSort: NEWEST_FIRST,
  sessionGroup: null,
  failureSort: [{ column: "time", descending: true }],
  failureGroup: null,
  eventSort: [{ column: "time", descending: true }],
  recovered: false,
  sourceLanes: false,
  folded: new Set(),
  zone: null,
  shortcuts: false,
  palette: false,
  report: { name: "first-last", by: "type", days: DORMANT_DAYS, calendar: null, accounts: null },
  finding: 0,
  computer: null,
  person: null,
  covered: null,
  roles: {},
  compareFirst: "told",
  compareChanges: CHANGES,
  compareSort: [],
};

/** Habits of the user, kept from one start to the next. Nothing in here comes from a log but what the user put into a saved filter. */
export interface Prefs {
  readonly theme: "system" | "light" | "dark";
  /** Holds from the next load of the page on. */
  readonly language: LanguageChoice;
  readonly detailWidth: number;
  /** In the order of their names. */
  readonly savedFilters: readonly SavedFilter[];
  readonly laneBy: LaneBy;
  readonly laneOrder: LaneOrder;
  readonly sessionSizes: Readonly<Record<string, number>>;
  readonly failureSizes: Readonly<Record<string, number>>;
  readonly eventSizes: Readonly<Record<string, number>>;
  /** Columns on screen, in their order; null are those of a first start. */
  readonly sessionColumns: ColumnChoice | null;
  readonly failureColumns: ColumnChoice | null;
  readonly eventColumns: ColumnChoice | null;
  /** How text exports of forms seen before are to be read. */
  readonly importAnswers: readonly ImportAnswers[];
}

export const DEFAULT_PREFS: Prefs = {
  theme: "system",
  language: "system",
  detailWidth: 330,
  savedFilters: [],
  laneBy: "user",
  laneOrder: "time",
  sessionSizes: {},
  failureSizes: {},
  eventSizes: {},
  sessionColumns: null,
  failureColumns: null,
  eventColumns: null,
  importAnswers: [],
};
