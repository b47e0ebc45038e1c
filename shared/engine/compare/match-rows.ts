import type { CaseData } from "../../types/case.ts";
import { PROOF_ROLES } from "../../types/names.ts";
import { sameComputers } from "./computer-names.ts";

/**
 * How two sessions were known as one, in the order in which it is tried:
 *
 *   record   both begin with the same record: computer, log, record number and its own time
 *   logonId  the same logon id of the same computer begins at the same time; the record that tells it is another, as where
 *            an export numbered its records anew
 *   overlap  the same logon id of the same computer and user, at times that may overlap: one case knows the start, or
 *            the end, and the other does not
 */
export const MATCHES = ["record", "logonId", "overlap"] as const;
export type Match = (typeof MATCHES)[number];

export interface RowPair {
  readonly a: number;
  readonly b: number;
  readonly by: Match;
}

export interface MatchedRows {
  /** In the order of the rows of b. */
  readonly pairs: readonly RowPair[];
  /** Rows of b that a does not have, and rows of a that b does not have. */
  readonly added: Uint32Array;
  readonly gone: Uint32Array;
}

const START = PROOF_ROLES.indexOf("start");

/** Which sessions of two cases are the same ones. Each is in one pair at most. */
export function matchSessions(a: CaseData, b: CaseData): MatchedRows {
  const computerOf = sameComputers(a.computers, b.computers);
  const left = new Int32Array(a.sessions.length).fill(-1);
  const right = new Int32Array(b.sessions.length).fill(-1);
  const by = new Uint8Array(b.sessions.length);
  const steps: readonly ((data: CaseData, row: number) => string | null)[] = [
    (data, row) => recordKey(data, row, computerOf),
    (data, row) => startKey(data, row, computerOf),
  ];
  for (const [step, keyOf] of steps.entries()) {
    pairEqual(
      { length: left.length, taken: left, key: (row) => keyOf(a, row) },
      { length: right.length, taken: right, key: (row) => keyOf(b, row) },
      (row) => {
        by[row] = step;
      },
    );
  }
  pairOverlapping(a, b, left, right, computerOf, (row) => {
    by[row] = MATCHES.indexOf("overlap");
  });
  const pairs: RowPair[] = [];
  for (let row = 0; row < right.length; row++)
    if (right[row]! >= 0) pairs.push({ a: right[row]!, b: row, by: MATCHES[by[row]!]! });
  return { pairs, added: rowsWithout(right), gone: rowsWithout(left) };
}

/** Which failed logons of two cases are the same records. */
export function matchFailures(a: CaseData, b: CaseData): MatchedRows {
  const computerOf = sameComputers(a.computers, b.computers);
  const left = new Int32Array(a.failures.length).fill(-1);
  const right = new Int32Array(b.failures.length).fill(-1);
  const keyOf = (data: CaseData, row: number): string => {
    const { failures: f, strings } = data;
    const computer = computerOf(strings[f.computerKey[row]!] ?? "");
    const channel = strings[f.channel[row]!] ?? "";
    return `${computer}|${channel}|${f.recordIdHigh[row]}|${f.recordIdLow[row]}|${f.rawTime[row]}`;
  };
  pairEqual(
    { length: left.length, taken: left, key: (row) => keyOf(a, row) },
    { length: right.length, taken: right, key: (row) => keyOf(b, row) },
    () => {},
  );
  const pairs: RowPair[] = [];
  for (let row = 0; row < right.length; row++)
    if (right[row]! >= 0) pairs.push({ a: right[row]!, b: row, by: "record" });
  return { pairs, added: rowsWithout(right), gone: rowsWithout(left) };
}

interface Side {
  readonly length: number;
  /** Row of the other side, -1 while there is none. */
  readonly taken: Int32Array;
  /** Null: nothing to go by. */
  readonly key: (row: number) => string | null;
}

/** Pairs rows of the same key; of several with one key the first with the first, and so on. */
function pairEqual(a: Side, b: Side, onPair: (row: number) => void): void {
  const first = new Map<string, number>();
  const next = new Int32Array(a.length).fill(-1);
  // From the end, so that each list begins with its first row.
  for (let row = a.length - 1; row >= 0; row--) {
    const key = a.taken[row]! < 0 ? a.key(row) : null;
    if (key === null) continue;
    next[row] = first.get(key) ?? -1;
    first.set(key, row);
  }
  for (let row = 0; row < b.length; row++) {
    const key = b.taken[row]! < 0 ? b.key(row) : null;
    const found = key === null ? undefined : first.get(key);
    if (key === null || found === undefined || found < 0) continue;
    first.set(key, next[found]!);
    a.taken[found] = row;
    b.taken[row] = found;
    onPair(row);
  }
}

/** Pairs what is left by logon id, computer and user where the times may overlap; the earlier first. */
function pairOverlapping(
  a: CaseData,
  b: CaseData,
  left: Int32Array,
  right: Int32Array,
  computerOf: (computer: string) => string,
  onPair: (row: number) => void,
): void {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < left.length; row++) {
    const key = left[row]! < 0 ? personKey(a, row, computerOf) : null;
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  for (let row = 0; row < right.length; row++) {
    const key = right[row]! < 0 ? personKey(b, row, computerOf) : null;
    const group = key === null ? undefined : groups.get(key);
    const at = group?.findIndex((each) => left[each]! < 0 && mayOverlap(a, each, b, row)) ?? -1;
    if (group === undefined || at < 0) continue;
    const found = group[at]!;
    left[found] = row;
    right[row] = found;
    onPair(row);
  }
}

function recordKey(data: CaseData, row: number, computerOf: (computer: string) => string): string | null {
  const { sessions: s, strings } = data;
  const { proofs, proofStart } = s;
  for (let at = proofStart[row]!; at < proofStart[row + 1]!; at++) {
    if (proofs.role[at] !== START) continue;
    const record = `${proofs.recordIdHigh[at]}|${proofs.recordIdLow[at]}|${proofs.time[at]}`;
    const channel = strings[proofs.channel[at]!] ?? "";
    return `${computerOf(strings[s.computerKey[row]!] ?? "")}|${channel}|${record}|${leadOf(data, row)}`;
  }
  return null;
}

function startKey(data: CaseData, row: number, computerOf: (computer: string) => string): string | null {
  const { sessions: s, strings } = data;
  if (!hasLead(data, row) || Number.isNaN(s.start[row]!)) return null;
  return `${computerOf(strings[s.computerKey[row]!] ?? "")}|${leadOf(data, row)}|${s.start[row]}`;
}

function personKey(data: CaseData, row: number, computerOf: (computer: string) => string): string | null {
  const { sessions: s, strings } = data;
  if (!hasLead(data, row)) return null;
  const user = (strings[s.user[row]!] || strings[s.sid[row]!] || "").toLowerCase();
  return `${computerOf(strings[s.computerKey[row]!] ?? "")}|${leadOf(data, row)}|${user}`;
}

function leadOf({ sessions: s }: CaseData, row: number): string {
  return `${s.leadLogonIdHigh[row]}:${s.leadLogonIdLow[row]}`;
}

/** Logon id 0 is nobody's. */
function hasLead({ sessions: s }: CaseData, row: number): boolean {
  return s.leadLogonIdHigh[row] !== 0 || s.leadLogonIdLow[row] !== 0;
}

function mayOverlap(a: CaseData, rowA: number, b: CaseData, rowB: number): boolean {
  const [fromA, toA] = spanOf(a, rowA);
  const [fromB, toB] = spanOf(b, rowB);
  return fromA <= toB && fromB <= toA;
}

/** The longest that a session may have lasted. */
function spanOf({ sessions: s }: CaseData, row: number): readonly [from: number, to: number] {
  const from = firstKnown([s.start[row]!, s.startLower[row]!], Number.NEGATIVE_INFINITY);
  const to = firstKnown([s.end[row]!, s.endUpper[row]!], Number.POSITIVE_INFINITY);
  return [from, to];
}

function firstKnown(times: readonly number[], otherwise: number): number {
  return times.find((time) => !Number.isNaN(time)) ?? otherwise;
}

function rowsWithout(taken: Int32Array): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < taken.length; row++) if (taken[row]! < 0) rows.push(row);
  return Uint32Array.from(rows);
}
