import { ACT, ACT_KINDS, type ActTable } from "../../types/act-table.ts";
import type { EventTable } from "../../types/event-table.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
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
/** A key is the computer and 32 bits: exact while a case has fewer than two million texts, and verified where it counts. */
const LOW = 2 ** 32;

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
    const byUser = this.#desktopsByUser();
    for (let at = 0; at < acts.length; at++) {
      if (IN_SESSION[acts.kind[at]!] === 0) continue;
      const named = this.#named(byId, at);
      acts.session[at] = named >= 0 ? named : this.#likeliest(byUser.get(this.#userKey(at)), acts.time[at]!);
    }
  }

  #idKey(at: number): number {
    return this.#acts.computerKey[at]! * LOW + this.#events.logonIdLow[this.#rows[at]!]!;
  }

  #userKey(at: number): number {
    return this.#acts.computerKey[at]! * LOW + this.#acts.userKey[at]!;
  }

  /** Only of LogonIds that some act names: a case may hold millions of others. */
  #sessionsByLogonId(): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>();
    for (let at = 0; at < this.#acts.length; at++) {
      if (IN_SESSION[this.#acts.kind[at]!] === 0 || this.#events.logonIdLow[this.#rows[at]!] === 0) continue;
      const key = this.#idKey(at);
      if (!found.has(key)) found.set(key, []);
    }
    if (found.size === 0) return found;
    const { members, memberStart, computerKey, length } = this.#sessions;
    for (let session = 0; session < length; session++) {
      for (let i = memberStart[session]!; i < memberStart[session + 1]!; i++) {
        found.get(computerKey[session]! * LOW + members.logonIdLow[i]!)?.push(session);
      }
    }
    return this.#ordered(found);
  }

  #desktopsByUser(): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>();
    for (let at = 0; at < this.#acts.length; at++) {
      if (IN_SESSION[this.#acts.kind[at]!] === 0 || this.#acts.userKey[at] === 0) continue;
      const key = this.#userKey(at);
      if (!found.has(key)) found.set(key, []);
    }
    if (found.size === 0) return found;
    const { kind, userKey, computerKey, length } = this.#sessions;
    for (let session = 0; session < length; session++) {
      if (kind[session] === DESKTOP)
        found.get(computerKey[session]! * LOW + userKey[session]!)?.push(session);
    }
    return this.#ordered(found);
  }

  /** LogonIds come again after a boot: the latest session with this one that had begun by then. */
  #named(byId: ReadonlyMap<number, readonly number[]>, at: number): number {
    const row = this.#rows[at]!;
    const [low, high] = [this.#events.logonIdLow[row]!, this.#events.logonIdHigh[row]!];
    if (low === 0) return -1;
    const sessions = byId.get(this.#idKey(at));
    if (sessions === undefined) return -1;
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
  #likeliest(sessions: readonly number[] | undefined, time: number): number {
    if (sessions === undefined) return -1;
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
  #begunBy(sessions: readonly number[], time: number): number {
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
  #ordered(lists: ReadonlyMap<number, number[]>): ReadonlyMap<number, readonly number[]> {
    for (const list of lists.values()) {
      const isOrdered = list.every(
        (session, at) => at === 0 || this.#begin(list[at - 1]!) <= this.#begin(session),
      );
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
