import { sessionKey } from "../../../shared/export/session-record.ts";
import type { CaseData } from "../../../shared/types/case.ts";

/** Longest note; more is a document, not a note. */
export const MAX_NOTE = 2000;

/**
 * Under which key a session's note stands: the session's own key, which is the same in every case that holds the
 * record, and its time, because two computers may share a name and record ids begin anew when a log is cleared.
 * Null for a session that no record proves: it has no name that would last.
 */
export function noteKey(data: CaseData, row: number): string | null {
  const { proofStart, proofs } = data.sessions;
  const first = proofStart[row]!;
  if (first >= proofStart[row + 1]!) return null;
  return `${sessionKey(data, row)}@${proofs.time[first]}`;
}
