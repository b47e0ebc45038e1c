import type { CaseData } from "../../types/case.ts";
import { PROOF_ROLES } from "../../types/names.ts";
import { sameComputers } from "./computer-names.ts";
import { KEY_PARTS, type KeyParts, KeyTable } from "./key-table.ts";

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

/** Rows of two cases that are the same ones, in columns: there may be millions. In the order of the rows of b. */
export interface RowPairs {
  readonly length: number;
  readonly a: Uint32Array<ArrayBuffer>;
  readonly b: Uint32Array<ArrayBuffer>;
  /** Positions in `MATCHES`. */
  readonly by: Uint8Array;
}

export interface MatchedRows {
  readonly pairs: RowPairs;
  /** Rows of b that a does not have, and rows of a that b does not have. */
  readonly added: Uint32Array<ArrayBuffer>;
  readonly gone: Uint32Array<ArrayBuffer>;
}

const START = PROOF_ROLES.indexOf("start");

/** Writes the key of a row of a case; false where there is nothing to go by. */
type KeyOf = (side: Side, row: number, parts: KeyParts) => boolean;

/** Which sessions of two cases are the same ones. Each is in one pair at most. */
export function matchSessions(a: CaseData, b: CaseData): MatchedRows {
  const names = new NameNumbers(a, b);
  const left = sideOf(a, a.sessions.length, names);
  const right = sideOf(b, b.sessions.length, names);
  pair(left, right, recordKey, MATCHES.indexOf("record"));
  pair(left, right, startKey, MATCHES.indexOf("logonId"));
  pair(left, right, personKey, MATCHES.indexOf("overlap"), (one, two) => mayOverlap(a, one, b, two));
  return matched(left, right);
}

/** Which failed logons of two cases are the same records. */
export function matchFailures(a: CaseData, b: CaseData): MatchedRows {
  const names = new NameNumbers(a, b);
  const left = sideOf(a, a.failures.length, names);
  const right = sideOf(b, b.failures.length, names);
  pair(left, right, failureKey, MATCHES.indexOf("record"));
  return matched(left, right);
}

interface Side {
  readonly data: CaseData;
  readonly length: number;
  /** Row of the other side, -1 while there is none. */
  readonly taken: Int32Array;
  /** What the pairs are known by. */
  readonly by: Uint8Array;
  readonly computer: (text: number) => number;
  readonly name: (text: number) => number;
  /** The same name in big and small letters is one. */
  readonly person: (text: number) => number;
}

function sideOf(data: CaseData, length: number, names: NameNumbers): Side {
  return {
    data,
    length,
    taken: new Int32Array(length).fill(-1),
    by: new Uint8Array(length),
    computer: names.computersOf(data),
    name: names.namesOf(data),
    person: names.peopleOf(data),
  };
}

/** Gives names one number each in both cases. */
class NameNumbers {
  readonly #known = new Map<string, number>();
  readonly #computerOf: (computer: string) => string;

  constructor(a: CaseData, b: CaseData) {
    this.#computerOf = sameComputers(a.computers, b.computers);
  }

  computersOf({ strings }: CaseData): (text: number) => number {
    return this.#numbers(strings, (name) => this.#computerOf(name));
  }

  namesOf({ strings }: CaseData): (text: number) => number {
    return this.#numbers(strings, (name) => name);
  }

  peopleOf({ strings }: CaseData): (text: number) => number {
    return this.#numbers(strings, (name) => name.toLowerCase());
  }

  #numbers(strings: readonly string[], nameOf: (text: string) => string): (text: number) => number {
    const seen = new Int32Array(strings.length);
    return (text) => {
      const before = seen[text] ?? 0;
      if (before !== 0) return before;
      const name = nameOf(strings[text] ?? "");
      const number = this.#known.get(name) ?? this.#known.size + 1;
      this.#known.set(name, number);
      if (text < seen.length) seen[text] = number;
      return number;
    };
  }
}

/** Pairs rows of the same key; of several with one key the first with the first that fits, and so on. */
function pair(
  left: Side,
  right: Side,
  keyOf: KeyOf,
  by: number,
  fits?: (left: number, right: number) => boolean,
): void {
  // Most rows are paired by their records: there is mostly nothing left to look for.
  if (!right.taken.includes(-1)) return;
  const table = new KeyTable({
    length: left.length,
    keyOf: (row, parts) => left.taken[row]! < 0 && keyOf(left, row, parts),
  });
  const parts: KeyParts = new Float64Array(KEY_PARTS);
  for (let row = 0; row < right.length; row++) {
    if (right.taken[row]! >= 0 || !keyOf(right, row, parts)) continue;
    const found = table.take(parts, fits === undefined ? undefined : (each) => fits(each, row));
    if (found < 0) continue;
    left.taken[found] = row;
    right.taken[row] = found;
    right.by[row] = by;
  }
}

function matched({ taken: left }: Side, { taken: right, by }: Side): MatchedRows {
  const added = rowsWithout(right);
  const length = right.length - added.length;
  const pairs = {
    length,
    a: new Uint32Array(length),
    b: new Uint32Array(length),
    by: new Uint8Array(length),
  };
  let at = 0;
  for (let row = 0; row < right.length; row++) {
    if (right[row]! < 0) continue;
    pairs.a[at] = right[row]!;
    pairs.b[at] = row;
    pairs.by[at++] = by[row]!;
  }
  return { pairs, added, gone: rowsWithout(left) };
}

function rowsWithout(taken: Int32Array): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(taken.length);
  let count = 0;
  for (let row = 0; row < taken.length; row++) if (taken[row]! < 0) rows[count++] = row;
  return rows.slice(0, count);
}

function write(parts: KeyParts, ...numbers: readonly number[]): boolean {
  for (let at = 0; at < KEY_PARTS; at++) parts[at] = numbers[at] ?? 0;
  return true;
}

function recordKey({ data, computer, name }: Side, row: number, parts: KeyParts): boolean {
  const { sessions: s } = data;
  const { proofs, proofStart } = s;
  for (let at = proofStart[row]!; at < proofStart[row + 1]!; at++) {
    if (proofs.role[at] !== START) continue;
    return write(
      parts,
      computer(s.computerKey[row]!),
      name(proofs.channel[at]!),
      proofs.recordIdHigh[at]!,
      proofs.recordIdLow[at]!,
      proofs.time[at]!,
      s.leadLogonIdHigh[row]!,
      s.leadLogonIdLow[row]!,
    );
  }
  return false;
}

function startKey({ data, computer }: Side, row: number, parts: KeyParts): boolean {
  const { sessions: s } = data;
  if (!hasLead(data, row) || Number.isNaN(s.start[row]!)) return false;
  return write(
    parts,
    computer(s.computerKey[row]!),
    s.leadLogonIdHigh[row]!,
    s.leadLogonIdLow[row]!,
    s.start[row]!,
  );
}

function personKey({ data, computer, person }: Side, row: number, parts: KeyParts): boolean {
  const { sessions: s } = data;
  if (!hasLead(data, row)) return false;
  return write(
    parts,
    computer(s.computerKey[row]!),
    s.leadLogonIdHigh[row]!,
    s.leadLogonIdLow[row]!,
    person(s.user[row]! || s.sid[row]!),
  );
}

function failureKey({ data, computer, name }: Side, row: number, parts: KeyParts): boolean {
  const { failures: f } = data;
  return write(
    parts,
    computer(f.computerKey[row]!),
    name(f.channel[row]!),
    f.recordIdHigh[row]!,
    f.recordIdLow[row]!,
    f.rawTime[row]!,
  );
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
