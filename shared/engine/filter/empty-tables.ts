import {
  FAILURE_COLUMNS,
  type FailureTable,
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
  type SessionTable,
} from "../../types/session-table.ts";

/** Tables without rows: a filter is checked on them before there is anything to filter. */
export const EMPTY_SESSIONS: SessionTable = {
  ...emptyColumns(SESSION_COLUMNS),
  length: 0,
  intervalStart: new Uint32Array(1),
  proofStart: new Uint32Array(1),
  memberStart: new Uint32Array(1),
  intervals: { ...emptyColumns(INTERVAL_COLUMNS), length: 0 },
  proofs: { ...emptyColumns(PROOF_COLUMNS), length: 0 },
  members: { ...emptyColumns(MEMBER_COLUMNS), length: 0 },
};

export const EMPTY_FAILURES: FailureTable = { ...emptyColumns(FAILURE_COLUMNS), length: 0 };

/** A column of no rows for each constructor of a table's description. */
function emptyColumns<Spec extends Readonly<Record<string, new (length: number) => unknown>>>(
  spec: Spec,
): { readonly [Name in keyof Spec]: InstanceType<Spec[Name]> } {
  return Object.fromEntries(Object.entries(spec).map(([name, Column]) => [name, new Column(0)])) as {
    readonly [Name in keyof Spec]: InstanceType<Spec[Name]>;
  };
}
