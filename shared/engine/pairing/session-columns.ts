import { CONFIDENCES, EVIDENCE_CLASSES } from "../../types/names.ts";
import type { SESSION_COLUMNS } from "../../types/session-table.ts";
import type { ColumnsOf } from "../columns.ts";
import { RULE, type Run } from "./run.ts";
import { release, type ScratchColumns } from "./session-scratch.ts";

/** What a session takes from the computer and the boot it belongs to. */
export interface Places {
  /** String ids of name and key by computer number. */
  readonly computers: readonly { readonly name: number; readonly key: number }[];
  /** Position in the list of boots of a case by computer number and boot index. */
  readonly bootOf: (computer: number, boot: number) => number;
}

export type Table = ColumnsOf<typeof SESSION_COLUMNS>;

/** The sessions of a run on their way into the session table, in the order that they have there. */
export interface Filling {
  readonly run: Run;
  readonly places: Places;
  /** Columns that were not yet let go. */
  readonly scratch: ScratchColumns;
  /** Scratch row by position in the table. */
  readonly order: Uint32Array;
  /** True when the order is that of the scratch rows. */
  readonly inOrder: boolean;
  /** Position in the table by scratch row, -1 for a dropped one. */
  readonly position: Int32Array;
  /** Lead member by scratch row. */
  readonly leads: Uint8Array;
}

/*
 * The columns of the table, a group at a time. Each group ends by letting go of the scratch columns that no later group
 * reads, so that the table grows about as fast as the scratch shrinks: call them in the order in which they stand here.
 */

/** Of the two tokens of a session, those of its lead. */
export function leadColumns({ scratch, order, leads }: Filling) {
  const leadLogonIdLow = new Uint32Array(order.length);
  const leadLogonIdHigh = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const session = order[at]!;
    const first = leads[session] === 0;
    leadLogonIdLow[at] = first ? scratch.firstLow[session]! : scratch.secondLow[session]!;
    leadLogonIdHigh[at] = first ? scratch.firstHigh[session]! : scratch.secondHigh[session]!;
  }
  release(scratch, ["firstLow", "firstHigh", "secondLow", "secondHigh"]);
  return { leadLogonIdLow, leadLogonIdHigh };
}

const CONFIDENCE = { exact: CONFIDENCES.indexOf("exact"), unknown: CONFIDENCES.indexOf("unknown") };

export function startColumns({ run, scratch, order }: Filling) {
  const { corrected } = run;
  const { length } = order;
  const start = new Float64Array(length);
  const startConfidence = new Uint8Array(length);
  const startLower = new Float64Array(length);
  const startUpper = new Float64Array(length);
  const startRule = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    const first = corrected[scratch.startRow[session]!]!;
    const known = scratch.startKnown[session] === 1;
    const end = scratch.end[session]!;
    start[at] = known ? first : Number.NaN;
    startConfidence[at] = known ? CONFIDENCE.exact : CONFIDENCE.unknown;
    const upper = known ? Number.NaN : Math.min(first, end < first ? end : first);
    startUpper[at] = upper;
    const lower = scratch.startLower[session]!;
    startLower[at] = known || lower > upper ? Number.NaN : lower;
    startRule[at] = scratch.members[session] === 2 && known ? RULE.R6 : scratch.startRule[session]!;
  }
  release(scratch, ["startLower", "startKnown", "startRule", "members"]);
  return { start, startConfidence, startLower, startUpper, startRule };
}

export function endColumns(filling: Filling) {
  const { scratch } = filling;
  const end = pickTimes(filling, scratch.end);
  release(scratch, ["end"]);
  const endLower = pickTimes(filling, scratch.endLower);
  release(scratch, ["endLower"]);
  const endUpper = pickTimes(filling, scratch.endUpper);
  release(scratch, ["endUpper"]);
  const lastEvidence = pickTimes(filling, scratch.evidence);
  release(scratch, ["evidence"]);
  const endReason = pickBytes(filling, scratch.endReason);
  const confidence = pickBytes(filling, scratch.confidence);
  const endRule = pickBytes(filling, scratch.endRule);
  const logonType = pickBytes(filling, scratch.logonType);
  release(scratch, ["endReason", "confidence", "endRule", "logonType"]);
  return { end, endLower, endUpper, lastEvidence, endReason, confidence, endRule, logonType };
}

/** The user, as the record spells it that names him best. */
export function userColumns({ run, scratch, order }: Filling) {
  const { events, identity } = run;
  const { length } = order;
  const user = new Uint32Array(length);
  const domain = new Uint32Array(length);
  const sid = new Uint32Array(length);
  const userKey = new Uint32Array(length);
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    const known = scratch.identityRow[session]!;
    const key = scratch.userKey[session]!;
    userKey[at] = key;
    sid[at] = events.sid[known] || sidOfKey(run, key);
    const spelling = events.user[known] === 0 ? identity.spellingOf(sid[at]!) : undefined;
    user[at] = spelling?.user ?? events.user[known]!;
    domain[at] = spelling?.domain ?? events.domain[known]!;
  }
  release(scratch, ["identityRow", "userKey"]);
  return { user, domain, sid, userKey };
}

/** An account key is its SID. */
function sidOfKey(run: Run, key: number): number {
  return run.facts.isAccount(key) ? key : 0;
}

/** Where the session came from: its logon, else the record that named a client first. */
export function originColumns({ run, scratch, order }: Filling, logonType: Uint8Array) {
  const { events, facts } = run;
  const { length } = order;
  const sourceAddress = new Uint32Array(length);
  const workstation = new Uint32Array(length);
  const clientName = new Uint32Array(length);
  const targetServer = new Uint32Array(length);
  const process = new Uint32Array(length);
  const packages = new Uint32Array(length);
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    const first = scratch.firstRow[session]!;
    const logon = first >= 0 ? first : scratch.startRow[session]!;
    const client = scratch.clientRow[session]!;
    // 127.0.0.1 at a console logon says nothing; as source of a remote logon it means a tunnel and must be seen.
    const isRemoteType = logonType[at] === 10 || logonType[at] === 12;
    const own = events.address[logon]!;
    const moved = !isRemoteType && !facts.isRemote(own) && facts.isRemote(events.address[client]!);
    sourceAddress[at] = moved || own === 0 ? events.address[client]! : own;
    clientName[at] = facts.isClient(events.clientName[client]!) ? events.clientName[client]! : 0;
    const explicit = scratch.explicitRow[session]!;
    targetServer[at] = explicit < 0 ? 0 : events.clientName[explicit]!;
    workstation[at] = events.workstation[logon]!;
    process[at] = events.process[logon]!;
    packages[at] = events.package[logon]!;
  }
  release(scratch, ["firstRow", "startRow", "clientRow", "explicitRow"]);
  return { sourceAddress, workstation, clientName, targetServer, process, package: packages };
}

/** What the session is, and which computer and boot it belongs to. */
export function placeColumns(filling: Filling) {
  const { places, scratch, order, position } = filling;
  const { length } = order;
  const parent = new Int32Array(length);
  const computer = new Uint32Array(length);
  const computerKey = new Uint32Array(length);
  const boot = new Int32Array(length);
  const flags = new Uint16Array(length);
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    const above = scratch.parent[session]!;
    const place = places.computers[scratch.computer[session]!]!;
    parent[at] = above < 0 ? -1 : position[above]!;
    computer[at] = place.name;
    computerKey[at] = place.key;
    boot[at] = places.bootOf(scratch.computer[session]!, scratch.boot[session]!);
    flags[at] = scratch.flags[session]!;
  }
  const kind = pickBytes(filling, scratch.kind);
  const evidence = new Uint8Array(length).fill(EVIDENCE_CLASSES.indexOf("eventLog"));
  release(scratch, ["parent", "computer", "boot", "flags", "kind"]);
  return { kind, parent, computer, computerKey, boot, flags, evidence };
}

function pickTimes({ order, inOrder }: Filling, from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  if (inOrder) return from.slice(0, order.length);
  const picked = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) picked[at] = from[order[at]!]!;
  return picked;
}

function pickBytes({ order, inOrder }: Filling, from: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (inOrder) return from.slice(0, order.length);
  const picked = new Uint8Array(order.length);
  for (let at = 0; at < order.length; at++) picked[at] = from[order[at]!]!;
  return picked;
}
