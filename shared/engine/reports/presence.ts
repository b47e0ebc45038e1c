import { INTERVAL_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import type { Span } from "../concurrency.ts";
import type { DayBudget } from "./day-budget.ts";

/** What somebody was doing, the nearest first: of several sessions at once the nearest counts. */
export const PRESENCE_STATES = ["active", "locked", "disconnected", "asleep"] as const;
const ACTIVE = 0;
const STATES = PRESENCE_STATES.length;

/** State of an interval by its kind; a screen saver is no absence. */
const STATE_OF: readonly number[] = INTERVAL_KINDS.map((kind) =>
  Math.max(ACTIVE, PRESENCE_STATES.indexOf(kind as (typeof PRESENCE_STATES)[number])),
);

/**
 * Ticks by state of one day; they add up to the presence. A plain list: of those there may be millions, and a typed
 * array of four numbers costs several times as much.
 */
export type StateTicks = number[];

/** A session and the span of it that counts. */
export interface Stay {
  readonly row: number;
  readonly span: Span;
}

/**
 * How long somebody was there on each local day, by state: the union of all sessions, on however many computers.
 *
 *     PC1   [active    |locked            ]
 *     PC2          [active    ]
 *           active active active  locked       never more than the day has
 *
 * Within one session what takes a person furthest away counts: a machine asleep is asleep whatever the screen was.
 * Linear in boundaries but for sorting them.
 */
export function presenceByDay(
  table: SessionTable,
  stays: readonly Stay[],
  budget: DayBudget,
): ReadonlyMap<number, StateTicks> {
  const changes = stays.flatMap(({ row, span }) => changesOf(table, row, span));
  changes.sort((a, b) => a.time - b.time);
  const days = new Map<number, StateTicks>();
  const running = new Int32Array(STATES);
  let since = Number.NaN;
  let state = -1;
  for (const { time, from, to } of changes) {
    const next = step(running, from, to);
    if (next === state) continue;
    if (state >= 0 && time > since) addTo(days, budget, since, time, state);
    if (next !== state) since = time;
    state = next;
  }
  return days;
}

/** One session goes from a state to another; -1 is not there. Gives the nearest state of all sessions. */
function step(running: Int32Array, from: number, to: number): number {
  if (from >= 0) running[from]!--;
  if (to >= 0) running[to]!++;
  for (let state = 0; state < STATES; state++) if (running[state]! > 0) return state;
  return -1;
}

interface Change {
  readonly time: number;
  readonly from: number;
  readonly to: number;
}

/** The states of one session as changes, its begin and end among them. */
function changesOf(table: SessionTable, row: number, [begin, end]: Span): readonly Change[] {
  if (!(begin < end)) return [];
  const edges: { time: number; state: number; by: number }[] = [];
  const { kind, from, to } = table.intervals;
  for (let i = table.intervalStart[row]!; i < table.intervalStart[row + 1]!; i++) {
    const state = STATE_OF[kind[i]!]!;
    const first = Math.max(from[i]!, begin);
    const last = Number.isNaN(to[i]!) ? end : Math.min(to[i]!, end);
    if (state === ACTIVE || !(first < last)) continue;
    edges.push({ time: first, state, by: 1 }, { time: last, state, by: -1 });
  }
  edges.sort((a, b) => a.time - b.time);
  const inside = new Int32Array(STATES);
  const changes: Change[] = [];
  let now = -1;
  const become = (time: number, next: number) => {
    if (next !== now) changes.push({ time, from: now, to: next });
    now = next;
  };
  if (edges[0]?.time !== begin) become(begin, ACTIVE);
  for (let at = 0; at < edges.length; at++) {
    const { time, state, by } = edges[at]!;
    inside[state]! += by;
    if (edges[at + 1]?.time !== time && time < end) become(time, furthest(inside));
  }
  become(end, -1);
  return changes;
}

function furthest(inside: Int32Array): number {
  for (let state = STATES - 1; state > ACTIVE; state--) if (inside[state]! > 0) return state;
  return ACTIVE;
}

function addTo(
  days: Map<number, StateTicks>,
  budget: DayBudget,
  from: number,
  to: number,
  state: number,
): void {
  for (const piece of budget.pieces(from, to)) {
    let day = days.get(piece.day);
    if (day === undefined) {
      day = [0, 0, 0, 0];
      days.set(piece.day, day);
    }
    day[state]! += piece.to - piece.from;
  }
}
