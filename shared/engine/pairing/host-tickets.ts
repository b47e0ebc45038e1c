import { ACT, type ActTable } from "../../types/act-table.ts";
import { KIND } from "../../types/event-table.ts";
import type { SessionTable } from "../../types/session-table.ts";
import type { Run } from "./run.ts";
import { NO_KEY, PairKeys } from "./session-lists.ts";
import type { Stream } from "./streams.ts";
import { SECOND } from "./time-spans.ts";

/** A domain controller and a computer that asks it agree within this much, or Kerberos refuses. */
const SKEW = 300 * SECOND;

interface Place {
  readonly key: number;
  readonly own: readonly Stream[];
}

interface Logon {
  readonly time: number;
  /** Of computer and LogonId. */
  readonly key: number;
  session: number;
}

/**
 * Ties tickets of domain controllers (4769) to the sessions of the logons that they were used for (4624): both records
 * bear the same LogonGuid. Fills the column `session` of such acts.
 */
export function linkHostTickets(
  run: Run,
  computers: readonly Place[],
  sessions: SessionTable,
  acts: ActTable,
  rows: Uint32Array,
): void {
  const { kind, timeA, logonIdLow } = run.events;
  const wanted = new Set<number>();
  for (let at = 0; at < acts.length; at++) {
    if (acts.kind[at] !== ACT.hostTicket) continue;
    const guid = timeA[rows[at]!]!;
    if (!Number.isNaN(guid)) wanted.add(guid);
  }
  if (wanted.size === 0) return;
  const keys = new PairKeys();
  const logons = new Map<number, Logon>();
  for (const { key, own } of computers) {
    for (const stream of own) {
      for (const row of stream.rows) {
        if (kind[row] !== KIND.logon || !wanted.has(timeA[row]!)) continue;
        const guid = timeA[row]!;
        // Split tokens are two logons with one ticket: either leads to the session.
        if (!logons.has(guid))
          logons.set(guid, { time: run.corrected[row]!, key: keys.add(key, logonIdLow[row]!), session: -1 });
      }
    }
  }
  if (logons.size === 0) return;
  const byKey = new Map<number, Logon[]>();
  for (const logon of logons.values()) {
    const list = byKey.get(logon.key);
    if (list === undefined) byKey.set(logon.key, [logon]);
    else list.push(logon);
  }
  const { members, memberStart, computerKey, start, end, lastEvidence } = sessions;
  for (let session = 0; session < sessions.length; session++) {
    for (let i = memberStart[session]!; i < memberStart[session + 1]!; i++) {
      const key = keys.find(computerKey[session]!, members.logonIdLow[i]!);
      if (key === NO_KEY) continue;
      // LogonIds come again after a start of Windows.
      const until = Number.isNaN(end[session]!) ? lastEvidence[session]! : end[session]!;
      for (const logon of byKey.get(key) ?? []) {
        if (logon.time >= start[session]! - SECOND && !(logon.time > until + SECOND)) logon.session = session;
      }
    }
  }
  for (let at = 0; at < acts.length; at++) {
    if (acts.kind[at] !== ACT.hostTicket) continue;
    const logon = logons.get(timeA[rows[at]!]!);
    if (logon !== undefined && Math.abs(logon.time - acts.time[at]!) <= SKEW)
      acts.session[at] = logon.session;
  }
}
