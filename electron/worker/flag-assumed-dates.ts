import { codeOf, SESSION_FLAGS } from "../../shared/types/names.ts";
import type { SessionTable } from "../../shared/types/session-table.ts";
import type { SourceInfo } from "../../shared/types/source.ts";

/**
 * Marks the sessions that rest on a record of an input whose order of day and month was assumed. A trail tells it of
 * each line, so that its sessions are marked already.
 */
export function flagAssumedDates(sessions: SessionTable, sources: readonly SourceInfo[]): void {
  const assumed = new Set(
    sources
      .filter(({ notes, trail }) => trail === undefined && notes.includes("dateOrderAssumed"))
      .map(({ id }) => id),
  );
  if (assumed.size === 0) return;
  const bit = 1 << codeOf(SESSION_FLAGS, "dateOrderAssumed");
  const { proofs, proofStart, flags } = sessions;
  for (let row = 0; row < sessions.length; row++) {
    for (let at = proofStart[row]!; at < proofStart[row + 1]!; at++) {
      if (assumed.has(proofs.source[at]!)) flags[row]! |= bit;
    }
  }
}
