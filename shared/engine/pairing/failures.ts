import { type EventTable, KIND } from "../../types/event-table.ts";
import { FAILURE_COLUMNS, type FailureTable } from "../../types/session-table.ts";
import { type ColumnsOf, makeTable } from "../columns.ts";
import { CLASS, classify } from "./classify.ts";
import type { Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

/** The failures of one computer in record order: rows of the event table, and 1 for each that a success followed. */
export interface FailureScratch {
  readonly computer: number;
  readonly rows: Uint32Array;
  readonly succeeded: Uint8Array;
}

/** The 4625 records of one computer, in record order, with those marked that a success followed; null for none. */
export function collectFailures(run: Run, security: Uint32Array): FailureScratch | null {
  const { events, corrected, identity } = run;
  // Counted first: a server under attack logs little else. Most logs hold none, and then no logon need be looked at.
  let left = countFailures(events, security);
  if (left === 0) return null;
  const rows = new Uint32Array(left);
  const succeeded = new Uint8Array(left);
  const nextSuccess = new Map<number, number>();
  const soon = seconds(run.settings.followedBySuccess);
  for (let at = security.length - 1; at >= 0; at--) {
    const row = security[at]!;
    const kind = events.kind[row];
    const time = corrected[row]!;
    if (kind === KIND.logon) {
      if (classify(events, run.facts, row) !== CLASS.system) nextSuccess.set(identity.keyOf(row), time);
    } else if (kind === KIND.logonFailed) {
      const user = identity.keyOf(row);
      const after = user === 0 ? Number.NaN : (nextSuccess.get(user) ?? Number.NaN) - time;
      left--;
      rows[left] = row;
      succeeded[left] = after >= 0 && after <= soon ? 1 : 0;
    }
  }
  return { computer: run.computer, rows, succeeded };
}

function countFailures({ kind }: EventTable, rows: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < rows.length; at++) if (kind[rows[at]!] === KIND.logonFailed) count++;
  return count;
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

function fillFailures(
  run: Run,
  { rows, succeeded }: FailureScratch,
  computer: { readonly name: number; readonly key: number },
  table: ColumnsOf<typeof FAILURE_COLUMNS>,
  from: number,
): void {
  const { events, corrected, identity } = run;
  for (let i = 0; i < rows.length; i++) {
    const at = from + i;
    const row = rows[i]!;
    table.time[at] = corrected[row]!;
    table.rawTime[at] = events.time[row]!;
    table.computer[at] = computer.name;
    table.computerKey[at] = computer.key;
    table.user[at] = events.user[row]!;
    table.domain[at] = events.domain[row]!;
    table.sid[at] = events.sid[row]!;
    table.userKey[at] = identity.keyOf(row);
    table.logonType[at] = events.logonType[row]!;
    table.status[at] = events.status[row]!;
    table.subStatus[at] = events.subStatus[row]!;
    table.reason[at] = events.detail[row]!;
    table.sourceAddress[at] = events.address[row]!;
    table.workstation[at] = events.workstation[row]!;
    table.process[at] = events.process[row]!;
    table.package[at] = events.package[row]!;
    table.followedBySuccess[at] = succeeded[i]!;
    table.source[at] = events.source[row]!;
    table.channel[at] = events.channel[row]!;
    table.recordIdLow[at] = events.recordIdLow[row]!;
    table.recordIdHigh[at] = events.recordIdHigh[row]!;
    table.offset[at] = events.offset[row]!;
  }
}
