import type { CaseData } from "../../types/case.ts";
import type { SessionKind } from "../../types/names.ts";
import type { CountGroup, ReportCaveat, ReportName, ReportRowOf } from "../../types/report.ts";
import type { ReportCells } from "../../types/report-column.ts";
import type { ReportTotalsOf } from "../../types/report-totals.ts";
import type { AtOnce } from "../at-once.ts";
import type { Rows } from "../filter/filter.ts";
import type { Zone } from "../time/zone.ts";
import type { WorkCalendar } from "./calendar.ts";
import type { ListFilter } from "./list-filter.ts";

/** What a report is made from: the case, and what of it was asked for. */
export interface ReportInput {
  readonly data: CaseData;
  readonly zone: Zone;
  /** The window, `NaN` for no limit. Spans are cut to it. */
  readonly from: number;
  readonly to: number;
  /** Rows of the session table that kinds, filter and window keep, in table order. */
  readonly rows: Rows;
  /** Rows of the failure table likewise. */
  readonly failures: Rows;
  /** The same choice for everything that stands in neither table. */
  readonly keep: ListFilter;
  /** A filter or a window was asked for: numbers of the whole case would be wrong. */
  readonly isNarrowed: boolean;
  /** Told how much is done, 0 to 1. */
  readonly onProgress: (done: number) => void;
}

/** What some reports are asked beside a window and a filter. */
export interface ReportOptions {
  /** `who`: the moment, in ticks; `d365`: what counts as now. */
  readonly at?: number;
  readonly calendar?: WorkCalendar;
  readonly by?: CountGroup;
  /** `dormant`: days without a sign. */
  readonly days?: number;
  /** `dormant`: names or SIDs to look for; without them every account of the case. */
  readonly accounts?: readonly string[];
}

/** One line of an answer and the rows of the case's tables that stand behind it. */
export interface Line<Cells> {
  readonly cells: Cells;
  readonly sessions: readonly number[];
  readonly failures: readonly number[];
}

/** What one report adds to what all have in common. */
export interface ReportPart<Name extends ReportName> {
  readonly lines: readonly Line<ReportRowOf<Name>>[];
  readonly totals: ReportTotalsOf<Name>;
  readonly caveats?: readonly ReportCaveat[];
  /** How many sessions were on at once all along, for who draws it; told by `concurrent`. */
  readonly levels?: AtOnce;
}

/** An answer whatever the report, for those who write or show it. */
export interface AnyReportPart {
  readonly lines: readonly Line<ReportCells>[];
  readonly totals: ReportCells;
  readonly caveats?: readonly ReportCaveat[];
  readonly levels?: AtOnce;
}

export type Selection = {
  readonly filter: string;
  /** Kinds to look at; null leaves it to the report. */
  readonly kinds: readonly SessionKind[] | null;
  readonly from: number;
  readonly to: number;
};

/** More lines than anyone reads: further ones are left out, and the answer says so. */
export const MOST_LINES = 200_000;

const NOBODY: readonly number[] = [];

export function line<Cells>(
  cells: Cells,
  sessions: readonly number[] = NOBODY,
  failures: readonly number[] = NOBODY,
): Line<Cells> {
  return { cells, sessions, failures };
}

/** The items of a list one by one, with word of how far they are. */
export function* inSteps<Item>({ onProgress }: ReportInput, items: readonly Item[]): Generator<Item> {
  for (const [at, item] of items.entries()) {
    // A few hundred words are enough.
    if ((at & 0xff) === 0) onProgress(at / items.length);
    yield item;
  }
}
