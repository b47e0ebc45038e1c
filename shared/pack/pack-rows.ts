import { checkFailureFilter, filterFailures, filterSessions } from "../engine/filter/filter.ts";
import type { QueryResult } from "../engine/filter/query.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import type { SessionKind } from "../types/names.ts";

/** What the tables of a pack are to hold. */
export interface PackChoice {
  readonly filter: string;
  readonly kinds: readonly SessionKind[];
  /** `NaN` for no limit. */
  readonly from: number;
  readonly to: number;
}

export interface PackRows {
  readonly sessions: Uint32Array;
  readonly failures: Uint32Array;
  /** False: the filter asks for what failed logons do not have, so all of the window are there. */
  readonly failuresFiltered: boolean;
}

/** The rows that a choice keeps, in the order of the case. */
export function packRows(data: CaseData, zone: Zone, choice: PackChoice): QueryResult<PackRows> {
  const { filter, kinds, from, to } = choice;
  const context = { strings: data.strings, zone };
  const sessions = filterSessions(data.sessions, filter, context, { kinds, from, to });
  if (!sessions.ok) return sessions;
  const failuresFiltered = checkFailureFilter(filter, zone) === null;
  const failures = filterFailures(data.failures, failuresFiltered ? filter : "", context, { from, to });
  if (!failures.ok) return failures;
  return { ok: true, value: { sessions: sessions.value, failures: failures.value, failuresFiltered } };
}
