import { ACT, ACT_KINDS, type ActTable } from "../../types/act-table.ts";
import type { EventTable } from "../../types/event-table.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { NO_KEY, PairKeys, type SessionLists, sessionLists } from "./session-lists.ts";
import { SECOND } from "./time-spans.ts";

const DESKTOP = SESSION_KINDS.indexOf("desktop");
/** Records of one moment need not bear the same time: a 4964 may stand before its 4624. */
const ABOUT = 5 * SECOND;
/** Of the sessions that somebody had begun by then, the latest are looked at. */
const LOOKED_AT = 64;
/** Acts of somebody in a session, as opposed to those of a machine or of a refused account: a byte for each kind. */
const IN_SESSION: Uint8Array = (() => {
  const marks = new Uint8Array(ACT_KINDS.length);
  const kinds = [
    "unlocked",
    "connected",
    "disconnected",
    "explicitCredentials",
    "specialGroupLogon",
  ] as const;
  for (const kind of kinds) marks[ACT[kind]] = 1;
  return marks;
})();
/**
 * Finds the sessions that acts belong to: by LogonId where the record has one that made a session, else the desktop
 * session of its user on its computer that was on at that time, the one whose lock or disconnect ends then first.
 */
export class ActSessions {
  readonly #events: Pick<EventTable, "logonIdLow" | "logonIdHigh">;
  readonly #sessions: SessionTable;
  readonly #acts: ActTable;
  readonly #rows: Uint32Array;

  constructor(
    events: Pick<EventTable, "logonIdLow" | "logonIdHigh">,
    sessions: SessionTable,
    acts: ActTable,
    rows: Uint32Array,
  ) {
    this.#events = events;
    this.#sessions = sessions;
    this.#acts = acts;
    this.#rows = rows;
  }

  fill(): void {
    const { session, time, length } = this.#acts;
    this.#nameByLogonId();
    const keys = new PairKeys();
    const keyOf = new Int32Array(length).fill(NO_KEY);
    for (let at = 0; at < length; at++) {
      if (this.#isLeft(at)) keyOf[at] = keys.add(this.#acts.computerKey[at]!, this.#acts.userKey[at]!);
    }
    if (keys.length === 0) return;
    const lists = this.#desktopsByUser(keys);
    for (let at = 0; at < length; at++)
      if (keyOf[at] !== NO_KEY) session[at] = this.#likeliest(lists, keyOf[at]!, time[at]!);
  }

  /** Somebody did it, and no LogonId says in which session. */
  #isLeft(at: number): boolean {
    const { kind, session, userKey } = this.#acts;
    return IN_SESSION[kind[at]!] === 1 && session[at] === -1 && userKey[at] !== 0;
  }

  #nameByLogonId(): void {
    const { kind, computerKey, session, time, length } = this.#acts;
    const { logonIdLow, logonIdHigh } = this.#events;
    const rows = this.#rows;
    const keys = new PairKeys();
    const keyOf = new Int32Array(length).fill(NO_KEY);
    for (let at = 0; at < length; at++) {
      const low = logonIdLow[rows[at]!]!;
      if (IN_SESSION[kind[at]!] === 1 && low !== 0) keyOf[at] = keys.add(computerKey[at]!, low);
    }
    if (keys.length === 0) return;
    const lists = this.#sessionsByLogonId(keys);
    for (let at = 0; at < length; at++)
      if (keyOf[at] !== NO_KEY) session[at] = named(lists, keyOf[at]!, logonIdHigh[rows[at]!]!, time[at]!);
  }

  /** Only of LogonIds that some act names: a case may hold millions of others. The key has half of the id, the mark the other. */
  #sessionsByLogonId(keys: PairKeys): SessionLists {
    const { computerKey, members, memberStart, length } = this.#sessions;
    const { logonIdLow, logonIdHigh } = members;
    const entries = newEntries(memberStart[length]!);
    let count = 0;
    for (let session = 0; session < length; session++) {
      const computer = computerKey[session]!;
      for (let i = memberStart[session]!; i < memberStart[session + 1]!; i++) {
        const key = keys.find(computer, logonIdLow[i]!);
        if (key === NO_KEY) continue;
        entries.key[count] = key;
        entries.session[count] = session;
        entries.mark[count++] = logonIdHigh[i]!;
      }
    }
    return sessionLists(keys.length, entries, count, this.#begin);
  }

  /** Of the users of acts that are left. */
  #desktopsByUser(keys: PairKeys): SessionLists {
    const { kind, computerKey, userKey, length } = this.#sessions;
    const entries = newEntries(length);
    let count = 0;
    for (let session = 0; session < length; session++) {
      if (kind[session] !== DESKTOP) continue;
      const key = keys.find(computerKey[session]!, userKey[session]!);
      if (key === NO_KEY) continue;
      entries.key[count] = key;
      entries.session[count++] = session;
    }
    return sessionLists(keys.length, entries, count, this.#begin);
  }

  /** The desktop session whose lock or disconnect ends then, else the youngest that was on. */
  #likeliest(lists: SessionLists, key: number, time: number): number {
    const first = lists.starts[key]!;
    const begun = begunBy(lists, key, time);
    let best = -1;
    for (let at = begun - 1; at >= first && at >= begun - LOOKED_AT; at--) {
      const session = lists.sessions[at]!;
      if (this.#end(session) < time - ABOUT) continue;
      if (this.#intervalEnds(session, time)) return session;
      if (best < 0) best = session;
    }
    return best;
  }

  readonly #begin = (session: number): number => {
    const start = this.#sessions.start[session]!;
    return Number.isNaN(start) ? this.#sessions.startUpper[session]! : start;
  };

  /** The latest moment at which it may have gone on; infinite when nothing bounds it. */
  #end(session: number): number {
    const { end, endUpper, confidence } = this.#sessions;
    const last = confidence[session] === 0 ? end[session]! : endUpper[session]!;
    return Number.isNaN(last) ? Number.POSITIVE_INFINITY : last;
  }

  #intervalEnds(session: number, time: number): boolean {
    const { intervals, intervalStart } = this.#sessions;
    for (let i = intervalStart[session]!; i < intervalStart[session + 1]!; i++) {
      if (Math.abs(intervals.to[i]! - time) <= ABOUT) return true;
    }
    return false;
  }
}

function newEntries(length: number) {
  return {
    key: new Int32Array(length),
    session: new Uint32Array(length),
    mark: new Uint32Array(length),
  };
}

/** LogonIds come again after a boot: the latest session with this one that had begun by then. */
function named(lists: SessionLists, key: number, high: number, time: number): number {
  const first = lists.starts[key]!;
  const begun = begunBy(lists, key, time);
  for (let at = begun - 1; at >= first && at >= begun - LOOKED_AT; at--)
    if (lists.marks[at] === high) return lists.sessions[at]!;
  return -1;
}

/** The place in a list after the last session that had begun by a moment. */
function begunBy({ starts, begins }: SessionLists, key: number, time: number): number {
  const until = time + ABOUT;
  let low = starts[key]!;
  let high = starts[key + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (begins[middle]! <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}
