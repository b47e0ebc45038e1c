import type { CaseData } from "../../types/case.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import { TRAIL_CHECKS, type TrailCheck } from "../../types/trail.ts";

/** Sessions of logon scripts, and how they and those of event logs stand to each other. */
export interface CheckCounts {
  readonly scripts: number;
  /** Rows by result: of scripts, except `missingInTrail`, which are rows of event logs. */
  readonly rows: Readonly<Record<TrailCheck, readonly number[]>>;
}

const SCRIPT = SESSION_KINDS.indexOf("script");
const MISSING_IN_TRAIL = TRAIL_CHECKS.indexOf("missingInTrail");

/** Counts them for the whole case, or for one computer by its key; null where no script tells of any. */
export function checkCounts(data: CaseData, computer: string | null = null): CheckCounts | null {
  const facts = data.trails?.facts;
  if (facts === undefined) return null;
  const { kind, computerKey } = data.sessions;
  const rows: Record<TrailCheck, number[]> = {
    notHeld: [],
    matching: [],
    differing: [],
    missingInLog: [],
    missingInTrail: [],
  };
  let scripts = 0;
  for (let at = 0; at < facts.length; at++) {
    const row = facts.session[at]!;
    if (computer !== null && data.strings[computerKey[row]!] !== computer) continue;
    const check = facts.check[at]!;
    if (kind[row] === SCRIPT) scripts++;
    if (kind[row] === SCRIPT || check === MISSING_IN_TRAIL) rows[TRAIL_CHECKS[check] ?? "notHeld"].push(row);
  }
  return scripts === 0 ? null : { scripts, rows };
}
