import {
  DEFAULT_KINDS,
  filterFailures,
  filterSessions,
  type Rows,
} from "../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../shared/engine/filter/mentions.ts";
import { mayOverlap } from "../../shared/engine/filter/overlap.ts";
import type { QueryResult } from "../../shared/engine/filter/query.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { CONFIDENCES, type Confidence, SESSION_KINDS, type SessionKind } from "../../shared/types/names.ts";
import { zoneByName } from "./clock.ts";
import { memoByObject } from "./memo.ts";
import type { TimeWindow } from "./time-window.ts";

const NO_ROWS: Rows = new Uint32Array(0);
const NO_LIMIT = { from: Number.NaN, to: Number.NaN };

/** One evaluation for both questions below: whether the text fits, and which rows it keeps. */
const evaluated = memoByObject(
  (data: CaseData, filter: string, zone: string, kinds: readonly SessionKind[]): QueryResult<Rows> => {
    const context = { strings: data.strings, zone: zoneByName(zone) };
    return filterSessions(data.sessions, filter, context, {
      kinds: kindsInForce(filter, kinds),
      ...NO_LIMIT,
    });
  },
);

/** Whether a filter can be asked of sessions at all; `status:` for one is about failed sign-ins only. */
export function fitsSessions(
  data: CaseData,
  filter: string,
  zone: string,
  kinds: readonly SessionKind[],
): boolean {
  return evaluated(data, filter, zone, kinds).ok;
}

/** Session rows that a filter and a choice of kinds keep, in table order; one not about sessions keeps all. */
export function sessionRows(
  data: CaseData,
  filter: string,
  zone: string,
  kinds: readonly SessionKind[],
): Rows {
  const result = evaluated(data, filter, zone, kinds);
  if (result.ok) return result.value;
  const all = evaluated(data, "", zone, kinds);
  return all.ok ? all.value : NO_ROWS;
}

export interface FailureRows {
  readonly rows: Rows;
  /** False when the filter asks for something only sessions have: then all failures are shown. */
  readonly filtered: boolean;
}

/** Failure rows that the filter keeps. */
export const failureRows = memoByObject((data: CaseData, filter: string, zone: string): FailureRows => {
  const context = { strings: data.strings, zone: zoneByName(zone) };
  const result = filterFailures(data.failures, filter, context, NO_LIMIT);
  if (result.ok) return { rows: result.value, filtered: true };
  return { rows: Uint32Array.from({ length: data.failures.length }, (_, row) => row), filtered: false };
});

/** What the page shows at present, of whatever table; `ViewState` is one. */
export interface RowChoice {
  readonly filter: string;
  readonly kinds: readonly SessionKind[];
  /** The shared range of time; null is the whole case. */
  readonly window: TimeWindow | null;
}

/** Of some sessions those that may overlap a range, bounds counted as `from` and `to` of the filter count them. */
const inRange = memoByObject((rows: Rows, data: CaseData, from: number, to: number): Rows => {
  const { sessions } = data;
  const kept = new Uint32Array(rows.length);
  let length = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (mayOverlap(sessions, row, from, to)) kept[length++] = row;
  }
  return kept.slice(0, length);
});

/**
 * Session rows on screen: filter, kinds and range together, in table order. Moving the range costs one pass over the
 * rows of the filter, not a new evaluation of it.
 */
export function visibleRows(data: CaseData, choice: RowChoice, zone: string): Rows {
  const rows = sessionRows(data, choice.filter, zone, choice.kinds);
  return choice.window === null ? rows : inRange(rows, data, choice.window.from, choice.window.to);
}

const failuresInRange = memoByObject(
  (all: FailureRows, data: CaseData, from: number, to: number): FailureRows => {
    const { time } = data.failures;
    const rows = all.rows.filter((row) => time[row]! >= from && time[row]! < to);
    return { rows, filtered: all.filtered };
  },
);

/** Failure rows on screen: filter and range together. */
export function visibleFailures(
  data: CaseData,
  choice: Pick<RowChoice, "filter" | "window">,
  zone: string,
): FailureRows {
  const all = failureRows(data, choice.filter, zone);
  return choice.window === null ? all : failuresInRange(all, data, choice.window.from, choice.window.to);
}

/** How well the ends of some sessions are known. */
export const confidenceCounts = memoByObject(
  (rows: Uint32Array, data: CaseData): Record<Confidence, number> => {
    const { confidence } = data.sessions;
    const counts = new Uint32Array(CONFIDENCES.length);
    for (let at = 0; at < rows.length; at++) counts[confidence[rows[at]!]!]!++;
    return { exact: counts[0]!, bounded: counts[1]!, open: counts[2]!, unknown: counts[3]! };
  },
);

/** Number of sessions of each kind in the whole case. */
/** What a fresh case shows: people at computers, or what trails tell where no event log tells of any. */
export function kindsAtFirst(data: CaseData): readonly SessionKind[] {
  const counts = kindCounts(data);
  const isOnlyTrails = !counts.has("desktop") && (counts.has("script") || counts.has("cloud"));
  return isOnlyTrails ? ["desktop", "script", "cloud"] : DEFAULT_KINDS;
}

export const kindCounts = memoByObject((data: CaseData): ReadonlyMap<SessionKind, number> => {
  const counts = new Map<SessionKind, number>();
  const raw = new Uint32Array(256);
  for (let row = 0; row < data.sessions.length; row++) raw[data.sessions.kind[row]!]!++;
  for (const [code, kind] of SESSION_KINDS.entries()) if (raw[code]! > 0) counts.set(kind, raw[code]!);
  return counts;
});
