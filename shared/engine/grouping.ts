import { CONFIDENCES } from "../types/names.ts";
import type { SessionTable } from "../types/session-table.ts";
import { durationMax, durationMin } from "./durations.ts";
import type { Rows } from "./filter/filter.ts";
import type { RowGroups } from "./group-rows.ts";
import { type CodeColumn, orderByRanks, type Ranks } from "./rank-order.ts";
import { textRanks } from "./text-ranks.ts";
import { localDayOf } from "./time/days.ts";
import type { Zone } from "./time/zone.ts";

/** What sessions of a table can be put together by. */
export const GROUPINGS = ["user", "computer", "day", "type", "reason"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Groups of sessions in the order of their names; of days the newest first, sessions without a start last. */
export interface SessionGroups extends RowGroups {
  /** What the rows of a group share: a text id, a day since 2024-01-01 (`NaN` not known), a code. */
  readonly key: Float64Array;
}

/** What the sessions of each group come to. Spans are in ticks and added up, also where sessions overlap. */
export interface GroupTotals {
  /** Shortest and longest time on. Ends that are not known are in neither; an open end has no longest time. */
  readonly onMin: Float64Array;
  readonly onMax: Float64Array;
  readonly activeMin: Float64Array;
  readonly activeMax: Float64Array;
  /** Sessions without an upper bound: where there are any, the longest times hold for the others only. */
  readonly unlimited: Uint32Array;
  readonly activeUnlimited: Uint32Array;
  /** Sessions of group g whose end is known as CONFIDENCES[c] says: `ends[g * CONFIDENCES.length + c]`. */
  readonly ends: Uint32Array;
}

/** Codes of CONFIDENCES: an open end has no upper bound, an unknown one is left out of totals. */
const OPEN = CONFIDENCES.indexOf("open");
const UNKNOWN = CONFIDENCES.indexOf("unknown");

/** Puts rows together. Within a group they keep the order they come in; every row is in exactly one group. */
export function groupSessions(
  table: SessionTable,
  strings: readonly string[],
  rows: Rows,
  by: Grouping,
  zone: Zone,
): SessionGroups {
  const same = (small: number) => small;
  switch (by) {
    case "user":
      return ranked(rows, table.userKey, textRanks(table.userKey, strings, table.user), same);
    case "computer":
      return ranked(rows, table.computerKey, textRanks(table.computerKey, strings, table.computer), same);
    case "type":
      // 255 stands for a type that is not known: it sorts last by itself.
      return ranked(rows, table.logonType, CODES, same);
    case "reason":
      return ranked(rows, table.endReason, CODES, same);
    case "day": {
      const { numbers, days } = dayNumbers(table, rows, zone);
      return ranked(rows, numbers, newestFirst(days), (number) => days[number]!);
    }
  }
}

/** Codes of one byte in the order of their list. */
const CODES: Ranks = { rank: Uint32Array.from({ length: 256 }, (_, code) => code), length: 256 };

/** Groups in the order of their ranks, those without a row left out. */
function ranked(rows: Rows, codes: CodeColumn, ranks: Ranks, keyOf: (code: number) => number): SessionGroups {
  const sorted = orderByRanks(rows, codes, ranks);
  const start = [0];
  const key: number[] = [];
  for (let rank = 0; rank < ranks.length; rank++) {
    const from = sorted.start[rank]!;
    const to = sorted.start[rank + 1]!;
    if (from === to) continue;
    start.push(to);
    key.push(keyOf(codes[sorted.rows[from]!]!));
  }
  return {
    length: key.length,
    rows: sorted.rows,
    start: Uint32Array.from(start),
    key: Float64Array.from(key),
  };
}

/** Numbers the days that occur, so that a clock in 1601 costs one counter and not a million. */
function dayNumbers(
  table: SessionTable,
  rows: Rows,
  zone: Zone,
): { readonly numbers: Uint32Array; readonly days: readonly number[] } {
  const numbers = new Uint32Array(table.length);
  const known = new Map<number, number>();
  const days: number[] = [];
  let lastDay = Number.NaN;
  let lastNumber = -1;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const start = Number.isNaN(table.start[row]!) ? table.startUpper[row]! : table.start[row]!;
    const day = Number.isNaN(start) ? Number.NaN : localDayOf(zone, start);
    if (lastNumber < 0 || !Object.is(day, lastDay)) {
      lastDay = day;
      lastNumber = known.get(day) ?? -1;
      if (lastNumber < 0) {
        lastNumber = days.push(day) - 1;
        known.set(day, lastNumber);
      }
    }
    numbers[row] = lastNumber;
  }
  return { numbers, days };
}

function newestFirst(days: readonly number[]): Ranks {
  // What is not known is older than every day.
  const age = (day: number) => (Number.isNaN(day) ? Number.POSITIVE_INFINITY : -day);
  const order = [...days.keys()].sort((a, b) => (age(days[a]!) < age(days[b]!) ? -1 : 1));
  const rank = new Uint32Array(days.length);
  for (const [at, number] of order.entries()) rank[number] = at;
  return { rank, length: days.length };
}

/** Adds up the sessions of every group. */
export function groupTotals(table: SessionTable, groups: RowGroups): GroupTotals {
  const { length, rows, start } = groups;
  const totals = {
    onMin: new Float64Array(length),
    onMax: new Float64Array(length),
    activeMin: new Float64Array(length),
    activeMax: new Float64Array(length),
    unlimited: new Uint32Array(length),
    activeUnlimited: new Uint32Array(length),
    ends: new Uint32Array(length * CONFIDENCES.length),
  };
  // In the order of the table: its columns are read from front to back, and only the few sums are jumped between.
  const groupOf = new Int32Array(table.length).fill(-1);
  for (let group = 0; group < length; group++)
    for (let i = start[group]!; i < start[group + 1]!; i++) groupOf[rows[i]!] = group;
  for (let row = 0; row < table.length; row++) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    const confidence = table.confidence[row]!;
    totals.ends[group * CONFIDENCES.length + confidence]!++;
    if (confidence === UNKNOWN) continue;
    const max = confidence === OPEN ? Number.NaN : durationMax(table, row);
    totals.onMin[group]! += durationMin(table, row) || 0;
    totals.onMax[group]! += max || 0;
    if (Number.isNaN(max)) totals.unlimited[group]!++;
    const active = table.active[row]!;
    const activeMin = Number.isNaN(table.activeMin[row]!) ? active : table.activeMin[row]!;
    const known = Number.isNaN(table.activeMax[row]!) ? active : table.activeMax[row]!;
    const activeMax = confidence === OPEN ? Number.NaN : known;
    totals.activeMin[group]! += activeMin || 0;
    totals.activeMax[group]! += activeMax || 0;
    if (Number.isNaN(activeMax)) totals.activeUnlimited[group]!++;
  }
  return totals;
}

/** From here on an entry of a grouped table is the heading of a group and not a row. */
export const GROUP_ENTRY = 0x8000_0000;

/**
 * What a table of groups shows from top to bottom: a heading for each group, then its rows unless it is closed.
 *
 *     groups      [5 7] [6]        first one closed: heading 0, heading 1, 6
 */
export function groupEntries(groups: RowGroups, closed: (group: number) => boolean): Rows {
  let length = groups.length;
  const shut = new Uint8Array(groups.length);
  for (let group = 0; group < groups.length; group++) {
    if (closed(group)) shut[group] = 1;
    else length += groups.start[group + 1]! - groups.start[group]!;
  }
  const entries = new Uint32Array(length);
  let at = 0;
  for (let group = 0; group < groups.length; group++) {
    entries[at++] = GROUP_ENTRY + group;
    if (shut[group] === 1) continue;
    const members = groups.rows.subarray(groups.start[group], groups.start[group + 1]);
    entries.set(members, at);
    at += members.length;
  }
  return entries;
}
