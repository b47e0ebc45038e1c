import type { CloudWindow } from "../../types/cloud.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * What the next export has to be: `covered` not due yet, `soon` from the sixth day after the last end, `overdue` once
 * seven days are over and a gap has begun.
 */
export const DUE_STATES = ["covered", "soon", "overdue"] as const;
export type DueState = (typeof DUE_STATES)[number];

/** What the exports of one environment cover, and what not. */
export interface CloudCalendar {
  readonly environment: string;
  readonly from: number;
  /** End of the newest export. */
  readonly to: number;
  /** Rising, apart from each other. */
  readonly covered: readonly Span[];
  /** Between `from` and now: logins in them are unknown, not absent. */
  readonly gaps: readonly Span[];
  /** Since the newest export, while the next one can still cover it; null when that is a gap already. */
  readonly pending: Span | null;
  readonly nextDue: number;
  readonly due: DueState;
  /** The end of some export was taken from its last login. */
  readonly isAssumed: boolean;
  readonly exports: number;
}

const DAY = 864_000_000_000;
/** An export of Lifecycle Services covers seven days, so the next one has to follow within seven. */
export const EXPORT_EVERY = 7 * DAY;
const WARN_AFTER = 6 * DAY;

/** Calendars by environment, in the order of their names. `now` may be `NaN`: then nothing is said of today. */
export function cloudCalendars(windows: readonly CloudWindow[], now: number): readonly CloudCalendar[] {
  const byName = new Map<string, CloudWindow[]>();
  for (const window of windows) {
    const key = window.environment.toLowerCase();
    const own = byName.get(key);
    if (own === undefined) byName.set(key, [window]);
    else own.push(window);
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => calendarOf(own, now));
}

function calendarOf(windows: readonly CloudWindow[], now: number): CloudCalendar {
  const covered = union(windows);
  const gaps: Span[] = [];
  for (let at = 1; at < covered.length; at++) gaps.push({ from: covered[at - 1]!.to, to: covered[at]!.from });
  const { from } = covered[0]!;
  const { to } = covered.at(-1)!;
  const nextDue = to + EXPORT_EVERY;
  const due: DueState = now > nextDue ? "overdue" : now >= to + WARN_AFTER ? "soon" : "covered";
  const since = now > to ? { from: to, to: now } : null;
  if (due === "overdue" && since !== null) gaps.push(since);
  return {
    environment: windows[0]!.environment,
    from,
    to,
    covered,
    gaps,
    pending: due === "overdue" ? null : since,
    nextDue,
    due,
    isAssumed: windows.some(({ end }) => end === "assumed"),
    exports: windows.length,
  };
}

/** Spans that touch or overlap become one. */
function union(windows: readonly Span[]): readonly Span[] {
  const sorted = windows.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}
