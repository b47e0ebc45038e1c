import {
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  type ProofTable,
  SESSION_COLUMNS,
  type SessionTable,
} from "../../types/session-table.ts";
import { makeTable } from "../columns.ts";
import { elevationOf, leadMember } from "./members.ts";
import { starts } from "./row-groups.ts";
import type { Run } from "./run.ts";
import {
  endColumns,
  type Filling,
  leadColumns,
  originColumns,
  type Places,
  placeColumns,
  startColumns,
  userColumns,
} from "./session-columns.ts";
import { fillIntervals } from "./session-intervals.ts";
import { release } from "./session-scratch.ts";
import { sortRows } from "./sort-rows.ts";

/**
 * The session table: dropped stubs left out, in the order of start evidence, then computer, then logon id. Takes the
 * scratch of the run apart on the way: the memory of a column is free for the table as soon as it is read.
 */
export function buildSessions(run: Run, places: Places): SessionTable {
  const order = orderOf(run, places);
  const { length } = order;
  const total = run.sessions.length;
  const position = new Int32Array(total).fill(-1);
  let inOrder = length === total;
  for (let at = 0; at < length; at++) {
    position[order[at]!] = at;
    inOrder &&= order[at] === at;
  }
  const leads = new Uint8Array(total);
  for (let session = 0; session < total; session++) leads[session] = leadMember(run, session);
  const elevated = new Uint8Array(length);
  for (let at = 0; at < length; at++) elevated[at] = elevationOf(run, order[at]!);
  const scratch = run.sessions.take();
  release(scratch, ONLY_FOR_RULES);
  const filling: Filling = { run, places, scratch, order, inOrder, position, leads };
  const { members, memberStart } = membersOf(filling);
  const lead = leadColumns(filling);
  const start = startColumns(filling);
  const end = endColumns(filling);
  const user = userColumns(filling);
  const origin = originColumns(filling, end.logonType);
  const place = placeColumns(filling);
  const { proofs, proofStart } = proofsOf(run, position, length);
  const own = { ...lead, ...start, ...end, ...user, ...origin, ...place, elevated };
  const { active, intervals, intervalStart } = fillIntervals(run, position, own);
  const columns = { ...own, ...active };
  const table = makeTable(SESSION_COLUMNS, length, (_, name) => columns[name]);
  return { ...table, intervalStart, proofStart, memberStart, intervals, proofs, members };
}

/** Columns that decide what becomes of a session and say nothing of it afterwards. */
const ONLY_FOR_RULES = [
  "secondRow",
  "elevation",
  "firstLogoff",
  "secondLogoff",
  "userLogoff",
  "weakLogoff",
  "superseded",
  "hybrid",
  "evidenceRow",
  "lockedFrom",
  "disconnectedFrom",
  "saverFrom",
  "sessionId",
  "older",
  "open",
  "nameless",
  "dropped",
  "userNext",
  "userPrevious",
  "openNext",
  "openPrevious",
] as const;

function orderOf(run: Run, places: Places): Uint32Array {
  const { sessions, corrected, strings } = run;
  const scratch = sessions.columns;
  let length = 0;
  for (let session = 0; session < sessions.length; session++) length += 1 - scratch.dropped[session]!;
  const order = new Uint32Array(length);
  let at = 0;
  for (let session = 0; session < sessions.length; session++) {
    if (scratch.dropped[session] === 0) order[at++] = session;
  }
  const keys = places.computers.map((computer) => strings.get(computer.key));
  sortRows(order, (a, b) => {
    const byTime = corrected[scratch.startRow[a]!]! - corrected[scratch.startRow[b]!]!;
    if (byTime !== 0) return byTime;
    const [first, second] = [keys[scratch.computer[a]!]!, keys[scratch.computer[b]!]!];
    if (first !== second) return first < second ? -1 : 1;
    return (
      scratch.firstHigh[a]! - scratch.firstHigh[b]! || scratch.firstLow[a]! - scratch.firstLow[b]! || a - b
    );
  });
  return order;
}

function membersOf({ scratch, order, leads }: Filling): Pick<SessionTable, "members" | "memberStart"> {
  const memberStart = new Uint32Array(order.length + 1);
  let total = 0;
  for (let at = 0; at < order.length; at++) {
    total += scratch.members[order[at]!]!;
    memberStart[at + 1] = total;
  }
  const members = makeTable(MEMBER_COLUMNS, total);
  for (let at = 0; at < order.length; at++) {
    const session = order[at]!;
    for (let i = 0; i < scratch.members[session]!; i++) {
      const first = (i === 0) === (leads[session] === 0);
      const to = memberStart[at]! + i;
      members.logonIdLow[to] = first ? scratch.firstLow[session]! : scratch.secondLow[session]!;
      members.logonIdHigh[to] = first ? scratch.firstHigh[session]! : scratch.secondHigh[session]!;
    }
  }
  return { members, memberStart };
}

/** The proofs by session, each session's in the order in which they were named. */
function proofsOf(
  run: Run,
  position: Int32Array,
  length: number,
): Pick<SessionTable, "proofs" | "proofStart"> {
  const parts = run.proofs.parts();
  const proofStart = starts(parts, position, length);
  const next = proofStart.slice();
  const rows = new Uint32Array(proofStart[length]!);
  const role = new Uint8Array(rows.length);
  for (const { columns, length: count } of parts) {
    for (let i = 0; i < count; i++) {
      const at = position[columns.session[i]!]!;
      if (at < 0) continue;
      const to = next[at]!++;
      rows[to] = columns.row[i]!;
      role[to] = columns.role[i]!;
    }
  }
  run.proofs.clear();
  return { proofs: proofTable(run, rows, role), proofStart };
}

function proofTable({ events }: Run, rows: Uint32Array, role: Uint8Array): ProofTable {
  const proofs = makeTable(PROOF_COLUMNS, rows.length, (type, name) =>
    name === "role" ? role : new type(rows.length),
  );
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    proofs.source[at] = events.source[row]!;
    proofs.channel[at] = events.channel[row]!;
    proofs.eventId[at] = events.eventId[row]!;
    proofs.recordIdLow[at] = events.recordIdLow[row]!;
    proofs.recordIdHigh[at] = events.recordIdHigh[row]!;
    proofs.time[at] = events.time[row]!;
    proofs.offset[at] = events.offset[row]!;
  }
  return proofs;
}
