import type { PairingResult } from "../engine/pairing/pair-case.ts";
import { CONFIDENCES, PROOF_ROLES } from "../types/names.ts";

/** Throws when an answer says something that cannot be: for tests. */
export function checkPossible({ sessions, counts, failures }: PairingResult): void {
  const { length } = sessions;
  for (let row = 0; row < length; row++) {
    const start = sessions.start[row]!;
    const end = sessions.end[row]!;
    const [lower, upper] = [sessions.endLower[row]!, sessions.endUpper[row]!];
    if (end < start) throw new Error(`row ${row}: end before start`);
    if (lower > end || end > upper || lower > upper)
      throw new Error(`row ${row}: bounds ${lower} ${end} ${upper}`);
    if (upper < start || lower < start) throw new Error(`row ${row}: bound before start`);
    if (sessions.startLower[row]! > sessions.startUpper[row]!) throw new Error(`row ${row}: start bounds`);
    if (Number.isNaN(start) && Number.isNaN(sessions.startUpper[row]!))
      throw new Error(`row ${row}: no start at all`);
    const confidence = CONFIDENCES[sessions.confidence[row]!];
    if ((confidence === "exact" || confidence === "bounded") === Number.isNaN(end)) {
      throw new Error(`row ${row}: ${confidence} with end ${end}`);
    }
    const [active, least, most] = [sessions.active[row]!, sessions.activeMin[row]!, sessions.activeMax[row]!];
    if (active < 0 || least < 0 || active > end - start || least > active || active > most || least > most) {
      throw new Error(`row ${row}: active ${least} ${active} ${most}`);
    }
    for (let i = sessions.intervalStart[row]!; i < sessions.intervalStart[row + 1]!; i++) {
      const [from, to] = [sessions.intervals.from[i]!, sessions.intervals.to[i]!];
      if (!(from < to) || from < start || to > end) throw new Error(`row ${row}: interval ${from} ${to}`);
    }
    const roles = Array.from(
      sessions.proofs.role.subarray(sessions.proofStart[row]!, sessions.proofStart[row + 1]!),
      (role) => PROOF_ROLES[role],
    );
    if (!roles.includes("start")) throw new Error(`row ${row}: no proof of its start`);
    if (confidence === "exact" && !roles.includes("end")) throw new Error(`row ${row}: no proof of its end`);
    if (sessions.parent[row]! >= length) throw new Error(`row ${row}: parent ${sessions.parent[row]}`);
  }
  const aside = Object.values(counts.logons.byClass).reduce((sum, count) => sum + count, 0);
  if (counts.logons.used + aside !== counts.logons.read)
    throw new Error(`logons: ${JSON.stringify(counts.logons)}`);
  if (failures.length !== counts.failures)
    throw new Error(`failures: ${failures.length} of ${counts.failures}`);
}
