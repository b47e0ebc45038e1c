import { ACT, ACT_COLUMNS, type ActTable } from "../../types/act-table.ts";
import { EVENT_KINDS, KIND } from "../../types/event-table.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { makeTable } from "../columns.ts";
import { withoutRealm } from "../without-realm.ts";
import { ActSessions } from "./act-sessions.ts";
import { CLASS, classify } from "./classify.ts";
import { copyShorts, copyTimes, copyWords } from "./copy-column.ts";
import { linkHostTickets } from "./host-tickets.ts";
import type { Run } from "./run.ts";
import type { Stream } from "./streams.ts";

const NONE = 255;
/** Two ids of texts in one exact number. */
const PAIR = 2 ** 26;

/** Kind of act by kind of event; a 4624 is one only when it unlocks. */
const ACT_OF: Uint8Array = (() => {
  const acts = new Uint8Array(EVENT_KINDS.length).fill(NONE);
  acts[KIND.unlocked] = ACT.unlocked;
  acts[KIND.sessionReconnected] = ACT.connected;
  acts[KIND.tsReconnect] = ACT.connected;
  acts[KIND.sessionDisconnected] = ACT.disconnected;
  acts[KIND.tsDisconnect] = ACT.disconnected;
  acts[KIND.rdpAuthenticated] = ACT.remoteChecked;
  acts[KIND.explicitCredentials] = ACT.explicitCredentials;
  acts[KIND.specialGroupLogon] = ACT.specialGroupLogon;
  acts[KIND.accountUnlocked] = ACT.accountUnlocked;
  acts[KIND.shutdownRequest] = ACT.shutdownRequested;
  acts[KIND.sleepInterval] = ACT.slept;
  acts[KIND.credentialsRefused] = ACT.refused;
  acts[KIND.kerberosRefused] = ACT.refused;
  acts[KIND.ticketGranted] = ACT.ticketGranted;
  acts[KIND.credentialsAccepted] = ACT.credentialsAccepted;
  acts[KIND.hostTicket] = ACT.hostTicket;
  return acts;
})();

/** Types of logons that may unlock: only these need a look at their class. */
const UNLOCK = 7;
const CACHED_UNLOCK = 13;
/** Programs of Windows that sign people in: their 4648 says that somebody signed in, not that he used other credentials. */
const SIGN_IN_PROGRAM = /(?:^|[\\/])(?:winlogon|services|logonui)\.exe$/i;

interface Place {
  readonly name: number;
  readonly key: number;
  readonly own: readonly Stream[];
}

/** The records that make no session but that reports tell of, see act-table.ts. */
export function buildActs(run: Run, computers: readonly Place[], sessions: SessionTable): ActTable {
  const { kind, logonType } = run.events;
  const own = new OwnSigning(run);
  const found = new FoundActs(computers);
  for (const [place, { own: streams }] of computers.entries()) {
    for (const { rows, kinds } of streams) {
      if (kinds[KIND.logon] === 0 && likelyActs(kinds) === 0) continue;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        const what = kind[row]!;
        if (what === KIND.logon) {
          const type = logonType[row]!;
          if (type !== UNLOCK && type !== CACHED_UNLOCK) continue;
        } else if (ACT_OF[what] === NONE) continue;
        const act = actOf(run, own, row);
        if (act !== NONE) found.add(row, act, place);
      }
    }
  }
  const { length, rows } = found;
  if (length === 0) return noActs();
  const table = makeTable(ACT_COLUMNS, length);
  fillColumns(run, table, rows);
  fillPlaces(table, found.places, computers);
  table.kind.set(found.kinds.subarray(0, length));
  table.session.fill(-1);
  table.until.fill(Number.NaN);
  for (let at = 0; at < length; at++) fillByKind(run, table, at, rows[at]!);
  new ActSessions(run.events, sessions, table, rows).fill();
  linkHostTickets(run, computers, sessions, table, rows);
  return table;
}

/** Acts of one computer follow each other. */
function fillPlaces(table: ActTable, places: Uint32Array, computers: readonly Place[]): void {
  for (let from = 0; from < table.length; ) {
    let to = from + 1;
    while (to < table.length && places[to] === places[from]) to++;
    const { name, key } = computers[places[from]!]!;
    table.computer.fill(name, from, to);
    table.computerKey.fill(key, from, to);
    from = to;
  }
}

/** Records of kinds that are acts, without logons. */
function likelyActs(kinds: Uint32Array): number {
  let count = 0;
  for (let kind = 0; kind < ACT_OF.length; kind++) if (ACT_OF[kind] !== NONE) count += kinds[kind]!;
  return count;
}

/** Lists with room for all but the logons that unlock: for those they grow. */
class FoundActs {
  length = 0;
  #rows: Uint32Array;
  places: Uint32Array;
  kinds: Uint8Array;

  constructor(computers: readonly Place[]) {
    let room = 64;
    for (const { own } of computers) for (const { kinds } of own) room += likelyActs(kinds);
    this.#rows = new Uint32Array(room);
    this.places = new Uint32Array(room);
    this.kinds = new Uint8Array(room);
  }

  get rows(): Uint32Array {
    return this.#rows.subarray(0, this.length);
  }

  add(row: number, kind: number, place: number): void {
    if (this.length === this.#rows.length) {
      this.#rows = grown(this.#rows, new Uint32Array(this.length * 2));
      this.places = grown(this.places, new Uint32Array(this.length * 2));
      this.kinds = grown(this.kinds, new Uint8Array(this.length * 2));
    }
    this.#rows[this.length] = row;
    this.places[this.length] = place;
    this.kinds[this.length++] = kind;
  }
}

function grown<List extends Uint8Array | Uint32Array>(from: List, to: List): List {
  to.set(from);
  return to;
}

/** The kind of a candidate; none for a logon that only looks like an unlock, and for what Windows does on its own. */
function actOf({ events, facts }: Run, own: OwnSigning, row: number): number {
  const kind = events.kind[row]!;
  if (kind === KIND.logon) return classify(events, facts, row) === CLASS.unlock ? ACT.unlocked : NONE;
  return kind === KIND.explicitCredentials && own.signsIn(row) ? NONE : ACT_OF[kind]!;
}

/** 4648 records that Windows writes on its own when people sign in or services start. */
class OwnSigning {
  readonly #run: Run;
  readonly #programs = new Map<number, boolean>();
  readonly #own = new Map<number, boolean>();
  /** Records of one person stand together: what was last asked for is asked for again. */
  #lastProcess = -1;
  #lastSigns = false;
  #lastUser = -1;
  #lastTarget = -1;
  #lastOwn = false;
  constructor(run: Run) {
    this.#run = run;
  }

  signsIn(row: number): boolean {
    const { events, facts } = this.#run;
    const account = facts.sid(events.sid[row]!);
    if (account !== "account" && account !== "entraAccount" && account !== "none") return true;
    if (facts.name(events.user[row]!) === "machine") return true;
    const id = events.process[row]!;
    if (id !== this.#lastProcess) {
      this.#lastSigns = this.#signsInBy(id);
      this.#lastProcess = id;
    }
    if (this.#lastSigns) return true;
    const user = events.user[row]!;
    const target = events.detail[row]!;
    if (user !== this.#lastUser || target !== this.#lastTarget) {
      this.#lastOwn = this.#isOwn(user, target);
      this.#lastUser = user;
      this.#lastTarget = target;
    }
    return this.#lastOwn;
  }

  #signsInBy(program: number): boolean {
    let signs = this.#programs.get(program);
    if (signs === undefined) {
      signs = SIGN_IN_PROGRAM.test(this.#run.strings.get(program));
      this.#programs.set(program, signs);
    }
    return signs;
  }

  #isOwn(user: number, target: number): boolean {
    const pair = user * PAIR + target;
    let own = this.#own.get(pair);
    if (own === undefined) {
      const { strings } = this.#run;
      own = sameName(strings.get(user), strings.get(target));
      this.#own.set(pair, own);
    }
    return own;
  }
}

/** One's own name, with or without its domain. */
function sameName(user: string, target: string): boolean {
  const name = withoutRealm(target.toLowerCase()).replace(/^.*\\/, "");
  return name === user.toLowerCase();
}

/** What every act has of its record, a column after the other: the machine reads ahead. */
function fillColumns({ events, corrected }: Run, table: ActTable, rows: Uint32Array): void {
  const copies = [
    [table.user, events.user],
    [table.domain, events.domain],
    [table.sid, events.sid],
    [table.sourceAddress, events.address],
    [table.place, events.clientName],
    [table.detail, events.detail],
    [table.process, events.process],
    [table.status, events.status],
    [table.channel, events.channel],
    [table.recordIdLow, events.recordIdLow],
    [table.recordIdHigh, events.recordIdHigh],
  ] as const;
  for (const [to, from] of copies) copyWords(to, from, rows);
  copyShorts(table.source, events.source, rows);
  copyShorts(table.eventId, events.eventId, rows);
  copyTimes(table.offset, events.offset, rows);
  copyTimes(table.time, corrected, rows);
}

function fillByKind({ events, corrected, identity }: Run, table: ActTable, at: number, row: number): void {
  const kind = table.kind[at];
  table.userKey[at] = identity.keyOf(row);
  // The workstation of an unlocking logon is the computer itself.
  if (kind === ACT.refused || kind === ACT.credentialsAccepted) table.place[at] = events.workstation[row]!;
  if (kind === ACT.slept) {
    const shift = corrected[row]! - events.time[row]!;
    table.time[at] = events.timeA[row]! + shift;
    table.until[at] = events.timeB[row]! + shift;
  }
}

/** No records: for a case that is still being read. */
export function noActs(): ActTable {
  return makeTable(ACT_COLUMNS, 0);
}
