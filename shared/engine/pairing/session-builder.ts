import { CONFIDENCES, EVIDENCE_CLASSES } from "../../types/names.ts";
import {
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
  type SessionTable,
} from "../../types/session-table.ts";
import { type ColumnsOf, makeTable } from "../columns.ts";
import { activeTime, type OwnIntervals } from "./active-time.ts";
import { INTERVAL } from "./intervals.ts";
import { hasElevated, leadMember } from "./members.ts";
import { RULE, type Run } from "./run.ts";
import { sortRows } from "./sort-rows.ts";

/** What a session takes from the computer and the boot it belongs to. */
export interface Places {
  /** String ids of name and key by computer number. */
  readonly computers: readonly { readonly name: number; readonly key: number }[];
  /** Position in the list of boots of a case by computer number and boot index. */
  readonly bootOf: (computer: number, boot: number) => number;
}

const CONFIDENCE = { exact: CONFIDENCES.indexOf("exact"), unknown: CONFIDENCES.indexOf("unknown") };

/** The session table: dropped stubs left out, in the order of start evidence, then computer, then logon id. */
export function buildSessions(run: Run, places: Places): SessionTable {
  const order = orderOf(run, places);
  const length = order.length;
  const table = makeTable(SESSION_COLUMNS, length);
  const position = new Int32Array(run.sessions.length).fill(-1);
  for (let at = 0; at < length; at++) position[order[at]!] = at;
  const intervalStart = new Uint32Array(length + 1);
  const proofStart = new Uint32Array(length + 1);
  const memberStart = new Uint32Array(length + 1);
  const intervalOrder = group(run.intervals.session, run.intervals.length, position, intervalStart);
  const proofOrder = group(run.proofs.session, run.proofs.length, position, proofStart);
  const members = membersOf(run, order, memberStart);
  const intervals = makeTable(INTERVAL_COLUMNS, intervalOrder.length);
  const counts = new Uint32Array(length + 1);
  let filled = 0;
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    fillSession(run, places, table, at, session, position);
    const own = ownIntervals(
      run,
      table,
      at,
      intervalOrder.subarray(intervalStart[at]!, intervalStart[at + 1]!),
    );
    fillActive(run, table, at, own);
    for (const row of own.rows) {
      intervals.kind[filled] = run.intervals.kind[row.row]!;
      intervals.from[filled] = row.from;
      intervals.to[filled] = row.to;
      filled++;
    }
    counts[at + 1] = filled;
  }
  return {
    ...table,
    intervalStart: counts,
    proofStart,
    memberStart,
    intervals: {
      kind: intervals.kind.slice(0, filled),
      from: intervals.from.slice(0, filled),
      to: intervals.to.slice(0, filled),
      length: filled,
    },
    proofs: fillProofs(run, proofOrder),
    members,
  };
}

function orderOf(run: Run, places: Places): Uint32Array {
  const { sessions, corrected, strings } = run;
  const scratch = sessions.columns;
  const kept = new Uint32Array(sessions.length);
  let length = 0;
  for (let session = 0; session < sessions.length; session++) {
    if (scratch.dropped[session] === 0) kept[length++] = session;
  }
  const order = kept.slice(0, length);
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

/** Counting sort of a child table by the position of its session; `starts` gets the begin of each group. */
function group(owners: Uint32Array, length: number, position: Int32Array, starts: Uint32Array): Uint32Array {
  for (let row = 0; row < length; row++) {
    const at = position[owners[row]!]!;
    if (at >= 0) starts[at + 1]!++;
  }
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  const next = starts.slice();
  const order = new Uint32Array(starts.at(-1) ?? 0);
  for (let row = 0; row < length; row++) {
    const at = position[owners[row]!]!;
    if (at >= 0) order[next[at]!++] = row;
  }
  return order;
}

function membersOf(run: Run, order: Uint32Array, memberStart: Uint32Array): SessionTable["members"] {
  const scratch = run.sessions.columns;
  let total = 0;
  for (let at = 0; at < order.length; at++) {
    total += scratch.members[order[at]!]!;
    memberStart[at + 1] = total;
  }
  const members = makeTable(MEMBER_COLUMNS, total);
  for (let at = 0; at < order.length; at++) {
    const session = order[at]!;
    const lead = leadMember(run, session);
    for (let i = 0; i < scratch.members[session]!; i++) {
      const first = (i === 0) === (lead === 0);
      const to = memberStart[at]! + i;
      members.logonIdLow[to] = first ? scratch.firstLow[session]! : scratch.secondLow[session]!;
      members.logonIdHigh[to] = first ? scratch.firstHigh[session]! : scratch.secondHigh[session]!;
    }
  }
  return members;
}

type Table = ColumnsOf<typeof SESSION_COLUMNS>;

function fillSession(
  run: Run,
  places: Places,
  table: Table,
  at: number,
  session: number,
  position: Int32Array,
): void {
  const { events, identity } = run;
  const scratch = run.sessions.columns;
  const computer = places.computers[scratch.computer[session]!]!;
  const known = scratch.identityRow[session]!;
  const parent = scratch.parent[session]!;
  const lead = leadMember(run, session);
  table.kind[at] = scratch.kind[session]!;
  table.parent[at] = parent < 0 ? -1 : position[parent]!;
  table.computer[at] = computer.name;
  table.computerKey[at] = computer.key;
  table.userKey[at] = scratch.userKey[session]!;
  table.sid[at] = events.sid[known] || sidOfKey(run, scratch.userKey[session]!);
  const spelling = events.user[known] === 0 ? identity.spellingOf(table.sid[at]!) : undefined;
  table.user[at] = spelling?.user ?? events.user[known]!;
  table.domain[at] = spelling?.domain ?? events.domain[known]!;
  table.logonType[at] = scratch.logonType[session]!;
  table.leadLogonIdLow[at] = lead === 0 ? scratch.firstLow[session]! : scratch.secondLow[session]!;
  table.leadLogonIdHigh[at] = lead === 0 ? scratch.firstHigh[session]! : scratch.secondHigh[session]!;
  table.elevated[at] = hasElevated(run, session) ? 1 : 0;
  table.boot[at] = places.bootOf(scratch.computer[session]!, scratch.boot[session]!);
  fillStart(run, table, at, session);
  table.end[at] = scratch.end[session]!;
  table.endReason[at] = scratch.endReason[session]!;
  table.confidence[at] = scratch.confidence[session]!;
  table.endLower[at] = scratch.endLower[session]!;
  table.endUpper[at] = scratch.endUpper[session]!;
  table.endRule[at] = scratch.endRule[session]!;
  table.lastEvidence[at] = scratch.evidence[session]!;
  fillOrigin(run, table, at, session);
  table.flags[at] = scratch.flags[session]!;
  table.evidence[at] = EVIDENCE_CLASSES.indexOf("eventLog");
}

/** An account key is its SID. */
function sidOfKey(run: Run, key: number): number {
  return run.facts.isAccount(key) ? key : 0;
}

function fillStart(run: Run, table: Table, at: number, session: number): void {
  const scratch = run.sessions.columns;
  const first = run.corrected[scratch.startRow[session]!]!;
  const known = scratch.startKnown[session] === 1;
  table.start[at] = known ? first : Number.NaN;
  table.startConfidence[at] = known ? CONFIDENCE.exact : CONFIDENCE.unknown;
  const upper = known
    ? Number.NaN
    : Math.min(first, scratch.end[session]! < first ? scratch.end[session]! : first);
  table.startUpper[at] = upper;
  const lower = scratch.startLower[session]!;
  table.startLower[at] = known || lower > upper ? Number.NaN : lower;
  table.startRule[at] = scratch.members[session] === 2 && known ? RULE.R6 : scratch.startRule[session]!;
}

/** Where the session came from: its logon, else the record that named a client first. */
function fillOrigin(run: Run, table: Table, at: number, session: number): void {
  const { events, facts } = run;
  const scratch = run.sessions.columns;
  const first = scratch.firstRow[session]!;
  const logon = first >= 0 ? first : scratch.startRow[session]!;
  const client = scratch.clientRow[session]!;
  // 127.0.0.1 at a console logon says nothing; as source of a remote logon it means a tunnel and must be seen.
  const isRemoteType = table.logonType[at] === 10 || table.logonType[at] === 12;
  const own = events.address[logon]!;
  const moved = !isRemoteType && !facts.isRemote(own) && facts.isRemote(events.address[client]!);
  table.sourceAddress[at] = moved || own === 0 ? events.address[client]! : own;
  table.clientName[at] = facts.isClient(events.clientName[client]!) ? events.clientName[client]! : 0;
  const explicit = scratch.explicitRow[session]!;
  table.targetServer[at] = explicit < 0 ? 0 : events.clientName[explicit]!;
  table.workstation[at] = events.workstation[logon]!;
  table.process[at] = events.process[logon]!;
  table.package[at] = events.package[logon]!;
}

interface Row {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly cut: boolean;
}

interface SessionIntervals {
  readonly rows: readonly Row[];
}

/** The intervals of one session in order, kept inside it. */
function ownIntervals(run: Run, table: Table, at: number, rows: Uint32Array): SessionIntervals {
  if (rows.length === 0) return NO_INTERVALS;
  const start = Number.isNaN(table.start[at]!) ? table.startUpper[at]! : table.start[at]!;
  const end = table.end[at]!;
  const kept: Row[] = [];
  for (const row of rows) {
    const from = Math.max(run.intervals.from[row]!, start);
    const to = run.intervals.to[row]! > end ? end : run.intervals.to[row]!;
    if (to > from) kept.push({ row, from, to, cut: run.intervals.cut[row] === 1 });
  }
  kept.sort((a, b) => a.from - b.from || a.to - b.to || a.row - b.row);
  return { rows: kept };
}
const NO_INTERVALS: SessionIntervals = { rows: [] };
const NONE: OwnIntervals = { from: [], to: [], cut: [] };

function fillActive(run: Run, table: Table, at: number, own: SessionIntervals): void {
  table.active[at] = Number.NaN;
  table.activeMin[at] = Number.NaN;
  table.activeMax[at] = Number.NaN;
  const confidence = CONFIDENCES[table.confidence[at]!]!;
  const counted = own.rows.filter((row) => run.intervals.kind[row.row] !== INTERVAL.screenSaver);
  const away =
    counted.length === 0
      ? NONE
      : {
          from: counted.map((row) => row.from),
          to: counted.map((row) => row.to),
          cut: counted.map((row) => row.cut),
        };
  const start = table.start[at]!;
  const known = !Number.isNaN(start);
  const latestStart = known ? start : table.startUpper[at]!;
  const earliestStart = known ? start : table.startLower[at]!;
  const { lower, upper } = boundsOf(table, at, confidence);
  table.activeMin[at] = span(latestStart, lower, away);
  table.activeMax[at] = span(earliestStart, upper, away);
  if (known && !Number.isNaN(table.end[at]!)) table.active[at] = span(start, table.end[at]!, away);
}

function boundsOf(table: Table, at: number, confidence: string): { lower: number; upper: number } {
  const exact = confidence === "exact";
  return {
    lower: exact ? table.end[at]! : table.endLower[at]!,
    upper: exact ? table.end[at]! : table.endUpper[at]!,
  };
}

function span(start: number, end: number, away: OwnIntervals): number {
  return end >= start ? activeTime(start, end, away) : Number.NaN;
}

function fillProofs(run: Run, order: Uint32Array): SessionTable["proofs"] {
  const { events } = run;
  const proofs = makeTable(PROOF_COLUMNS, order.length);
  for (let at = 0; at < order.length; at++) {
    const row = run.proofs.row[order[at]!]!;
    proofs.role[at] = run.proofs.role[order[at]!]!;
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
