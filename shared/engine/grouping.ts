import { CONFIDENCES } from "../types/names.ts";
import type { SessionTable } from "../types/session-table.ts";
import { durationMax, durationMin } from "./durations.ts";
import type { Rows } from "./filter/filter.ts";
import { groupRows, type RowGroups } from "./group-rows.ts";
import { orderByKeys } from "./radix-order.ts";
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
  const { keys, keyOf } = groupKeys(table, rows, by, zone);
  const found = groupRows(rows, [keys]);
  const key = new Float64Array(found.length);
  const names: string[] = [];
  for (let group = 0; group < found.length; group++) {
    const row = found.rows[found.start[group]!]!;
    key[group] = keyOf(keys[row]!);
    if (by === "user" || by === "computer") names.push((strings[key[group]!] ?? "").toLowerCase());
  }
  return inOrder(found, key, ranksOf(key, names, by));
}

interface Keys {
  readonly keys: Uint32Array;
  /** The key of a group out of the small number its rows were counted by. */
  readonly keyOf: (small: number) => number;
}

function groupKeys(table: SessionTable, rows: Rows, by: Grouping, zone: Zone): Keys {
  const same = (small: number) => small;
  switch (by) {
    case "user":
      return { keys: table.userKey, keyOf: same };
    case "computer":
      return { keys: table.computerKey, keyOf: same };
    case "type":
      return { keys: Uint32Array.from(table.logonType), keyOf: same };
    case "reason":
      return { keys: Uint32Array.from(table.endReason), keyOf: same };
    case "day":
      return dayKeys(table, rows, zone);
  }
}

/** Numbers the days that occur, so that a clock in 1601 costs one counter and not a million. */
function dayKeys(table: SessionTable, rows: Rows, zone: Zone): Keys {
  const keys = new Uint32Array(table.length);
  const numbers = new Map<number, number>();
  const days: number[] = [];
  let lastDay = Number.NaN;
  let lastNumber = -1;
  for (const row of rows) {
    const start = Number.isNaN(table.start[row]!) ? table.startUpper[row]! : table.start[row]!;
    const day = Number.isNaN(start) ? Number.NaN : localDayOf(zone, start);
    if (lastNumber < 0 || !Object.is(day, lastDay)) {
      lastDay = day;
      lastNumber = numbers.get(day) ?? -1;
      if (lastNumber < 0) {
        lastNumber = days.push(day) - 1;
        numbers.set(day, lastNumber);
      }
    }
    keys[row] = lastNumber;
  }
  return { keys, keyOf: (small) => days[small]! };
}

function ranksOf(key: Float64Array, names: readonly string[], by: Grouping): Float64Array {
  if (by === "day") return key.map((day) => -day);
  // 255 stands for a type that is not known: it sorts last by itself. Reasons stand in the order of their list.
  if (by === "type" || by === "reason") return key;
  const order = [...key.keys()].sort((a, b) => (names[a]! < names[b]! ? -1 : names[a]! > names[b]! ? 1 : 0));
  const ranks = new Float64Array(key.length);
  for (const [rank, group] of order.entries()) ranks[group] = key[group] === 0 ? Number.NaN : rank;
  return ranks;
}

function inOrder(found: RowGroups, key: Float64Array, ranks: Float64Array): SessionGroups {
  const every = Uint32Array.from({ length: found.length }, (_, group) => group);
  const order = orderByKeys(every, ranks, false);
  const rows = new Uint32Array(found.rows.length);
  const start = new Uint32Array(found.length + 1);
  const keys = new Float64Array(found.length);
  let at = 0;
  for (const [place, group] of order.entries()) {
    const members = found.rows.subarray(found.start[group], found.start[group + 1]);
    rows.set(members, at);
    at += members.length;
    start[place + 1] = at;
    keys[place] = key[group]!;
  }
  return { length: found.length, rows, start, key: keys };
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
  for (let group = 0; group < length; group++) {
    for (let i = start[group]!; i < start[group + 1]!; i++) {
      const row = rows[i]!;
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
