import {
  FAILURE_COLUMNS,
  type FailureTable,
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
  type SessionTable,
} from "../../shared/types/session-table.ts";

type Spec = Readonly<Record<string, new (length: number) => { [row: number]: number }>>;
type AnyTable = Readonly<Record<string, unknown>>;

/** The given rows of a session table, in that order, with their intervals, proofs and members. */
export function takeSessions(table: SessionTable, rows: Uint32Array): SessionTable {
  const place = new Map(Array.from(rows, (row, at) => [row, at]));
  const taken = takeRows(SESSION_COLUMNS, table as unknown as AnyTable, rows);
  const parent = taken.parent as Int32Array;
  for (let at = 0; at < parent.length; at++) parent[at] = place.get(parent[at]!) ?? -1;
  const intervals = childRows(table.intervalStart, rows);
  const proofs = childRows(table.proofStart, rows);
  const members = childRows(table.memberStart, rows);
  return {
    ...taken,
    intervalStart: intervals.start,
    proofStart: proofs.start,
    memberStart: members.start,
    intervals: takeRows(INTERVAL_COLUMNS, table.intervals as unknown as AnyTable, intervals.rows),
    proofs: takeRows(PROOF_COLUMNS, table.proofs as unknown as AnyTable, proofs.rows),
    members: takeRows(MEMBER_COLUMNS, table.members as unknown as AnyTable, members.rows),
  } as unknown as SessionTable;
}

/** A table of failed logons without rows. */
export function noFailures(): FailureTable {
  return takeRows(FAILURE_COLUMNS, {}, new Uint32Array(0)) as unknown as FailureTable;
}

/** Rows of a child table that belong to the taken rows, and where those of each begin. */
function childRows(
  start: Uint32Array,
  rows: Uint32Array,
): { readonly start: Uint32Array; readonly rows: Uint32Array } {
  const starts = new Uint32Array(rows.length + 1);
  const taken: number[] = [];
  for (const [at, row] of rows.entries()) {
    for (let child = start[row]!; child < start[row + 1]!; child++) taken.push(child);
    starts[at + 1] = taken.length;
  }
  return { start: starts, rows: Uint32Array.from(taken) };
}

function takeRows(spec: Spec, table: AnyTable, rows: Uint32Array): Record<string, unknown> {
  const taken: Record<string, unknown> = { length: rows.length };
  for (const [name, type] of Object.entries(spec)) {
    const from = table[name] as ArrayLike<number>;
    const column = new type(rows.length);
    for (const [at, row] of rows.entries()) column[at] = from[row]!;
    taken[name] = column;
  }
  return taken;
}
