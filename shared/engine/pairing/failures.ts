import { type EventTable, KIND } from "../../types/event-table.ts";
import { FAILURE_COLUMNS, type FailureTable } from "../../types/session-table.ts";
import { makeTable } from "../columns.ts";
import { CLASS, classify } from "./classify.ts";
import type { Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

/** Failures collected while computers are worked through: rows of the event table, with what each needs to know. */
export interface FailureScratch {
  readonly rows: number[];
  readonly computers: number[];
  readonly succeeded: number[];
}

export function newFailures(): FailureScratch {
  return { rows: [], computers: [], succeeded: [] };
}

/** Keeps the 4625 records of one computer, in record order, and marks those that a success followed. */
export function collectFailures(run: Run, failures: FailureScratch, security: Uint32Array): void {
  const { events, corrected, identity } = run;
  // Most logs hold none, and then no logon need be looked at.
  if (!hasFailure(events, security)) return;
  const nextSuccess = new Map<number, number>();
  const from = failures.rows.length;
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
      failures.rows.push(row);
      failures.computers.push(run.computer);
      failures.succeeded.push(after >= 0 && after <= soon ? 1 : 0);
    }
  }
  for (const list of [failures.rows, failures.computers, failures.succeeded]) reverseTail(list, from);
}

function hasFailure({ kind }: EventTable, rows: Uint32Array): boolean {
  for (let at = 0; at < rows.length; at++) if (kind[rows[at]!] === KIND.logonFailed) return true;
  return false;
}

function reverseTail(list: number[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low++, high--) {
    [list[low], list[high]] = [list[high]!, list[low]!];
  }
}

/** The failure table, computer after computer in the order of R1. */
export function buildFailures(
  run: Run,
  failures: FailureScratch,
  computers: readonly { readonly name: number; readonly key: number }[],
): FailureTable {
  const { events, corrected, identity } = run;
  const length = failures.rows.length;
  const table = makeTable(FAILURE_COLUMNS, length);
  for (let at = 0; at < length; at++) {
    const row = failures.rows[at]!;
    const computer = computers[failures.computers[at]!]!;
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
    table.followedBySuccess[at] = failures.succeeded[at]!;
    table.source[at] = events.source[row]!;
    table.channel[at] = events.channel[row]!;
    table.recordIdLow[at] = events.recordIdLow[row]!;
    table.recordIdHigh[at] = events.recordIdHigh[row]!;
    table.offset[at] = events.offset[row]!;
  }
  return table;
}
