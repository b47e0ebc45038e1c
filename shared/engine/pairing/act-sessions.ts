import { ACT, ACT_KINDS, type ActTable } from "../../types/act-table.ts";
import type { EventTable } from "../../types/event-table.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { NOT_FOUND, PairTable } from "./pair-table.ts";
import { NO_KEY, PairKeys, type SessionLists, sessionLists } from "./session-lists.ts";
import { sortRows } from "./sort-rows.ts";
import { SECOND } from "./time-spans.ts";

/** A LogonId that acts name and no session had by then. */
const NOBODY = NOT_FOUND - 1;
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
    this.#nameByLogonId();
    const left = this.#left();
    if (left.length === 0) return;
    const { computerKey, userKey, session, time } = this.#acts;
    const keys = new PairKeys();
    const keyOf = new Int32Array(left.length);
    for (let i = 0; i < left.length; i++) keyOf[i] = keys.add(computerKey[left[i]!]!, userKey[left[i]!]!);
    const lists = this.#desktopsByUser(keys);
    for (let i = 0; i < left.length; i++)
      session[left[i]!] = this.#likeliest(lists, keyOf[i]!, time[left[i]!]!);
  }

  /** Acts that somebody did and of which no LogonId says in which session. */
  #left(): Uint32Array {
    const { kind, session, userKey, length } = this.#acts;
    const left = new Uint32Array(length);
    let count = 0;
    for (let at = 0; at < length; at++)
      if (session[at] === -1 && IN_SESSION[kind[at]!] === 1 && userKey[at] !== 0) left[count++] = at;
    return left.subarray(0, count);
  }

  #withLogonId(): Uint32Array {
    const { kind, time, length } = this.#acts;
    const { logonIdLow } = this.#events;
    const rows = this.#rows;
    const found = new Uint32Array(length);
    let count = 0;
    for (let at = 0; at < length; at++)
      if (IN_SESSION[kind[at]!] === 1 && logonIdLow[rows[at]!] !== 0 && !Number.isNaN(time[at]!))
        found[count++] = at;
    return found.subarray(0, count);
  }

  /**
   * The latest session with the LogonId that had begun by then: LogonIds come again after a boot. Acts and sessions are
   * gone through side by side, both by their times, so that a table need only hold the latest session of each LogonId
   * that some act names: a case may hold millions of others.
   */
  #nameByLogonId(): void {
    const named = this.#withLogonId();
    if (named.length === 0) return;
    const { computerKey, session, time } = this.#acts;
    const { logonIdLow, logonIdHigh } = this.#events;
    const rows = this.#rows;
    const areas = new Areas();
    const latest = new PairTable();
    let lowBefore = 0;
    let areaBefore = -1;
    for (let i = 0; i < named.length; i++) {
      const at = named[i]!;
      const low = logonIdLow[rows[at]!]!;
      const area = areas.of(computerKey[at]!, logonIdHigh[rows[at]!]!);
      // Acts of one session stand together.
      if (low === lowBefore && area === areaBefore) continue;
      lowBefore = low;
      areaBefore = area;
      latest.set(low, area, NOBODY);
    }
    if (!isRising(time)) sortRows(named, (a, b) => time[a]! - time[b]!);
    const { computerKey: computers, members, memberStart, length } = this.#sessions;
    const { logonIdLow: lows, logonIdHigh: highs } = members;
    const { order, begins } = this.#byBegin();
    let next = 0;
    for (let i = 0; i < named.length; i++) {
      const at = named[i]!;
      const until = time[at]! + ABOUT;
      for (; next < length && begins[next]! <= until; next++) {
        const begun = order === null ? next : order[next]!;
        const after = memberStart[begun + 1]!;
        for (let member = memberStart[begun]!; member < after; member++)
          latest.replace(lows[member]!, areas.of(computers[begun]!, highs[member]!), begun);
      }
      const row = rows[at]!;
      const found = latest.get(logonIdLow[row]!, areas.of(computerKey[at]!, logonIdHigh[row]!));
      if (found >= 0) session[at] = found;
    }
  }

  /** Sessions by their begin, those of one moment as they stand, and when each of these began; no order if they do. */
  #byBegin(): { readonly order: Uint32Array | null; readonly begins: Float64Array } {
    const { start, length } = this.#sessions;
    if (isRising(start)) return { order: null, begins: start };
    const order = new Uint32Array(length);
    for (let at = 0; at < length; at++) order[at] = at;
    sortRows(order, (a, b) => this.#begin(a) - this.#begin(b));
    const begins = new Float64Array(length);
    for (let at = 0; at < length; at++) begins[at] = this.#begin(order[at]!);
    return { order, begins };
  }

  /** Of the users of acts that are left. */
  #desktopsByUser(keys: PairKeys): SessionLists {
    const { kind, computerKey, userKey, length } = this.#sessions;
    const entries = { key: new Int32Array(length), session: new Uint32Array(length) };
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

/** Numbers computers with upper halves of LogonIds, which nearly always are those of the record before. */
class Areas {
  readonly #keys = new PairKeys();
  #computer = -1;
  #high = -1;
  #number = -1;

  of(computer: number, high: number): number {
    if (computer === this.#computer && high === this.#high) return this.#number;
    this.#computer = computer;
    this.#high = high;
    this.#number = this.#keys.add(computer, high);
    return this.#number;
  }
}

/** Whether all times are known and none is earlier than the one before. */
function isRising(times: Float64Array): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < times.length; at++) {
    const time = times[at]!;
    if (!(time >= before)) return false;
    before = time;
  }
  return true;
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
