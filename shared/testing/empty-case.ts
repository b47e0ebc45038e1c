import { ACT_COLUMNS } from "../types/act-table.ts";
import type { CaseData } from "../types/case.ts";
import {
  FAILURE_COLUMNS,
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
} from "../types/session-table.ts";
import { DEFAULT_SETTINGS } from "../types/settings.ts";
import { NO_TIME } from "../types/units.ts";

/** Every column of a specification, zeroed. */
function columns<Spec extends Readonly<Record<string, new (length: number) => object>>>(
  spec: Spec,
  length: number,
): { [Name in keyof Spec]: InstanceType<Spec[Name]> } & { length: number } {
  const table = Object.fromEntries(Object.entries(spec).map(([name, type]) => [name, new type(length)]));
  return { ...table, length } as { [Name in keyof Spec]: InstanceType<Spec[Name]> } & { length: number };
}

/** A well-formed case of `rows` sessions that say nothing: for tests of what carries a case. */
export function emptyCase(rows = 0): CaseData {
  return {
    engine: "test",
    strings: [""],
    sources: [],
    oldest: NO_TIME,
    newest: NO_TIME,
    partial: false,
    sessions: {
      ...columns(SESSION_COLUMNS, rows),
      intervalStart: new Uint32Array(rows + 1),
      proofStart: new Uint32Array(rows + 1),
      memberStart: new Uint32Array(rows + 1),
      intervals: columns(INTERVAL_COLUMNS, 0),
      proofs: columns(PROOF_COLUMNS, 0),
      members: columns(MEMBER_COLUMNS, 0),
    },
    failures: columns(FAILURE_COLUMNS, 0),
    boots: [],
    holes: [],
    coverage: [],
    computers: [],
    lockouts: [],
    clockSteps: [],
    acts: columns(ACT_COLUMNS, 0),
    counts: {
      records: 0,
      events: 0,
      logons: { read: 0, used: 0, byClass: {} },
      duplicates: 0,
      failures: 0,
      stubs: 0,
      orphanLogoffs: 0,
    },
    settings: DEFAULT_SETTINGS,
  };
}
