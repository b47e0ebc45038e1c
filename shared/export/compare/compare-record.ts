import {
  compareInputs,
  compareLogs,
  type InputChange,
  type LogChange,
} from "../../engine/compare/compare-logs.ts";
import {
  MATCHES,
  type Match,
  matchFailures,
  matchSessions,
  type RowPairs,
} from "../../engine/compare/match-rows.ts";
import { sameSessionRows } from "../../engine/compare/same-row.ts";
import type { Zone } from "../../engine/time/zone.ts";
import type { CaseData } from "../../types/case.ts";
import { CONFIDENCES, type SessionKind } from "../../types/names.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../../types/settings.ts";
import { SESSION_CSV_COLUMNS, type SessionCsvColumn } from "../csv.ts";
import { sessionRecord } from "../session-record.ts";

/** Rows of one case that are asked about. */
export interface ChosenRows {
  readonly sessions: Uint32Array;
  readonly failures: Uint32Array;
}

/** Kinds of differences, in the order in which they are told. */
export const CHANGES = ["changed", "added", "gone"] as const;
export type Change = (typeof CHANGES)[number];

/** What is asked of two cases, `a` the earlier one. */
export interface CompareInput {
  readonly a: CaseData;
  readonly b: CaseData;
  readonly rowsA: ChosenRows;
  readonly rowsB: ChosenRows;
  readonly zone: Zone;
  readonly filter: string;
  readonly kinds: readonly SessionKind[];
  /** Only these are told; counted are all of them. */
  readonly changes?: readonly Change[];
}

/** Columns of a session that name rows, places in files or the computer, and what follows from others. */
type NotCompared =
  | "id"
  | "key"
  | "parentKey"
  | "computer"
  | "startLocal"
  | "endLocal"
  | "durationSeconds"
  | "durationMinSeconds"
  | "durationMaxSeconds"
  | `${"trail" | "startRecord" | "endRecord"}.${string}`;
export type ComparedField = Exclude<SessionCsvColumn, NotCompared>;

const NOT_COMPARED =
  /^(?:id|key|parentKey|computer|(?:start|end)Local|duration\w*|(?:trail|(?:start|end)Record)\..*)$/;

/** Fields of a session that are held against each other: the columns of its CSV but those that say nothing here. */
export const COMPARED_FIELDS = SESSION_CSV_COLUMNS.filter(
  (name): name is ComparedField => !NOT_COMPARED.test(name),
);

/** What a change of a session comes to. */
export const CHANGE_FINDINGS = [
  "endNowRecorded",
  "endNoLongerRecorded",
  "startNowRecorded",
  "startNoLongerRecorded",
  "otherUser",
  "otherEnd",
  "otherStart",
] as const;
export type ChangeFinding = (typeof CHANGE_FINDINGS)[number];

export interface FieldChange {
  readonly field: ComparedField;
  readonly a: unknown;
  readonly b: unknown;
}

/** What differs between the two of a pair. */
export interface SessionChange {
  /** Rows of the session. */
  readonly a: number;
  readonly b: number;
  readonly by: Match;
  readonly fields: readonly FieldChange[];
  readonly findings: readonly ChangeFinding[];
}

/** What makes the two cases differ although their logs may be the same. */
export interface MadeDifferently {
  readonly engine: boolean;
  readonly settings: readonly (keyof PairingSettings)[];
  readonly masked: boolean;
}

/** Rows of which one case has more than the other. */
export interface OneSided {
  /** Of b. */
  readonly added: Uint32Array<ArrayBuffer>;
  /** Of a. */
  readonly gone: Uint32Array<ArrayBuffer>;
}

/** Two cases held against each other, before anything is asked of them. */
export interface MatchedCases {
  readonly a: CaseData;
  readonly b: CaseData;
  readonly inputs: readonly InputChange[];
  readonly logs: readonly LogChange[];
  readonly made: MadeDifferently;
  readonly sessions: OneSided & { readonly pairs: RowPairs };
  /** Those of the pairs that do not tell the same. */
  readonly changed: RowPairs;
  readonly failures: OneSided & { readonly pairs: RowPairs };
}

export interface CompareCounts {
  readonly sessions: {
    readonly added: number;
    readonly gone: number;
    readonly changed: number;
    /** Pairs that tell the same. */
    readonly same: number;
  };
  readonly failures: { readonly added: number; readonly gone: number; readonly same: number };
}

export interface Comparison {
  readonly input: CompareInput;
  readonly inputs: readonly InputChange[];
  readonly logs: readonly LogChange[];
  readonly made: MadeDifferently;
  readonly counts: CompareCounts;
  /** What is told. What is in a pair is looked up when it is its turn: there may be a million of them. */
  readonly changed: RowPairs;
  readonly sessions: OneSided;
  readonly failures: OneSided;
}

/** Holds two cases against each other. All sessions take part in the matching; those asked about are told. */
export function compareCases(input: CompareInput): Comparison {
  return askedOf(matchCases(input.a, input.b), input);
}

/** Pairs held against each other between two words on how far it is. */
const STEP = 5000;

/** Finds out which rows of two cases are the same ones, and which sessions of these differ. */
export function matchCases(
  a: CaseData,
  b: CaseData,
  onProgress: (done: number) => void = () => {},
): MatchedCases {
  const sessions = matchSessions(a, b);
  const { pairs } = sessions;
  const areSame = sameSessionRows(a, b);
  const differ = new Uint8Array(pairs.length);
  for (let at = 0; at < pairs.length; at++) {
    if (at % STEP === 0) onProgress(at / pairs.length);
    const [one, two] = [pairs.a[at]!, pairs.b[at]!];
    if (!areSame(one, two) && fieldsOf(a, one, b, two).length > 0) differ[at] = 1;
  }
  return {
    a,
    b,
    inputs: compareInputs(a, b),
    logs: compareLogs(a, b),
    made: {
      engine: a.engine !== b.engine,
      settings: SETTINGS.filter((name) => a.settings[name] !== b.settings[name]),
      masked: (a.pack?.masked ?? false) !== (b.pack?.masked ?? false),
    },
    sessions,
    changed: pairsWhere(pairs, (at) => differ[at] === 1),
    failures: matchFailures(a, b),
  };
}

/** What of two cases is asked about. */
export function askedOf(matched: MatchedCases, input: CompareInput): Comparison {
  const { a, b, sessions, failures, inputs, logs, made } = matched;
  const { rowsA, rowsB, changes = CHANGES } = input;
  const inA = chosen(a.sessions.length, rowsA.sessions);
  const inB = chosen(b.sessions.length, rowsB.sessions);
  const failedA = chosen(a.failures.length, rowsA.failures);
  const failedB = chosen(b.failures.length, rowsB.failures);
  const asked = (pairs: RowPairs, left: Uint8Array, right: Uint8Array) =>
    pairsWhere(pairs, (at) => left[pairs.a[at]!] === 1 || right[pairs.b[at]!] === 1);
  const changed = asked(matched.changed, inA, inB);
  const added = sessions.added.filter((row) => inB[row] === 1);
  const gone = sessions.gone.filter((row) => inA[row] === 1);
  const newFailures = failures.added.filter((row) => failedB[row] === 1);
  const lostFailures = failures.gone.filter((row) => failedA[row] === 1);
  const told = (change: Change, rows: Uint32Array<ArrayBuffer>) =>
    changes.includes(change) ? rows : NO_ROWS;
  return {
    input,
    inputs,
    logs,
    made,
    counts: {
      sessions: {
        added: added.length,
        gone: gone.length,
        changed: changed.length,
        same: asked(sessions.pairs, inA, inB).length - changed.length,
      },
      failures: {
        added: newFailures.length,
        gone: lostFailures.length,
        same: asked(failures.pairs, failedA, failedB).length,
      },
    },
    changed: changes.includes("changed") ? changed : NO_PAIRS,
    sessions: { added: told("added", added), gone: told("gone", gone) },
    failures: { added: told("added", newFailures), gone: told("gone", lostFailures) },
  };
}

const NO_ROWS = new Uint32Array(0);
const NO_PAIRS: RowPairs = { length: 0, a: NO_ROWS, b: NO_ROWS, by: new Uint8Array(0) };

/** What differs in one of the changed sessions, by its place among them. */
export function changeAt(
  { input: { a, b }, changed }: Pick<Comparison, "input" | "changed">,
  at: number,
): SessionChange {
  const [one, two] = [changed.a[at]!, changed.b[at]!];
  const fields = fieldsOf(a, one, b, two);
  return {
    a: one,
    b: two,
    by: MATCHES[changed.by[at]!]!,
    fields,
    findings: findingsOf(a, one, b, two, fields),
  };
}

/** Those of the pairs that are wanted. */
function pairsWhere(pairs: RowPairs, wanted: (at: number) => boolean): RowPairs {
  const places = new Uint32Array(pairs.length);
  let length = 0;
  for (let at = 0; at < pairs.length; at++) if (wanted(at)) places[length++] = at;
  if (length === pairs.length) return pairs;
  const shown = places.subarray(0, length);
  const { a, b, by } = pairs;
  return {
    length,
    a: shown.map((at) => a[at]!),
    b: shown.map((at) => b[at]!),
    by: Uint8Array.from(shown, (at) => by[at]!),
  };
}

const SETTINGS = Object.keys(DEFAULT_SETTINGS) as readonly (keyof PairingSettings)[];

function chosen(length: number, rows: Uint32Array): Uint8Array {
  const mask = new Uint8Array(length);
  for (const row of rows) mask[row] = 1;
  return mask;
}

function fieldsOf(a: CaseData, rowA: number, b: CaseData, rowB: number): readonly FieldChange[] {
  const before = sessionRecord(a, rowA);
  const after = sessionRecord(b, rowB);
  const fields: FieldChange[] = [];
  for (const field of COMPARED_FIELDS) {
    const one = fieldOf(before, field);
    const two = fieldOf(after, field);
    if (one === two || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(two))) continue;
    fields.push({ field, a: one, b: two });
  }
  return fields;
}

type SessionValues = ReturnType<typeof sessionRecord>;

function fieldOf(record: SessionValues, field: ComparedField): unknown {
  const dot = field.indexOf(".");
  if (dot < 0) return record[field as keyof SessionValues];
  return record.intervals[field.slice(dot + 1) as keyof SessionValues["intervals"]];
}

const EXACT = CONFIDENCES.indexOf("exact");

function findingsOf(
  { sessions: a }: CaseData,
  rowA: number,
  { sessions: b }: CaseData,
  rowB: number,
  fields: readonly FieldChange[],
): readonly ChangeFinding[] {
  const differs = (field: ComparedField) => fields.some((each) => each.field === field);
  const findings: ChangeFinding[] = [];
  const end = turned(a.confidence[rowA] === EXACT, b.confidence[rowB] === EXACT);
  if (end !== null) findings.push(end ? "endNowRecorded" : "endNoLongerRecorded");
  else if (differs("end") || differs("endReason")) findings.push("otherEnd");
  const start = turned(a.startConfidence[rowA] === EXACT, b.startConfidence[rowB] === EXACT);
  if (start !== null) findings.push(start ? "startNowRecorded" : "startNoLongerRecorded");
  else if (differs("start")) findings.push("otherStart");
  if (differs("user") || differs("sid")) findings.push("otherUser");
  return findings;
}

/** True: it is now and was not; false: it was and is not; null: no change. */
function turned(before: boolean, after: boolean): boolean | null {
  return before === after ? null : after;
}
