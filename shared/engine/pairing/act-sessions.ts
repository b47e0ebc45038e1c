import { ACT, ACT_KINDS, type ActTable } from "../../types/act-table.ts";
import type { EventTable } from "../../types/event-table.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { NO_KEY, PairKeys, sessionLists } from "./session-lists.ts";
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
    const acts = this.#acts;
    const byId = this.#sessionsByLogonId();
    let left = false;
    for (let at = 0; at < acts.length; at++) {
      const sessions = byId(at);
      if (sessions !== null) acts.session[at] = this.#named(sessions, at);
      left ||= this.#isLeft(at);
    }
    if (!left) return;
    const byUser = this.#desktopsByUser();
    for (let at = 0; at < acts.length; at++) {
      const sessions = byUser(at);
      if (sessions !== null) acts.session[at] = this.#likeliest(sessions, acts.time[at]!);
    }
  }

  /** Somebody did it, and no LogonId says in which session. */
  #isLeft(at: number): boolean {
    const { kind, session, userKey } = this.#acts;
    return IN_SESSION[kind[at]!] === 1 && session[at] === -1 && userKey[at] !== 0;
  }

  /** Only of LogonIds that some act names: a case may hold millions of others. */
  #sessionsByLogonId(): (at: number) => Uint32Array | null {
    const { kind, computerKey, length } = this.#acts;
    const { logonIdLow } = this.#events;
    const keys = new PairKeys();
    const keyOf = new Int32Array(length).fill(NO_KEY);
    for (let at = 0; at < length; at++) {
      const low = logonIdLow[this.#rows[at]!]!;
      if (IN_SESSION[kind[at]!] === 1 && low !== 0) keyOf[at] = keys.add(computerKey[at]!, low);
    }
    if (keys.length === 0) return () => null;
    const sessions = this.#sessions;
    const { members, memberStart } = sessions;
    const most = memberStart[sessions.length]!;
    const found = new Int32Array(most);
    const owner = new Uint32Array(most);
    let count = 0;
    for (let session = 0; session < sessions.length; session++) {
      const computer = sessions.computerKey[session]!;
      for (let i = memberStart[session]!; i < memberStart[session + 1]!; i++) {
        const key = keys.find(computer, members.logonIdLow[i]!);
        if (key === NO_KEY) continue;
        found[count] = key;
        owner[count++] = session;
      }
    }
    const lists = this.#ordered(sessionLists(keys.length, found, owner, count));
    return (at) => (keyOf[at] === NO_KEY ? null : lists[keyOf[at]!]!);
  }

  /** Of the users of acts that are left. */
  #desktopsByUser(): (at: number) => Uint32Array | null {
    const { computerKey, userKey, length } = this.#acts;
    const keys = new PairKeys();
    const keyOf = new Int32Array(length).fill(NO_KEY);
    for (let at = 0; at < length; at++) {
      if (this.#isLeft(at)) keyOf[at] = keys.add(computerKey[at]!, userKey[at]!);
    }
    const sessions = this.#sessions;
    const found = new Int32Array(sessions.length);
    const owner = new Uint32Array(sessions.length);
    let count = 0;
    for (let session = 0; session < sessions.length; session++) {
      if (sessions.kind[session] !== DESKTOP) continue;
      const key = keys.find(sessions.computerKey[session]!, sessions.userKey[session]!);
      if (key === NO_KEY) continue;
      found[count] = key;
      owner[count++] = session;
    }
    const lists = this.#ordered(sessionLists(keys.length, found, owner, count));
    return (at) => (keyOf[at] === NO_KEY ? null : lists[keyOf[at]!]!);
  }

  /** LogonIds come again after a boot: the latest session with this one that had begun by then. */
  #named(sessions: Uint32Array, at: number): number {
    const row = this.#rows[at]!;
    const low = this.#events.logonIdLow[row]!;
    const high = this.#events.logonIdHigh[row]!;
    const begun = this.#begunBy(sessions, this.#acts.time[at]!);
    for (let i = begun - 1; i >= 0 && i >= begun - LOOKED_AT; i--) {
      if (this.#has(sessions[i]!, low, high)) return sessions[i]!;
    }
    return -1;
  }

  /** The key of the list has half of the id only. */
  #has(session: number, low: number, high: number): boolean {
    const { members, memberStart } = this.#sessions;
    for (let i = memberStart[session]!; i < memberStart[session + 1]!; i++) {
      if (members.logonIdLow[i] === low && members.logonIdHigh[i] === high) return true;
    }
    return false;
  }

  /** The desktop session whose lock or disconnect ends then, else the youngest that was on. */
  #likeliest(sessions: Uint32Array, time: number): number {
    const begun = this.#begunBy(sessions, time);
    let best = -1;
    for (let at = begun - 1; at >= 0 && at >= begun - LOOKED_AT; at--) {
      const session = sessions[at]!;
      if (this.#end(session) < time - ABOUT) continue;
      if (this.#intervalEnds(session, time)) return session;
      if (best < 0) best = session;
    }
    return best;
  }

  /** How many of some sessions, ordered by their begin, had begun by a moment. */
  #begunBy(sessions: Uint32Array, time: number): number {
    let low = 0;
    let high = sessions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#begin(sessions[middle]!) <= time + ABOUT) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Session rows stand in the order of their start evidence, which clock changes may turn round. */
  #ordered(lists: readonly Uint32Array[]): readonly Uint32Array[] {
    for (const list of lists) {
      let isOrdered = true;
      for (let at = 1; at < list.length && isOrdered; at++)
        isOrdered = this.#begin(list[at - 1]!) <= this.#begin(list[at]!);
      if (!isOrdered) list.sort((a, b) => this.#begin(a) - this.#begin(b) || a - b);
    }
    return lists;
  }

  #begin(session: number): number {
    const start = this.#sessions.start[session]!;
    return Number.isNaN(start) ? this.#sessions.startUpper[session]! : start;
  }

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
