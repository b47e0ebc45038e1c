import { CONFIDENCES, EVIDENCE_CLASSES } from "../../types/names.ts";
import type { SESSION_COLUMNS } from "../../types/session-table.ts";
import type { ColumnsOf } from "../columns.ts";
import { copyBytes, copyShorts, copyTimes, copyWords } from "./copy-column.ts";
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
export function leadColumns(filling: Filling) {
  const { scratch, order, leads } = filling;
  const { firstLow, firstHigh, secondLow, secondHigh } = scratch;
  const leadLogonIdLow = pickWords(filling, firstLow);
  const leadLogonIdHigh = pickWords(filling, firstHigh);
  for (let at = 0; at < order.length; at++) {
    const session = order[at]!;
    if (leads[session] === 0) continue;
    leadLogonIdLow[at] = secondLow[session]!;
    leadLogonIdHigh[at] = secondHigh[session]!;
  }
  release(scratch, ["firstLow", "firstHigh", "secondLow", "secondHigh"]);
  return { leadLogonIdLow, leadLogonIdHigh };
}

const CONFIDENCE = { exact: CONFIDENCES.indexOf("exact"), unknown: CONFIDENCES.indexOf("unknown") };

export function startColumns(filling: Filling) {
  const { run, scratch, order } = filling;
  const { corrected } = run;
  const { startRow, startKnown, end: ends, startLower: lowers, members } = scratch;
  const { length } = order;
  // As of nearly all: their start is known.
  const start = new Float64Array(length);
  const startConfidence = new Uint8Array(length).fill(CONFIDENCE.exact);
  const startLower = new Float64Array(length).fill(Number.NaN);
  const startUpper = new Float64Array(length).fill(Number.NaN);
  const startRule = pickBytes(filling, scratch.startRule);
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    const first = corrected[startRow[session]!]!;
    if (startKnown[session] === 1) {
      start[at] = first;
      if (members[session] === 2) startRule[at] = RULE.R6;
      continue;
    }
    const end = ends[session]!;
    const upper = end < first ? end : first;
    const lower = lowers[session]!;
    start[at] = Number.NaN;
    startConfidence[at] = CONFIDENCE.unknown;
    if (!(lower > upper)) startLower[at] = lower;
    startUpper[at] = upper;
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
export function userColumns(filling: Filling) {
  const { run, scratch, order } = filling;
  const { events, identity } = run;
  const { identityRow } = scratch;
  const { sid: sids, user: users, domain: domains } = events;
  const { length } = order;
  const user = new Uint32Array(length);
  const domain = new Uint32Array(length);
  const sid = new Uint32Array(length);
  const userKey = pickWords(filling, scratch.userKey);
  for (let at = 0; at < length; at++) {
    const known = identityRow[order[at]!]!;
    const ownUser = users[known]!;
    const ownSid = sids[known]! || sidOfKey(run, userKey[at]!);
    sid[at] = ownSid;
    user[at] = ownUser;
    domain[at] = domains[known]!;
    if (ownUser !== 0) continue;
    const spelling = identity.spellingOf(ownSid);
    if (spelling === undefined) continue;
    user[at] = spelling.user;
    domain[at] = spelling.domain;
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
  const { facts } = run;
  const {
    address,
    clientName: clients,
    workstation: workstations,
    process: programs,
    package: protocols,
  } = run.events;
  const { firstRow, startRow, clientRow, explicitRowPlus } = scratch;
  const { length } = order;
  const sourceAddress = new Uint32Array(length);
  const workstation = new Uint32Array(length);
  const clientName = new Uint32Array(length);
  const targetServer = new Uint32Array(length);
  const process = new Uint32Array(length);
  const packages = new Uint32Array(length);
  for (let at = 0; at < length; at++) {
    const session = order[at]!;
    const first = firstRow[session]!;
    const logon = first >= 0 ? first : startRow[session]!;
    const client = clientRow[session]!;
    // 127.0.0.1 at a console logon says nothing; as source of a remote logon it means a tunnel and must be seen.
    const isRemoteType = logonType[at] === 10 || logonType[at] === 12;
    const own = address[logon]!;
    if (client === logon) sourceAddress[at] = own;
    else {
      const moved = !isRemoteType && !facts.isRemote(own) && facts.isRemote(address[client]!);
      sourceAddress[at] = moved || own === 0 ? address[client]! : own;
    }
    const name = clients[client]!;
    if (name !== 0 && facts.isClient(name)) clientName[at] = name;
    const explicit = explicitRowPlus[session]! - 1;
    if (explicit >= 0) targetServer[at] = clients[explicit]!;
    workstation[at] = workstations[logon]!;
    process[at] = programs[logon]!;
    packages[at] = protocols[logon]!;
  }
  release(scratch, ["firstRow", "startRow", "clientRow", "explicitRowPlus"]);
  return { sourceAddress, workstation, clientName, targetServer, process, package: packages };
}

/** What the session is, and which computer and boot it belongs to. */
export function placeColumns(filling: Filling) {
  const { places, scratch, order, inOrder, position } = filling;
  const { computer: computers, boot: boots } = scratch;
  const { length } = order;
  const parent = pickRows(filling, scratch.parent);
  if (!inOrder) for (let at = 0; at < length; at++) if (parent[at]! >= 0) parent[at] = position[parent[at]!]!;
  const flags = pickShorts(filling, scratch.flags);
  const computer = new Uint32Array(length);
  const computerKey = new Uint32Array(length);
  const boot = new Int32Array(length);
  // Sessions of one boot follow each other.
  for (let from = 0; from < length; ) {
    const number = computers[order[from]!]!;
    const ownBoot = boots[order[from]!]!;
    let to = from + 1;
    while (to < length && boots[order[to]!] === ownBoot && computers[order[to]!] === number) to++;
    const { name, key } = places.computers[number]!;
    computer.fill(name, from, to);
    computerKey.fill(key, from, to);
    boot.fill(places.bootOf(number, ownBoot), from, to);
    from = to;
  }
  const kind = pickBytes(filling, scratch.kind);
  const evidence = new Uint8Array(length).fill(EVIDENCE_CLASSES.indexOf("eventLog"));
  release(scratch, ["parent", "computer", "boot", "flags", "kind"]);
  return { kind, parent, computer, computerKey, boot, flags, evidence };
}

/*
 * A column as the table has it: in one go where it stands in that order already.
 */

function pickTimes({ order, inOrder }: Filling, from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  if (inOrder) return from.slice(0, order.length);
  const picked = new Float64Array(order.length);
  copyTimes(picked, from, order);
  return picked;
}

function pickBytes({ order, inOrder }: Filling, from: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (inOrder) return from.slice(0, order.length);
  const picked = new Uint8Array(order.length);
  copyBytes(picked, from, order);
  return picked;
}

function pickShorts({ order, inOrder }: Filling, from: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  if (inOrder) return from.slice(0, order.length);
  const picked = new Uint16Array(order.length);
  copyShorts(picked, from, order);
  return picked;
}

function pickWords({ order, inOrder }: Filling, from: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (inOrder) return from.slice(0, order.length);
  const picked = new Uint32Array(order.length);
  copyWords(picked, from, order);
  return picked;
}

function pickRows({ order, inOrder }: Filling, from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  if (inOrder) return from.slice(0, order.length);
  const picked = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) picked[at] = from[order[at]!]!;
  return picked;
}
