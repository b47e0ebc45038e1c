import { KIND } from "../../types/event-table.ts";
import { FAILURE_COLUMNS, type FailureTable } from "../../types/session-table.ts";
import { type ColumnsOf, makeTable } from "../columns.ts";
import { CLASS, classify } from "./classify.ts";
import { copyBytes, copyShorts, copyTimes, copyWords } from "./copy-column.ts";
import { NOT_FOUND, PairTable } from "./pair-table.ts";
import type { Run } from "./run.ts";
import type { Stream } from "./streams.ts";
import { seconds } from "./time-spans.ts";

/** The failures of one computer in record order: rows of the event table, and 1 for each that a success followed. */
export interface FailureScratch {
  readonly computer: number;
  readonly rows: Uint32Array;
  readonly succeeded: Uint8Array;
}

/** The 4625 records of one computer, in record order, with those marked that a success followed; null for none. */
export function collectFailures(run: Run, security: Stream): FailureScratch | null {
  const { events, corrected, identity } = run;
  const { kind } = events;
  const { rows: all, kinds } = security;
  // Most logs hold none, and then no logon need be looked at.
  const length = kinds[KIND.logonFailed]!;
  if (length === 0) return null;
  const rows = new Uint32Array(length);
  const succeeded = new Uint8Array(length);
  const soon = seconds(run.settings.followedBySuccess);
  // The failures of a user that wait for a success, the latest first: the table has it, the list those before it.
  const latest = new PairTable();
  const before = new Int32Array(length);
  let found = 0;
  // Users with a failure that waits; where none does, no logon need be looked at.
  let waiting = 0;
  for (let at = 0; at < all.length; at++) {
    const row = all[at]!;
    const what = kind[row];
    if (what === KIND.logonFailed) {
      const user = identity.keyOf(row);
      if (user !== 0) {
        const earlier = latest.get(user, 0);
        if (earlier < 0) waiting++;
        before[found] = earlier;
        latest.set(user, 0, found);
      }
      rows[found++] = row;
    } else if (what === KIND.logon && waiting > 0) {
      const user = identity.keyOf(row);
      let failure = latest.get(user, 0);
      if (failure < 0 || classify(events, run.facts, row) === CLASS.system) continue;
      latest.set(user, 0, NOT_FOUND);
      waiting--;
      for (; failure >= 0; failure = before[failure]!) {
        const after = corrected[row]! - corrected[rows[failure]!]!;
        if (after >= 0 && after <= soon) succeeded[failure] = 1;
      }
    }
  }
  return { computer: run.computer, rows, succeeded };
}

/** The failure table, computer after computer in the order of R1. */
export function buildFailures(
  run: Run,
  failures: readonly FailureScratch[],
  computers: readonly { readonly name: number; readonly key: number }[],
): FailureTable {
  const length = failures.reduce((sum, { rows }) => sum + rows.length, 0);
  const table = makeTable(FAILURE_COLUMNS, length);
  let at = 0;
  for (const own of failures) {
    fillFailures(run, own, computers[own.computer]!, table, at);
    at += own.rows.length;
  }
  return table;
}

/** A column after the other: the machine reads ahead. */
function fillFailures(
  run: Run,
  { rows, succeeded }: FailureScratch,
  computer: { readonly name: number; readonly key: number },
  table: ColumnsOf<typeof FAILURE_COLUMNS>,
  from: number,
): void {
  const { events, corrected, identity } = run;
  const to = from + rows.length;
  const words = [
    [table.user, events.user],
    [table.domain, events.domain],
    [table.sid, events.sid],
    [table.status, events.status],
    [table.subStatus, events.subStatus],
    [table.reason, events.detail],
    [table.sourceAddress, events.address],
    [table.workstation, events.workstation],
    [table.process, events.process],
    [table.package, events.package],
    [table.channel, events.channel],
    [table.recordIdLow, events.recordIdLow],
    [table.recordIdHigh, events.recordIdHigh],
  ] as const;
  for (const [column, own] of words) copyWords(column.subarray(from, to), own, rows);
  copyTimes(table.time.subarray(from, to), corrected, rows);
  copyTimes(table.rawTime.subarray(from, to), events.time, rows);
  copyTimes(table.offset.subarray(from, to), events.offset, rows);
  copyBytes(table.logonType.subarray(from, to), events.logonType, rows);
  copyShorts(table.source.subarray(from, to), events.source, rows);
  table.computer.fill(computer.name, from, to);
  table.computerKey.fill(computer.key, from, to);
  table.followedBySuccess.set(succeeded, from);
  for (let i = 0; i < rows.length; i++) table.userKey[from + i] = identity.keyOf(rows[i]!);
}
