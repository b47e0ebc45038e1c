import type { CaseData } from "../types/case.ts";
import {
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
  type SessionTable,
} from "../types/session-table.ts";

/** The same case with its first sessions only, for tests that write a whole case again and again. */
export function fewSessions(data: CaseData, length: number): CaseData {
  const { sessions, acts } = data;
  const within = (row: number) => (row < length ? row : -1);
  const cut = <T extends object>(table: T, names: object, rows: number): T => {
    const columns = table as Readonly<Record<string, Uint8Array>>;
    const kept = Object.keys(names).map((name) => [name, columns[name]!.slice(0, rows)]);
    return { ...table, ...Object.fromEntries(kept), length: rows };
  };
  const { intervalStart, proofStart, memberStart } = sessions;
  const own: SessionTable = {
    ...cut(sessions, SESSION_COLUMNS, length),
    parent: sessions.parent.slice(0, length).map(within),
    intervalStart: intervalStart.slice(0, length + 1),
    proofStart: proofStart.slice(0, length + 1),
    memberStart: memberStart.slice(0, length + 1),
    intervals: cut(sessions.intervals, INTERVAL_COLUMNS, intervalStart[length]!),
    proofs: cut(sessions.proofs, PROOF_COLUMNS, proofStart[length]!),
    members: cut(sessions.members, MEMBER_COLUMNS, memberStart[length]!),
  };
  return { ...data, sessions: own, acts: { ...acts, session: acts.session.map(within) } };
}
