import type { SessionTable } from "../../types/session-table.ts";
import { concurrency, type Span } from "../concurrency.ts";
import { splitByLocalDay } from "../time/days.ts";
import type { Zone } from "../time/zone.ts";
import { possibleSpan, sureSpan } from "./person.ts";

/** One local day of a person. */
export interface DayLine {
  /** Days since 2024-01-01 in the zone. */
  readonly day: number;
  /** First and last moment at which the person was surely on. */
  readonly first: number;
  readonly last: number;
  /** Ticks with at least one session: at least, and at most (`NaN` when a session of the day has no upper end). */
  readonly min: number;
  readonly max: number;
}

/** A session of years has this many days at most; the newest days are the ones that are asked for. */
const MOST_PIECES = 5000;

/**
 * The newest days on which a person was surely on, newest first. `rows` are the person's sessions in the order of
 * their start.
 */
export function personDays(
  table: SessionTable,
  rows: readonly number[],
  zone: Zone,
  most: number,
): readonly DayLine[] {
  const sure = new Map<number, Span[]>();
  const possible = new Map<number, Span[]>();
  const endless = new Set<number>();
  let pieces = 0;
  for (let at = rows.length - 1; at >= 0 && pieces < MOST_PIECES; at--) {
    const row = rows[at]!;
    pieces += put(sure, zone, sureSpan(table, row));
    const [from, to] = possibleSpan(table, row);
    if (Number.isNaN(to))
      for (const { day } of splitByLocalDay(zone, ...sureSpan(table, row))) endless.add(day);
    else put(possible, zone, [from, to]);
  }
  return [...sure.keys()]
    .sort((a, b) => b - a)
    .slice(0, most)
    .map((day) => {
      const spans = sure.get(day)!;
      const min = concurrency(spans).present;
      const max = endless.has(day) ? Number.NaN : concurrency(possible.get(day) ?? spans).present;
      return {
        day,
        first: Math.min(...spans.map(([from]) => from)),
        last: Math.max(...spans.map(([, to]) => to)),
        min,
        max: Math.max(min, max),
      };
    });
}

function put(days: Map<number, Span[]>, zone: Zone, [from, to]: Span): number {
  let count = 0;
  for (const piece of splitByLocalDay(zone, from, to)) {
    const spans = days.get(piece.day);
    if (spans === undefined) days.set(piece.day, [[piece.from, piece.to]]);
    else spans.push([piece.from, piece.to]);
    count++;
  }
  return count;
}
