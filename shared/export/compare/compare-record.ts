import {
  compareInputs,
  compareLogs,
  type InputChange,
  type LogChange,
} from "../../engine/compare/compare-logs.ts";
import {
  type MatchedRows,
  matchFailures,
  matchSessions,
  type RowPair,
} from "../../engine/compare/match-rows.ts";
import type { Zone } from "../../engine/time/zone.ts";
import type { CaseData } from "../../types/case.ts";
import { INTERVAL_KINDS, type SessionKind } from "../../types/names.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../../types/settings.ts";
import { sessionRecord } from "../session-record.ts";

/** Rows of one case that are asked about. */
export interface ChosenRows {
  readonly sessions: Uint32Array;
  readonly failures: Uint32Array;
}

/** Two cases on their way into a comparison, `a` the earlier one. */
export interface CompareInput {
  readonly a: CaseData;
  readonly b: CaseData;
  readonly rowsA: ChosenRows;
  readonly rowsB: ChosenRows;
  readonly zone: Zone;
  readonly filter: string;
  readonly kinds: readonly SessionKind[];
}

/** Fields of a session that are held against each other; what names rows or places in files is not. */
export const COMPARED_FIELDS = [
  "kind",
  "user",
  "domain",
  "sid",
  "logonType",
  "logonIds",
  "leadLogonId",
  "elevated",
  "start",
  "startConfidence",
  "startLower",
  "startUpper",
  "startRule",
  "end",
  "endReason",
  "confidence",
  "endLower",
  "endUpper",
  "endRule",
  "activeSeconds",
  "activeMinSeconds",
  "activeMaxSeconds",
  ...INTERVAL_KINDS.map((kind) => `intervals.${kind}` as const),
  "sourceAddress",
  "workstation",
  "clientName",
  "process",
  "package",
  "environment",
  "email",
  "flags",
  "evidence",
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

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

export interface SessionChange {
  readonly pair: RowPair;
  readonly fields: readonly FieldChange[];
  readonly findings: readonly ChangeFinding[];
}

/** What makes the two cases differ although their logs may be the same. */
export interface MadeDifferently {
  readonly engine: boolean;
  readonly settings: readonly (keyof PairingSettings)[];
  readonly masked: boolean;
}

export interface Comparison {
  readonly input: CompareInput;
  readonly inputs: readonly InputChange[];
  readonly logs: readonly LogChange[];
  readonly made: MadeDifferently;
  readonly sessions: MatchedRows;
  readonly changed: readonly SessionChange[];
  /** Pairs that tell the same. */
  readonly same: number;
  readonly failures: MatchedRows;
}

/** Holds two cases against each other. All sessions take part in the matching; those asked about are told. */
export function compareCases(input: CompareInput): Comparison {
  const { a, b, rowsA, rowsB } = input;
  const inA = chosen(a.sessions.length, rowsA.sessions);
  const inB = chosen(b.sessions.length, rowsB.sessions);
  const matched = matchSessions(a, b);
  const pairs = matched.pairs.filter((pair) => inA[pair.a] === 1 || inB[pair.b] === 1);
  const changed = pairs.flatMap((pair) => changeOf(a, b, pair) ?? []);
  const failures = matchFailures(a, b);
  const failedA = chosen(a.failures.length, rowsA.failures);
  const failedB = chosen(b.failures.length, rowsB.failures);
  return {
    input,
    inputs: compareInputs(a, b),
    logs: compareLogs(a, b),
    made: {
      engine: a.engine !== b.engine,
      settings: SETTINGS.filter((name) => a.settings[name] !== b.settings[name]),
      masked: (a.pack?.masked ?? false) !== (b.pack?.masked ?? false),
    },
    sessions: {
      pairs,
      added: matched.added.filter((row) => inB[row] === 1),
      gone: matched.gone.filter((row) => inA[row] === 1),
    },
    changed,
    same: pairs.length - changed.length,
    failures: {
      pairs: failures.pairs.filter((pair) => failedB[pair.b] === 1 || failedA[pair.a] === 1),
      added: failures.added.filter((row) => failedB[row] === 1),
      gone: failures.gone.filter((row) => failedA[row] === 1),
    },
  };
}

const SETTINGS = Object.keys(DEFAULT_SETTINGS) as readonly (keyof PairingSettings)[];

function chosen(length: number, rows: Uint32Array): Uint8Array {
  const mask = new Uint8Array(length);
  for (const row of rows) mask[row] = 1;
  return mask;
}

function changeOf(a: CaseData, b: CaseData, pair: RowPair): SessionChange | null {
  const before = sessionRecord(a, pair.a);
  const after = sessionRecord(b, pair.b);
  const fields: FieldChange[] = [];
  for (const field of COMPARED_FIELDS) {
    const one = fieldOf(before, field);
    const two = fieldOf(after, field);
    if (one === two || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(two))) continue;
    fields.push({ field, a: one, b: two });
  }
  return fields.length === 0 ? null : { pair, fields, findings: findingsOf(before, after, fields) };
}

type SessionValues = ReturnType<typeof sessionRecord>;

function fieldOf(record: SessionValues, field: ComparedField): unknown {
  const dot = field.indexOf(".");
  if (dot < 0) return record[field as keyof SessionValues];
  return record.intervals[field.slice(dot + 1) as keyof SessionValues["intervals"]];
}

function findingsOf(
  a: SessionValues,
  b: SessionValues,
  fields: readonly FieldChange[],
): readonly ChangeFinding[] {
  const differs = (field: ComparedField) => fields.some((each) => each.field === field);
  const findings: ChangeFinding[] = [];
  const end = turned(a.confidence === "exact", b.confidence === "exact");
  if (end !== null) findings.push(end ? "endNowRecorded" : "endNoLongerRecorded");
  else if (differs("end") || differs("endReason")) findings.push("otherEnd");
  const start = turned(a.startConfidence === "exact", b.startConfidence === "exact");
  if (start !== null) findings.push(start ? "startNowRecorded" : "startNoLongerRecorded");
  else if (differs("start")) findings.push("otherStart");
  if (differs("user") || differs("sid")) findings.push("otherUser");
  return findings;
}

/** True: it is now and was not; false: it was and is not; null: no change. */
function turned(before: boolean, after: boolean): boolean | null {
  return before === after ? null : after;
}
