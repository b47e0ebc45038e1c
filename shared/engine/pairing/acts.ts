import { ACT, ACT_COLUMNS, type ActTable } from "../../types/act-table.ts";
import { EVENT_KINDS, KIND } from "../../types/event-table.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { makeTable } from "../columns.ts";
import { ActSessions } from "./act-sessions.ts";
import { CLASS, classify } from "./classify.ts";
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
  const most = countCandidates(run, computers);
  if (most === 0) return noActs();
  const rows = new Uint32Array(most);
  const places = new Uint32Array(most);
  const kinds = new Uint8Array(most);
  const own = new OwnSigning(run);
  let length = 0;
  for (let place = 0; place < computers.length; place++) {
    for (const { rows: all } of computers[place]!.own) {
      for (let i = 0; i < all.length; i++) {
        const row = all[i]!;
        if (!isCandidate(run, row)) continue;
        const kind = actOf(run, own, row);
        if (kind === NONE) continue;
        rows[length] = row;
        places[length] = place;
        kinds[length++] = kind;
      }
    }
  }
  const table = makeTable(ACT_COLUMNS, length);
  for (let at = 0; at < length; at++) fill(run, table, at, rows[at]!, kinds[at]!, computers[places[at]!]!);
  new ActSessions(run.events, sessions, table, rows.subarray(0, length)).fill();
  return table;
}

/** Counted first: most logs are all logons and logoffs, and lists that grow cost more than a second look. */
function countCandidates(run: Run, computers: readonly Place[]): number {
  let count = 0;
  for (const { own } of computers) {
    for (const { rows } of own) for (let i = 0; i < rows.length; i++) if (isCandidate(run, rows[i]!)) count++;
  }
  return count;
}

function isCandidate({ events }: Run, row: number): boolean {
  const kind = events.kind[row]!;
  if (kind !== KIND.logon) return ACT_OF[kind] !== NONE;
  const type = events.logonType[row]!;
  return type === UNLOCK || type === CACHED_UNLOCK;
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
  constructor(run: Run) {
    this.#run = run;
  }

  signsIn(row: number): boolean {
    const { events, facts, strings } = this.#run;
    const account = facts.sid(events.sid[row]!);
    if (account !== "account" && account !== "entraAccount" && account !== "none") return true;
    if (facts.name(events.user[row]!) === "machine") return true;
    const id = events.process[row]!;
    let signs = this.#programs.get(id);
    if (signs === undefined) {
      signs = SIGN_IN_PROGRAM.test(strings.get(id));
      this.#programs.set(id, signs);
    }
    return signs || this.#isOwn(events.user[row]!, events.detail[row]!);
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
  const name = target.toLowerCase().replace(/@.*$/, "").replace(/^.*\\/, "");
  return name === user.toLowerCase();
}

function fill(
  run: Run,
  table: ActTable,
  at: number,
  row: number,
  kind: number,
  { name, key }: Pick<Place, "name" | "key">,
): void {
  const { events, corrected, identity } = run;
  const shift = corrected[row]! - events.time[row]!;
  table.kind[at] = kind;
  table.time[at] = kind === ACT.slept ? events.timeA[row]! + shift : corrected[row]!;
  table.until[at] = kind === ACT.slept ? events.timeB[row]! + shift : Number.NaN;
  table.computer[at] = name;
  table.computerKey[at] = key;
  table.user[at] = events.user[row]!;
  table.domain[at] = events.domain[row]!;
  table.sid[at] = events.sid[row]!;
  table.userKey[at] = identity.keyOf(row);
  table.session[at] = -1;
  table.sourceAddress[at] = events.address[row]!;
  // The workstation of an unlocking logon is the computer itself.
  table.place[at] = kind === ACT.refused ? events.workstation[row]! : events.clientName[row]!;
  table.detail[at] = events.detail[row]!;
  table.process[at] = events.process[row]!;
  table.status[at] = events.status[row]!;
  table.source[at] = events.source[row]!;
  table.channel[at] = events.channel[row]!;
  table.eventId[at] = events.eventId[row]!;
  table.recordIdLow[at] = events.recordIdLow[row]!;
  table.recordIdHigh[at] = events.recordIdHigh[row]!;
  table.offset[at] = events.offset[row]!;
}

/** No records: for a case that is still being read. */
export function noActs(): ActTable {
  return makeTable(ACT_COLUMNS, 0);
}
