import { describeFailure as inEnglish } from "../../shared/engine/catalog/failure-text.ts";
import { LOGON_TYPES, logonTypeName } from "../../shared/engine/catalog/logon-types.ts";
import type { Rows } from "../../shared/engine/filter/filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import {
  CONFIDENCES,
  END_REASONS,
  EVIDENCE_CLASSES,
  SESSION_FLAGS,
  SESSION_KINDS,
} from "../../shared/types/names.ts";
import { describeFailure } from "./engine-texts.ts";
import { memoByObject } from "./memo.ts";
import { logonClassText } from "./messages.ts";
import { failureRows } from "./rows.ts";
import { T } from "./texts.ts";

/** The values a field has in some rows, most frequent first. */
export interface FieldValues {
  readonly texts: readonly string[];
  /** In lower case, for comparing. */
  readonly folded: readonly string[];
  readonly counts: Uint32Array;
  /** What a value means, where its name does not say it. */
  readonly labels: readonly string[] | null;
}

const NONE: FieldValues = { texts: [], folded: [], counts: new Uint32Array(0), labels: null };

/** Columns of texts by the field that asks for them; both tables name them alike. */
const SESSION_TEXTS = {
  user: "user",
  domain: "domain",
  computer: "computer",
  ip: "sourceAddress",
  workstation: "workstation",
  client: "clientName",
  process: "process",
  package: "package",
} as const;
const FAILURE_TEXTS = {
  user: "user",
  computer: "computer",
  ip: "sourceAddress",
  workstation: "workstation",
} as const;

function has<Key extends string>(map: Readonly<Record<Key, string>>, key: string): key is Key {
  return Object.hasOwn(map, key);
}

/** Counts of a column of texts over some rows: one scan over interned ids, then a sort of the distinct ones. */
function textValues(column: Uint32Array, rows: Rows, strings: readonly string[]): FieldValues {
  const counts = new Uint32Array(strings.length);
  for (let i = 0; i < rows.length; i++) counts[column[rows[i]!]!]!++;
  let distinct = 0;
  for (let id = 1; id < counts.length; id++) if (counts[id]! > 0) distinct++;
  const ids = new Uint32Array(distinct);
  let at = 0;
  for (let id = 1; id < counts.length; id++) if (counts[id]! > 0) ids[at++] = id;
  ids.sort((a, b) => counts[b]! - counts[a]!);
  const texts = Array.from(ids, (id) => strings[id]!);
  return {
    texts,
    folded: texts.map((text) => text.toLowerCase()),
    counts: Uint32Array.from(ids, (id) => counts[id]!),
    labels: null,
  };
}

/** Values of a closed list with the rows that have each; those that no row has stand last. */
function codeValues(
  names: readonly string[],
  labels: readonly string[] | null,
  raw: Uint32Array,
): FieldValues {
  const order = [...names.keys()].sort((a, b) => raw[b]! - raw[a]! || a - b);
  return {
    texts: order.map((code) => names[code]!),
    folded: order.map((code) => names[code]!.toLowerCase()),
    counts: Uint32Array.from(order, (code) => raw[code]!),
    labels: labels === null ? null : order.map((code) => labels[code]!),
  };
}

function byCode(column: Uint8Array, rows: Rows): Uint32Array {
  const raw = new Uint32Array(256);
  for (let i = 0; i < rows.length; i++) raw[column[rows[i]!]!]!++;
  return raw;
}

function typeValues(column: Uint8Array, rows: Rows): FieldValues {
  const raw = byCode(column, rows);
  const present = LOGON_TYPES.filter((type) => raw[type]! > 0);
  return codeValues(
    present.map(String),
    present.map(logonTypeName),
    Uint32Array.from(present, (type) => raw[type]!),
  );
}

function flagCounts(flags: Uint16Array, rows: Rows): Uint32Array {
  const raw = new Uint32Array(SESSION_FLAGS.length);
  for (let i = 0; i < rows.length; i++) {
    const bits = flags[rows[i]!]!;
    if (bits === 0) continue;
    for (let bit = 0; bit < raw.length; bit++) if ((bits & (1 << bit)) !== 0) raw[bit]!++;
  }
  return raw;
}

/** Values that a field of sessions has in some rows. Counted when first asked for, then remembered. */
export const sessionValues = memoByObject((rows: Rows, data: CaseData, field: string): FieldValues => {
  const { sessions, strings } = data;
  if (has(SESSION_TEXTS, field)) return textValues(sessions[SESSION_TEXTS[field]], rows, strings);
  switch (field) {
    case "kind":
      return codeValues(SESSION_KINDS, SESSION_KINDS.map(logonClassText), byCode(sessions.kind, rows));
    case "reason":
      return codeValues(
        END_REASONS,
        END_REASONS.map((name) => T.reasons[name]),
        byCode(sessions.endReason, rows),
      );
    case "confidence":
      return codeValues(
        CONFIDENCES,
        CONFIDENCES.map((name) => T.confidence[name]),
        byCode(sessions.confidence, rows),
      );
    case "evidence":
      return codeValues(
        EVIDENCE_CLASSES,
        EVIDENCE_CLASSES.map((name) => T.evidence[name]),
        byCode(sessions.evidence, rows),
      );
    case "flag":
      return codeValues(
        SESSION_FLAGS.map((name) => name.replace(/\?$/, "")),
        SESSION_FLAGS.map((name) => T.flags[name]),
        flagCounts(sessions.flags, rows),
      );
    case "type":
      return typeValues(sessions.logonType, rows);
    default:
      return NONE;
  }
}, 24);

/** Values that a field of failed sign-ins has in some rows. */
export const failureValues = memoByObject((rows: Rows, data: CaseData, field: string): FieldValues => {
  const { failures, strings } = data;
  if (has(FAILURE_TEXTS, field)) return textValues(failures[FAILURE_TEXTS[field]], rows, strings);
  if (field === "type") return typeValues(failures.logonType, rows);
  if (field === "reason") return refusals(data, rows);
  return NONE;
}, 24);

/** Values of a field that failed sign-ins have and some sessions do not: an attacker's address has none. */
export const refusedValues = memoByObject((rows: Rows, data: CaseData, field: string): FieldValues => {
  if (!has(FAILURE_TEXTS, field)) return NONE;
  const all = textValues(
    data.failures[FAILURE_TEXTS[field]],
    failureRows(data, "", "UTC").rows,
    data.strings,
  );
  const known = new Set(sessionValues(rows, data, field).folded);
  const kept = [...all.texts.keys()].filter((at) => !known.has(all.folded[at]!));
  return {
    texts: kept.map((at) => all.texts[at]!),
    folded: kept.map((at) => all.folded[at]!),
    counts: Uint32Array.from(kept, (at) => all.counts[at]!),
    labels: null,
  };
}, 24);

/**
 * Positions of values that begin with a text, then of those that hold it or whose meaning does. One scan, stopped
 * when the list is full.
 */
export function bestMatches(values: FieldValues, wanted: string, most: number): readonly number[] {
  const first: number[] = [];
  const second: number[] = [];
  for (let at = 0; at < values.folded.length && first.length < most; at++) {
    const text = values.folded[at]!;
    if (text.startsWith(wanted)) first.push(at);
    else if (
      second.length < most &&
      (text.includes(wanted) || values.labels?.[at]?.toLowerCase().includes(wanted) === true)
    )
      second.push(at);
  }
  return [...first, ...second].slice(0, most);
}

/** Why sign-ins were refused; each combination of codes is worded once. */
function refusals({ failures, strings }: CaseData, rows: Rows): FieldValues {
  const byCodes = new Map<string, number>();
  const firstRow = new Map<string, number>();
  for (const row of rows) {
    const key = `${failures.status[row]} ${failures.subStatus[row]} ${failures.reason[row]}`;
    byCodes.set(key, (byCodes.get(key) ?? 0) + 1);
    if (!firstRow.has(key)) firstRow.set(key, row);
  }
  const byText = new Map<string, { count: number; label: string }>();
  for (const [key, count] of byCodes) {
    const row = firstRow.get(key)!;
    const codes = [failures.status[row]!, failures.subStatus[row]!] as const;
    const reason = strings[failures.reason[row]!] ?? "";
    // The filter knows reasons by their English words, whatever language explains them.
    const { text } = inEnglish(...codes, reason);
    const known = byText.get(text);
    byText.set(text, {
      count: (known?.count ?? 0) + count,
      label: known?.label ?? describeFailure(...codes, reason).text,
    });
  }
  const found = [...byText];
  const labels = found.every(([text, { label }]) => label === text)
    ? null
    : found.map(([, { label }]) => label);
  return codeValues(
    found.map(([text]) => text),
    labels,
    Uint32Array.from(found, ([, { count }]) => count),
  );
}
