import { CONFIDENCES } from "../types/names.ts";
import type { FailureTable, SessionTable } from "../types/session-table.ts";
import { durationMin } from "./durations.ts";
import type { Rows } from "./filter/filter.ts";

const UNKNOWN = CONFIDENCES.indexOf("unknown");

/** What sessions can be counted by. */
export const SESSION_BREAKDOWNS = [
  "type",
  "kind",
  "reason",
  "confidence",
  "user",
  "computer",
  "source",
  "package",
] as const;
export type SessionBreakdown = (typeof SESSION_BREAKDOWNS)[number];

/** What failed logons can be counted by. */
export const FAILURE_BREAKDOWNS = ["type", "user", "computer", "source"] as const;
export type FailureBreakdown = (typeof FAILURE_BREAKDOWNS)[number];

/** One bar or slice. */
export interface BreakdownGroup {
  /** Code in the closed list, logon type, or id of the text that groups; 0 of a text stands for "not given". */
  readonly code: number;
  /** Text to show for user, computer and source, as spelt in the first row; null for codes and "not given". */
  readonly text: string | null;
  readonly count: number;
  /** Of all rows, 0 to 1. */
  readonly share: number;
  /** Sum of the shortest possible durations in ticks, unknown ends left out; 0 for failed logons. */
  readonly ticks: number;
  /** One row of the group, for opening what is behind it. */
  readonly firstRow: number;
}

/** Session rows counted by one property, largest group first, equal ones by text and code. */
export function breakdownSessions(
  table: SessionTable,
  strings: readonly string[],
  rows: Rows,
  by: SessionBreakdown,
): readonly BreakdownGroup[] {
  const { code, shown } = sessionGrouping(table, by);
  return group(rows, strings, code, shown, (row) =>
    table.confidence[row] === UNKNOWN ? 0 : durationMin(table, row),
  );
}

/** Failure rows counted by one property, in the same order. */
export function breakdownFailures(
  table: FailureTable,
  strings: readonly string[],
  rows: Rows,
  by: FailureBreakdown,
): readonly BreakdownGroup[] {
  const columns: Record<FailureBreakdown, Grouping> = {
    type: { code: table.logonType, shown: null },
    user: { code: table.userKey, shown: table.user },
    computer: { code: table.computerKey, shown: table.computer },
    source: { code: table.sourceAddress, shown: table.sourceAddress },
  };
  return group(rows, strings, columns[by].code, columns[by].shown, () => 0);
}

interface Grouping {
  readonly code: Uint8Array | Uint32Array;
  /** Column of the text to show; null where the code itself is what is shown. */
  readonly shown: Uint32Array | null;
}

function sessionGrouping(table: SessionTable, by: SessionBreakdown): Grouping {
  const columns: Record<SessionBreakdown, Grouping> = {
    type: { code: table.logonType, shown: null },
    kind: { code: table.kind, shown: null },
    reason: { code: table.endReason, shown: null },
    confidence: { code: table.confidence, shown: null },
    user: { code: table.userKey, shown: table.user },
    computer: { code: table.computerKey, shown: table.computer },
    source: { code: table.sourceAddress, shown: table.sourceAddress },
    package: { code: table.package, shown: table.package },
  };
  return columns[by];
}

function group(
  rows: Rows,
  strings: readonly string[],
  codes: Uint8Array | Uint32Array,
  shown: Uint32Array | null,
  ticksOf: (row: number) => number,
): readonly BreakdownGroup[] {
  let most = -1;
  for (let i = 0; i < rows.length; i++) most = Math.max(most, codes[rows[i]!]!);
  const counts = new Uint32Array(most + 1);
  const ticks = new Float64Array(most + 1);
  const first = new Uint32Array(most + 1);
  const found: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const code = codes[row]!;
    if (counts[code]!++ === 0) {
      first[code] = row;
      found.push(code);
    }
    ticks[code]! += ticksOf(row) || 0;
  }
  return found
    .map((code): BreakdownGroup => {
      const count = counts[code]!;
      const firstRow = first[code]!;
      const text = shown === null ? null : (strings[shown[firstRow]!] ?? "");
      return {
        code,
        text: text === "" ? null : text,
        share: count / rows.length,
        count,
        ticks: ticks[code]!,
        firstRow,
      };
    })
    .sort((a, b) => b.count - a.count || compare(a.text ?? "", b.text ?? "") || a.code - b.code);
}

/** One group in two sets of rows. */
export interface GroupChange {
  /** The group in each; null where none of its rows are. At least one is there. */
  readonly before: BreakdownGroup | null;
  readonly after: BreakdownGroup | null;
}

/**
 * The same breakdown of two sets of rows of one table side by side, the largest change first. `weight` is what a row of
 * the first set counts beside one of the second: sets of unlike length in time are compared by the day.
 */
export function compareGroups(
  before: readonly BreakdownGroup[],
  after: readonly BreakdownGroup[],
  weight: number,
): readonly GroupChange[] {
  const changes = new Map<number, GroupChange>();
  for (const group of before) changes.set(group.code, { before: group, after: null });
  for (const group of after) {
    changes.set(group.code, { before: changes.get(group.code)?.before ?? null, after: group });
  }
  const change = ({ before: a, after: b }: GroupChange) =>
    Math.abs((b?.count ?? 0) - (a?.count ?? 0) * weight);
  const both = ({ before: a, after: b }: GroupChange) => (b?.count ?? 0) + (a?.count ?? 0);
  const code = ({ before: a, after: b }: GroupChange) => (a ?? b)!.code;
  return [...changes.values()].sort(
    (a, b) => change(b) - change(a) || both(b) - both(a) || code(a) - code(b),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
