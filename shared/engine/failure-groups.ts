import type { FailureTable } from "../types/session-table.ts";
import { describeFailure } from "./catalog/failure-text.ts";
import type { Rows } from "./filter/filter.ts";
import { groupRows, type RowGroups } from "./group-rows.ts";
import { addressElsewhere, givenClient } from "./reports/source-of.ts";

/** What failed logons can be put together by. */
export const FAILURE_GROUPINGS = ["account", "source", "reason"] as const;
export type FailureGrouping = (typeof FAILURE_GROUPINGS)[number];

/** A number for each failure, the same for those that share an account, a source or a reason; one column each. */
export interface FailureKeys {
  readonly account: Uint32Array;
  /** Id of the address, or of the workstation where no address of another computer is given; 0 for neither. */
  readonly source: Uint32Array;
  readonly reason: Uint32Array;
}

/** Groups of failures, the largest first. */
export interface FailureGroups extends RowGroups {
  /** What the rows of a group share, as in `FailureKeys`: it stays the same while other rows come and go. */
  readonly key: Uint32Array;
}

/** What is known of each group beside its number of rows. */
export interface FailureTotals {
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** How many different ones. */
  readonly accounts: Uint32Array;
  readonly sources: Uint32Array;
  readonly reasons: Uint32Array;
  /** Failures after which the same account signed in soon. */
  readonly followed: Uint32Array;
}

/** The keys of all failures of a table, in one pass. */
export function failureKeys(table: FailureTable, strings: readonly string[]): FailureKeys {
  const { length } = table;
  const source = new Uint32Array(length);
  const reason = new Uint32Array(length);
  // Each text is looked at once, not once a row: 0 not seen yet, 1 no source, 2 a source.
  const addresses = new Uint8Array(strings.length);
  const workstations = new Uint8Array(strings.length);
  const numbers = new Map<string, number>();
  const known = new Map<number, Map<number, number>>();
  const isSource = (seen: Uint8Array, id: number, test: (text: string) => string | null) => {
    if (seen[id] === 0) seen[id] = test(strings[id] ?? "") === null ? 1 : 2;
    return seen[id] === 2;
  };
  for (let row = 0; row < length; row++) {
    const address = table.sourceAddress[row]!;
    const workstation = table.workstation[row]!;
    if (isSource(addresses, address, addressElsewhere)) source[row] = address;
    else if (isSource(workstations, workstation, givenClient)) source[row] = workstation;

    const code = table.subStatus[row]! || table.status[row]!;
    let ofCode = known.get(code);
    if (ofCode === undefined) {
      ofCode = new Map();
      known.set(code, ofCode);
    }
    let number = ofCode.get(table.reason[row]!);
    if (number === undefined) {
      const { key } = describeFailure(
        table.status[row]!,
        table.subStatus[row]!,
        strings[table.reason[row]!] ?? "",
      );
      number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      ofCode.set(table.reason[row]!, number);
    }
    reason[row] = number;
  }
  return { account: table.userKey, source, reason };
}

/** Puts failures together, the largest group first. Within a group they keep the order they come in. */
export function groupFailures(rows: Rows, keys: FailureKeys, by: FailureGrouping): FailureGroups {
  const key = keys[by];
  const groups = groupRows(rows, [key]);
  const size = (group: number) => groups.start[group + 1]! - groups.start[group]!;
  const order = Array.from({ length: groups.length }, (_, group) => group).sort(
    (a, b) => size(b) - size(a) || a - b,
  );
  const sorted = new Uint32Array(groups.rows.length);
  const start = new Uint32Array(groups.length + 1);
  const shared = new Uint32Array(groups.length);
  for (const [at, group] of order.entries()) {
    const members = groups.rows.subarray(groups.start[group], groups.start[group + 1]);
    sorted.set(members, start[at]);
    start[at + 1] = start[at]! + members.length;
    shared[at] = key[members[0]!]!;
  }
  return { length: groups.length, rows: sorted, start, key: shared };
}

/** Looks through every group once. */
export function failureTotals(table: FailureTable, groups: RowGroups, keys: FailureKeys): FailureTotals {
  const { length, rows, start } = groups;
  const totals = {
    first: new Float64Array(length).fill(Number.NaN),
    last: new Float64Array(length).fill(Number.NaN),
    accounts: differentIn(groups, keys.account),
    sources: differentIn(groups, keys.source),
    reasons: differentIn(groups, keys.reason),
    followed: new Uint32Array(length),
  };
  for (let group = 0; group < length; group++) {
    for (let i = start[group]!; i < start[group + 1]!; i++) {
      const row = rows[i]!;
      const time = table.time[row]!;
      if (!(time >= totals.first[group]!)) totals.first[group] = time;
      if (!(time <= totals.last[group]!)) totals.last[group] = time;
      totals.followed[group]! += table.followedBySuccess[row]!;
    }
  }
  return totals;
}

/** How many different keys the rows of each group have. */
function differentIn({ length, rows, start }: RowGroups, key: Uint32Array): Uint32Array {
  let most = 0;
  for (let i = 0; i < rows.length; i++) most = Math.max(most, key[rows[i]!]!);
  // The group, counted from 1, in which a key was seen last.
  const seen = new Uint32Array(most + 1);
  const different = new Uint32Array(length);
  for (let group = 0; group < length; group++) {
    for (let i = start[group]!; i < start[group + 1]!; i++) {
      const at = key[rows[i]!]!;
      if (seen[at] === group + 1) continue;
      seen[at] = group + 1;
      different[group]!++;
    }
  }
  return different;
}
