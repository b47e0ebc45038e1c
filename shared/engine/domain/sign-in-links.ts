import { ACT } from "../../types/act-table.ts";
import type { CaseData } from "../../types/case.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { accountName } from "../reports/attempts.ts";
import { isLoopback } from "../reports/source-of.ts";
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from "../time/calendar.ts";
import { type AddressNames, shortName } from "./address-names.ts";
import { isAuthentication } from "./controllers.ts";

const NEAR = 5 * TICKS_PER_MINUTE;
/** A ticket for the computer follows that for the logon at once. */
const AT_ONCE = 10 * TICKS_PER_SECOND;
const DESKTOP = SESSION_KINDS.indexOf("desktop");
const LINKED: ReadonlySet<number> = new Set(
  (["desktop", "network", "batch", "service"] as const).map((kind) => SESSION_KINDS.indexOf(kind)),
);
/** Sessions of one user that are looked at for one authentication. */
const MOST = 64;

/** Why an authentication and a session are one sign-in. */
export type LinkBasis = "logonGuid" | "time";

export interface SignInLinks {
  /** Session of an act, -1 for none. */
  session(act: number): number;
  basis(act: number): LinkBasis | null;
}

/**
 * The sessions that authentications of domain controllers led to. `controllers`: keys of these, whose own network logons
 * are not where somebody sat.
 */
export function signInLinks(
  data: CaseData,
  names: AddressNames,
  controllers: ReadonlySet<number>,
): SignInLinks {
  const { acts, sessions, strings } = data;
  const found = new Int32Array(acts.length).fill(-1);
  const byGuid = new Uint8Array(acts.length);
  const accounts = new Map<number, string>();
  const account = (id: number): string => {
    let name = accounts.get(id);
    if (name === undefined) {
      name = accountName(strings[id] ?? "");
      accounts.set(id, name);
    }
    return name;
  };

  // A ticket for a computer bears the LogonGuid; the ticket for the logon stands shortly before it.
  const tickets = new Map<string, number[]>();
  const order = Array.from({ length: acts.length }, (_, at) => at).filter(
    (at) => acts.kind[at] === ACT.hostTicket || isAuthentication(acts.kind[at]!),
  );
  order.sort((a, b) => acts.time[a]! - acts.time[b]!);
  for (const at of order) {
    if (acts.kind[at] !== ACT.hostTicket || acts.session[at] === -1) continue;
    if (isPassing(sessions, acts.session[at]!, controllers)) continue;
    found[at] = acts.session[at]!;
    byGuid[at] = 1;
    const key = `${account(acts.user[at]!)} ${acts.sourceAddress[at]}`;
    const list = tickets.get(key);
    if (list === undefined) tickets.set(key, [at]);
    else list.push(at);
  }
  const byUser = sessionsByAccount(data, controllers, account);
  for (const at of order) {
    if (acts.kind[at] === ACT.hostTicket) continue;
    const own = account(acts.user[at]!);
    const time = acts.time[at]!;
    const ticket = firstWithin(
      tickets.get(`${own} ${acts.sourceAddress[at]}`) ?? [],
      (each) => acts.time[each]!,
      time,
      time + AT_ONCE,
    );
    if (ticket !== undefined) {
      found[at] = found[ticket]!;
      byGuid[at] = 1;
      continue;
    }
    const address = acts.sourceAddress[at]!;
    const place = shortName(names.at(address, time) ?? strings[acts.place[at]!] ?? "");
    const isHere = isLoopback(strings[address] ?? "");
    found[at] = nearestSession(byUser.get(own) ?? [], time, sessions.start, (row) => {
      if (isHere) return sessions.computerKey[row] === acts.computerKey[at];
      if (address !== 0 && sessions.sourceAddress[row] === address) return true;
      return place !== "" && shortName(strings[sessions.computer[row]!] ?? "") === place;
    });
  }
  return {
    session: (act) => found[act] ?? -1,
    basis: (act) => ((found[act] ?? -1) < 0 ? null : byGuid[act] === 1 ? "logonGuid" : "time"),
  };
}

/** A logon on a controller for its shares and its directory: nobody sits there, unless it is a desktop. */
function isPassing(
  { kind, computerKey }: SessionTable,
  row: number,
  controllers: ReadonlySet<number>,
): boolean {
  return kind[row] !== DESKTOP && controllers.has(computerKey[row]!);
}

/** Sessions of people by account, by their start. */
function sessionsByAccount(
  { sessions, acts }: CaseData,
  controllers: ReadonlySet<number>,
  account: (id: number) => string,
): ReadonlyMap<string, readonly number[]> {
  const wanted = new Set<string>();
  for (let at = 0; at < acts.length; at++)
    if (isAuthentication(acts.kind[at]!)) wanted.add(account(acts.user[at]!));
  const lists = new Map<string, number[]>();
  if (wanted.size === 0) return lists;
  for (let row = 0; row < sessions.length; row++) {
    if (!LINKED.has(sessions.kind[row]!) || isPassing(sessions, row, controllers)) continue;
    const own = account(sessions.user[row]!);
    if (!wanted.has(own) || Number.isNaN(sessions.start[row]!)) continue;
    const list = lists.get(own);
    if (list === undefined) lists.set(own, [row]);
    else list.push(row);
  }
  for (const list of lists.values()) list.sort((a, b) => sessions.start[a]! - sessions.start[b]!);
  return lists;
}

function nearestSession(
  rows: readonly number[],
  time: number,
  start: Float64Array,
  fits: (row: number) => boolean,
): number {
  let best = -1;
  const from = lowerBound(rows, (row) => start[row]!, time - NEAR);
  for (let at = from; at < rows.length && at < from + MOST; at++) {
    const row = rows[at]!;
    if (start[row]! > time + NEAR) break;
    if (!fits(row)) continue;
    if (best < 0 || Math.abs(start[row]! - time) < Math.abs(start[best]! - time)) best = row;
  }
  return best;
}

function firstWithin(
  list: readonly number[],
  of: (item: number) => number,
  from: number,
  to: number,
): number | undefined {
  const item = list[lowerBound(list, of, from)];
  return item !== undefined && of(item) <= to ? item : undefined;
}

/** First position whose value is not below; the values rise. */
function lowerBound(list: readonly number[], of: (item: number) => number, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (of(list[middle]!) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
