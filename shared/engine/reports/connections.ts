import { ACT } from "../../types/act-table.ts";
import type { CaseData } from "../../types/case.ts";
import type { Rows } from "../filter/filter.ts";
import { TICKS_PER_SECOND } from "../time/calendar.ts";
import { put } from "./sorted.ts";

/** Two logs tell of one connect, and a 4801 follows the logon that unlocks: within this time they are one. */
const ECHO = 5 * TICKS_PER_SECOND;

/**
 * Unlocks, connects and disconnects by session, by time, each told once. Of records that tell of the same the one that
 * names a client stays.
 */
export function signsOf(data: CaseData, rows: Rows): ReadonlyMap<number, readonly number[]> {
  const { acts } = data;
  const wanted = new Set(rows);
  const found = new Map<number, number[]>();
  for (let at = 0; at < acts.length; at++) {
    const kind = acts.kind[at];
    if (kind !== ACT.unlocked && kind !== ACT.connected && kind !== ACT.disconnected) continue;
    const session = acts.session[at]!;
    if (!wanted.has(session)) continue;
    put(found, session, at);
  }
  return new Map([...found].map(([session, own]) => [session, onceEach(data, own)]));
}

function onceEach({ acts }: CaseData, own: readonly number[]): readonly number[] {
  const sorted = own.toSorted((a, b) => acts.time[a]! - acts.time[b]! || a - b);
  const kept: number[] = [];
  for (const at of sorted) {
    const same = kept.findLastIndex(
      (before) => acts.kind[before] === acts.kind[at] && acts.time[at]! - acts.time[before]! <= ECHO,
    );
    if (same < 0) kept.push(at);
    else if (!isTold(kept[same]!) && isTold(at)) kept[same] = at;
  }
  return kept;

  function isTold(at: number): boolean {
    return acts.sourceAddress[at] !== 0 || acts.place[at] !== 0;
  }
}
