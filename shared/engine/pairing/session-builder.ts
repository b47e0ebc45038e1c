import {
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  type ProofTable,
  SESSION_COLUMNS,
  type SessionTable,
} from "../../types/session-table.ts";
import { makeTable } from "../columns.ts";
import { copyShorts, copyTimes, copyWords } from "./copy-column.ts";
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
  const { position, inOrder } = positionsOf(order, total);
  const leads = leadsOf(run, total);
  const elevated = elevations(run, order);
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
  const { active, intervals, intervalStart } = fillIntervals(run, position, {
    start: start.start,
    startLower: start.startLower,
    startUpper: start.startUpper,
    end: end.end,
    endLower: end.endLower,
    endUpper: end.endUpper,
    confidence: end.confidence,
  });
  const columns = { ...lead, ...start, ...end, ...user, ...origin, ...place, ...active, elevated };
  const table = makeTable(SESSION_COLUMNS, length, (_, name) => columns[name]);
  return withChildren(table, { intervalStart, proofStart, memberStart, intervals, proofs, members });
}

/** Place in the table of each session, -1 for a dropped one, and whether all have the place that they had. */
function positionsOf(order: Uint32Array, total: number) {
  const position = new Int32Array(total).fill(-1);
  let inOrder = order.length === total;
  for (let at = 0; at < order.length; at++) {
    const session = order[at]!;
    position[session] = at;
    if (session !== at) inOrder = false;
  }
  return { position, inOrder };
}

function leadsOf(run: Run, total: number): Uint8Array {
  const leads = new Uint8Array(total);
  const { members } = run.sessions.columns;
  for (let session = 0; session < total; session++)
    if (members[session] === 2) leads[session] = leadMember(run, session);
  return leads;
}

function elevations(run: Run, order: Uint32Array): Uint8Array<ArrayBuffer> {
  const elevated = new Uint8Array(order.length);
  const { elevation } = run.sessions.columns;
  for (let at = 0; at < order.length; at++) elevated[at] = elevationOf(elevation[order[at]!]!);
  return elevated;
}

type Children = Pick<
  SessionTable,
  "intervalStart" | "proofStart" | "memberStart" | "intervals" | "proofs" | "members"
>;

/** In one go, and not by spreading: of that every table would have a hidden class of its own (see `makeTable`). */
function withChildren(table: Omit<SessionTable, keyof Children>, children: Children): SessionTable {
  return Object.fromEntries([
    ...Object.entries(table),
    ...Object.entries(children),
  ]) as unknown as SessionTable;
}

/** Kept so that the hidden class of session tables, and the code made for it, outlives every case (see `makeTable`). */
export const NO_SESSIONS: SessionTable = withChildren(makeTable(SESSION_COLUMNS, 0), {
  intervalStart: new Uint32Array(1),
  proofStart: new Uint32Array(1),
  memberStart: new Uint32Array(1),
  intervals: makeTable(INTERVAL_COLUMNS, 0),
  proofs: makeTable(PROOF_COLUMNS, 0),
  members: makeTable(MEMBER_COLUMNS, 0),
});

/** Columns that decide what becomes of a session and say nothing of it afterwards. */
const ONLY_FOR_RULES = [
  "elevation",
  "firstLogoffPlus",
  "secondLogoffPlus",
  "userLogoffPlus",
  "weakLogoffPlus",
  "supersededPlus",
  "hybridPlus",
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
  const { dropped, startRow } = scratch;
  const total = sessions.length;
  let length = 0;
  for (let session = 0; session < total; session++) length += 1 - dropped[session]!;
  const order = new Uint32Array(length);
  let at = 0;
  let rising = true;
  let before = Number.NEGATIVE_INFINITY;
  for (let session = 0; session < total; session++) {
    if (dropped[session] !== 0) continue;
    order[at++] = session;
    const time = corrected[startRow[session]!]!;
    if (!(time > before)) rising = false;
    before = time;
  }
  if (rising) return order;
  const keys = places.computers.map((computer) => strings.get(computer.key));
  sortRows(order, (a, b) => {
    const byTime = corrected[scratch.startRow[a]!]! - corrected[scratch.startRow[b]!]!;
    if (byTime !== 0) return byTime;
    const computer = scratch.computer[a]!;
    const other = scratch.computer[b]!;
    if (computer !== other && keys[computer] !== keys[other]) return keys[computer]! < keys[other]! ? -1 : 1;
    return (
      scratch.firstHigh[a]! - scratch.firstHigh[b]! || scratch.firstLow[a]! - scratch.firstLow[b]! || a - b
    );
  });
  return order;
}

function membersOf({ scratch, order, leads }: Filling): Pick<SessionTable, "members" | "memberStart"> {
  const { members: counts, firstLow, firstHigh, secondLow, secondHigh } = scratch;
  const { length } = order;
  const memberStart = new Uint32Array(length + 1);
  let total = 0;
  for (let at = 0; at < length; at++) {
    total += counts[order[at]!]!;
    memberStart[at + 1] = total;
  }
  const members = makeTable(MEMBER_COLUMNS, total);
  const { logonIdLow, logonIdHigh } = members;
  let to = 0;
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    const count = counts[session]!;
    if (count === 0) continue;
    const first = count === 1 ? to : to + leads[session]!;
    logonIdLow[first] = firstLow[session]!;
    logonIdHigh[first] = firstHigh[session]!;
    if (count === 2) {
      const second = to + 1 - leads[session]!;
      logonIdLow[second] = secondLow[session]!;
      logonIdHigh[second] = secondHigh[session]!;
    }
    to += count;
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
    const { session, row, role: roles } = columns;
    for (let i = 0; i < count; i++) {
      const at = position[session[i]!]!;
      if (at < 0) continue;
      const to = next[at]!++;
      rows[to] = row[i]!;
      role[to] = roles[i]!;
    }
  }
  run.proofs.clear();
  return { proofs: proofTable(run, rows, role), proofStart };
}

function proofTable({ events }: Run, rows: Uint32Array, role: Uint8Array): ProofTable {
  const proofs = makeTable(PROOF_COLUMNS, rows.length, (type, name) =>
    name === "role" ? role : new type(rows.length),
  );
  copyShorts(proofs.source, events.source, rows);
  copyWords(proofs.channel, events.channel, rows);
  copyShorts(proofs.eventId, events.eventId, rows);
  copyWords(proofs.recordIdLow, events.recordIdLow, rows);
  copyWords(proofs.recordIdHigh, events.recordIdHigh, rows);
  copyTimes(proofs.time, events.time, rows);
  copyTimes(proofs.offset, events.offset, rows);
  return proofs;
}
