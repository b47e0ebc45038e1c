import type { ActTable } from "../../types/act-table.ts";
import { ELEVATED_UNKNOWN, NO_LOGON_TYPE } from "../../types/event-table.ts";
import { codeOf, PROOF_ROLES } from "../../types/names.ts";
import {
  PROOF_COLUMNS,
  type ProofTable,
  SESSION_COLUMNS,
  type SessionTable,
} from "../../types/session-table.ts";
import type { TrailSessions } from "../../types/trail.ts";
import { makeTable } from "../columns.ts";

/** What a session of a trail has in columns that only event logs fill; 0 in all others. */
const ELSE: Readonly<Partial<Record<keyof typeof SESSION_COLUMNS, number>>> = {
  parent: -1,
  logonType: NO_LOGON_TYPE,
  elevated: ELEVATED_UNKNOWN,
  boot: -1,
  active: Number.NaN,
  activeMin: Number.NaN,
  activeMax: Number.NaN,
};

const START = codeOf(PROOF_ROLES, "start");
const END = codeOf(PROOF_ROLES, "end");

export interface Appended {
  readonly sessions: SessionTable;
  readonly acts: ActTable;
  /** Row in the new table of each session of the trails. */
  readonly places: Uint32Array;
}

/**
 * One session table of those of event logs and of trails, in the order of start evidence, then computer, then logon id
 * (a trail has none, so it comes first). Whatever refers to a session by row is moved along.
 */
export function appendSessions(
  tables: { readonly sessions: SessionTable; readonly acts: ActTable },
  trail: TrailSessions,
  strings: { get(id: number): string },
): Appended {
  const { sessions: old, acts } = tables;
  if (trail.length === 0) return { sessions: old, acts, places: new Uint32Array(0) };
  const length = old.length + trail.length;
  const order = mergedOrder(old, trail, strings);
  const moved = new Int32Array(old.length);
  const places = new Uint32Array(trail.length);
  for (let at = 0; at < length; at++) {
    const from = order[at]!;
    if (from >= 0) moved[from] = at;
    else places[~from] = at;
  }
  const { length: _, ...columns } = trail;
  const own: Readonly<Partial<Record<string, ArrayLike<number>>>> = columns;
  const table = makeTable(SESSION_COLUMNS, length, (type, name) => {
    const column = new type(length);
    const before = old[name];
    const added = own[name];
    const other = ELSE[name] ?? 0;
    for (let at = 0; at < length; at++) {
      const from = order[at]!;
      column[at] = from >= 0 ? before[from]! : added === undefined ? other : added[~from]!;
    }
    return column;
  });
  for (let at = 0; at < length; at++) {
    const parent = table.parent[at]!;
    if (parent >= 0) table.parent[at] = moved[parent]!;
  }
  const session = acts.session.map((row) => (row < 0 ? row : moved[row]!));
  return {
    sessions: {
      ...table,
      ...proofsOf(old, trail, order),
      intervals: old.intervals,
      intervalStart: startsOf(old.intervalStart, order),
      members: old.members,
      memberStart: startsOf(old.memberStart, order),
    },
    acts: { ...acts, session },
    places,
  };
}

/** Where each row of the merged table comes from: a row of the old one, or `~row` of the trail. */
function mergedOrder(
  old: SessionTable,
  trail: TrailSessions,
  strings: { get(id: number): string },
): Int32Array {
  const evidence = (row: number): number => first(trail.start[row]!, trail.startUpper[row]!);
  const computer = (id: number): string => strings.get(id);
  const added = new Uint32Array(trail.length).map((_, row) => row);
  added.sort(
    (a, b) =>
      // Without any time at all: last.
      late(evidence(a)) - late(evidence(b)) ||
      compare(computer(trail.computerKey[a]!), computer(trail.computerKey[b]!)) ||
      trail.kind[a]! - trail.kind[b]! ||
      compare(strings.get(trail.userKey[a]!), strings.get(trail.userKey[b]!)) ||
      trail.startRecordIdHigh[a]! - trail.startRecordIdHigh[b]! ||
      trail.startRecordIdLow[a]! - trail.startRecordIdLow[b]! ||
      a - b,
  );
  const order = new Int32Array(old.length + trail.length);
  let at = 0;
  let next = 0;
  // Rows of the event logs keep their order, also where only a bound of their start is left to tell it.
  let reached = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < old.length; row++) {
    const own = first(old.start[row]!, old.startUpper[row]!);
    if (own > reached) reached = own;
    while (next < added.length && isBefore(added[next]!, row)) order[at++] = ~added[next++]!;
    order[at++] = row;
  }
  while (next < added.length) order[at++] = ~added[next++]!;
  return order;

  function isBefore(fresh: number, row: number): boolean {
    const time = late(evidence(fresh));
    if (time !== reached) return time < reached;
    return compare(computer(trail.computerKey[fresh]!), computer(old.computerKey[row]!)) <= 0;
  }
}

function first(start: number, upper: number): number {
  return Number.isNaN(start) ? upper : start;
}

function late(time: number): number {
  return Number.isNaN(time) ? Number.MAX_VALUE : time;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Child rows keep their places, because sessions of trails have none and the others their order. */
function startsOf(starts: Uint32Array, order: Int32Array): Uint32Array {
  const out = new Uint32Array(order.length + 1);
  for (let at = 0; at < order.length; at++) {
    const from = order[at]!;
    out[at + 1] = from >= 0 ? starts[from + 1]! : out[at]!;
  }
  return out;
}

function proofsOf(
  old: SessionTable,
  trail: TrailSessions,
  order: Int32Array,
): { readonly proofs: ProofTable; readonly proofStart: Uint32Array } {
  let added = 0;
  for (let row = 0; row < trail.length; row++)
    added += (trail.startSource[row]! >= 0 ? 1 : 0) + (trail.endSource[row]! >= 0 ? 1 : 0);
  const length = old.proofs.length + added;
  const proofs = makeTable(PROOF_COLUMNS, length);
  const proofStart = new Uint32Array(order.length + 1);
  const names = Object.keys(PROOF_COLUMNS) as (keyof typeof PROOF_COLUMNS)[];
  let to = 0;
  for (let at = 0; at < order.length; at++) {
    const from = order[at]!;
    if (from >= 0) {
      const begin = old.proofStart[from]!;
      const end = old.proofStart[from + 1]!;
      for (const name of names) {
        const [column, before] = [proofs[name], old.proofs[name]];
        for (let i = begin; i < end; i++) column[to + i - begin] = before[i]!;
      }
      to += end - begin;
    } else {
      const row = ~from;
      if (trail.startSource[row]! >= 0) {
        proofs.role[to] = START;
        proofs.source[to] = trail.startSource[row]!;
        proofs.channel[to] = trail.channel[row]!;
        proofs.recordIdLow[to] = trail.startRecordIdLow[row]!;
        proofs.recordIdHigh[to] = trail.startRecordIdHigh[row]!;
        proofs.time[to] = trail.startTime[row]!;
        proofs.offset[to++] = trail.startOffset[row]!;
      }
      if (trail.endSource[row]! >= 0) {
        proofs.role[to] = END;
        proofs.source[to] = trail.endSource[row]!;
        proofs.channel[to] = trail.channel[row]!;
        proofs.recordIdLow[to] = trail.endRecordIdLow[row]!;
        proofs.recordIdHigh[to] = trail.endRecordIdHigh[row]!;
        proofs.time[to] = trail.endTime[row]!;
        proofs.offset[to++] = trail.endOffset[row]!;
      }
    }
    proofStart[at + 1] = to;
  }
  return { proofs, proofStart };
}
